package dev.steadfast.metrics.imports;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.f4b6a3.uuid.UuidCreator;
import dev.steadfast.platform.testing.InternalTokens;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** A table that was imported by a recipe into a tenant of its own, and what the API says of it. */
final class ImportedTable {
  private static final Path ROOT = Path.of(System.getProperty("steadfast.root", "."));
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final UUID tenant = UuidCreator.getTimeOrderedEpoch();
  private JsonNode report = JSON.createObjectNode();

  private ImportedTable() {}

  /** What is known of the values of a duration, in its unit; percentiles of type 7. */
  record Figures(
      int n, double mean, double median, double p90, double p95, double min, double max) {}

  /** Imports the file by the recipe as it is shipped. Ends the test where the file is not there. */
  static ImportedTable of(String recipe, String file) {
    return of(recipe, file, Map.of());
  }

  /** Imports the file by the recipe with other words in it, as a reader of its notes would. */
  static ImportedTable of(String recipe, String file, Map<String, String> otherWords) {
    Path data = ROOT.resolve("../shared/data").resolve(file);
    assumeThat(data).as("The table is not beside the project: nothing to test.").exists();
    ImportedTable table = new ImportedTable();
    try {
      String mapping = Files.readString(ROOT.resolve("docs/recipes/" + recipe + ".json"));
      for (var word : otherWords.entrySet()) {
        assertThat(mapping).contains(word.getKey());
        mapping = mapping.replace(word.getKey(), word.getValue());
      }
      table.send(mapping, Files.readAllBytes(data));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return table;
  }

  private void send(String mapping, byte[] file) {
    String id =
        caller()
            .multiPart("mapping", "mapping.json", Sheet.utf8(mapping), "application/json")
            .multiPart("file", "table.csv", file, "application/octet-stream")
            .post("/v1/imports")
            .then()
            .statusCode(202)
            .extract()
            .jsonPath()
            .getString("id");
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              report = json("/v1/imports/" + id, "");
              return report.path("state").asText().equals("done");
            });
  }

  /** How the rows were counted. */
  Map<String, Integer> rows() {
    Map<String, Integer> rows = new TreeMap<>();
    report
        .path("rows")
        .properties()
        .forEach(count -> rows.put(count.getKey(), count.getValue().asInt()));
    return rows;
  }

  /** How rows are counted that are all read; those without an event are among the good ones. */
  static Map<String, Integer> rows(int total, int good, int bad, int blank, int withoutEvent) {
    return Map.of(
        "total",
        total,
        "read",
        total,
        "good",
        good,
        "bad",
        bad,
        "blank",
        blank,
        "withoutEvent",
        withoutEvent);
  }

  long rejected() {
    return report.at("/events/rejected").asLong();
  }

  /** Waits until the metric has so many observations. */
  void awaitCount(String metric, String query, long n) {
    await().atMost(PATIENCE).until(() -> count(metric, query), counted -> counted == n);
  }

  long count(String metric, String query) {
    return summary(metric, query).path("n").asLong();
  }

  /** How many interactions have times that contradict each other in that way. */
  long contradictions(String query, String which) {
    return json("/v1/quality", query).at("/systems/0/contradictions/" + which + "/count").asLong();
  }

  double value(String metric, String query, String aggregation) {
    return summary(metric, query + "&aggregation=" + aggregation)
        .at("/values/" + aggregation)
        .asDouble();
  }

  private JsonNode summary(String metric, String query) {
    return json("/v1/metrics/" + metric + "/summary", query).at("/series/0/points/0");
  }

  void assertShare(String metric, String query, int n, double share, double... interval) {
    assertInterval(metric, query, "share", n, share, interval);
  }

  void assertNetScore(String metric, String query, int n, double score, double... interval) {
    assertInterval(metric, query, "net_score", n, score, interval);
  }

  /** Lines of filter, n, share and its interval; {@code all} is no filter. */
  void assertShares(String metric, String query, String lines) {
    eachFiltered(metric, query, "share", lines);
  }

  /** Lines of filter, n, score and its interval. */
  void assertNetScores(String metric, String query, String lines) {
    eachFiltered(metric, query, "net_score", lines);
  }

  /** Lines of from, to, n, score and its interval. */
  void assertNetScoresOf(String metric, String lines) {
    for (String[] line : cells(lines)) {
      String period = "from=" + line[0] + "&to=" + line[1] + "&zone=UTC";
      assertNetScore(
          metric, period, (int) number(line[2]), number(line[3]), number(line[4]), number(line[5]));
    }
  }

  private void eachFiltered(String metric, String query, String aggregation, String lines) {
    for (String[] line : cells(lines)) {
      String filter = line[0].equals("all") ? "" : "&filter=" + line[0].replace("&", "%26");
      assertInterval(
          metric,
          query + filter,
          aggregation,
          (int) number(line[1]),
          number(line[2]),
          number(line[3]),
          number(line[4]));
    }
  }

  private static List<String[]> cells(String lines) {
    return lines.lines().map(line -> line.strip().split(" \\| ")).toList();
  }

  private static double number(String text) {
    return Double.parseDouble(text);
  }

  private void assertInterval(
      String metric, String query, String aggregation, int n, double value, double... interval) {
    JsonNode point = summary(metric, query + "&aggregation=" + aggregation);
    assertThat(point.path("n").asInt()).as(query).isEqualTo(n);
    assertThat(point.at("/values/" + aggregation).asDouble())
        .as(query)
        .isCloseTo(value, within(1e-6));
    if (interval.length == 2) {
      JsonNode found = point.at("/intervals/" + aggregation);
      assertThat(found.path("lower").asDouble()).as(query).isCloseTo(interval[0], within(1e-6));
      assertThat(found.path("upper").asDouble()).as(query).isCloseTo(interval[1], within(1e-6));
    }
  }

  /**
   * The cells give n and mean exactly and percentiles within one per cent; the observations give
   * all of it exactly.
   *
   * @param unit of the figures, in milliseconds
   */
  void assertFigures(String metric, String query, long unit, Figures known) {
    double half = unit * 5e-7;
    assertThat(count(metric, query)).as(query).isEqualTo(known.n());
    assertThat(value(metric, query, "mean")).isCloseTo(known.mean() * unit, within(half));
    assertThat(value(metric, query, "median"))
        .isCloseTo(known.median() * unit, withinPercentage(1));
    assertThat(value(metric, query, "p90")).isCloseTo(known.p90() * unit, withinPercentage(1));
    assertThat(value(metric, query, "p95")).isCloseTo(known.p95() * unit, withinPercentage(1));
    double[] sorted = observed(metric, query);
    assertThat(sorted).hasSize(known.n());
    assertThat(Arrays.stream(sorted).sum() / known.n())
        .isCloseTo(known.mean() * unit, within(half));
    assertThat(quantile(sorted, 0.5)).isCloseTo(known.median() * unit, within(1e-3));
    assertThat(quantile(sorted, 0.9)).isCloseTo(known.p90() * unit, within(1e-3));
    assertThat(quantile(sorted, 0.95)).isCloseTo(known.p95() * unit, within(1e-3));
    assertThat(sorted[0]).isEqualTo(known.min() * unit);
    assertThat(sorted[sorted.length - 1]).isEqualTo(known.max() * unit);
  }

  /** Of type 7 of Hyndman and Fan: linear between the order statistics, h = (n - 1) p. */
  private static double quantile(double[] sorted, double p) {
    double h = (sorted.length - 1) * p;
    int low = (int) Math.floor(h);
    int high = Math.min(low + 1, sorted.length - 1);
    return sorted[low] + (h - low) * (sorted[high] - sorted[low]);
  }

  /** The exact values, in their order. */
  double[] observed(String metric, String query) {
    String lines =
        asking(query)
            .accept("application/x-ndjson")
            .get("/v1/metrics/" + metric + "/observations")
            .then()
            .statusCode(200)
            .extract()
            .asString();
    return lines
        .lines()
        .mapToDouble(line -> parsed(line).path("value").asDouble())
        .sorted()
        .toArray();
  }

  /** How many observations each day has that has any, by the date at its beginning. */
  Map<String, Long> byDay(String metric, String query) {
    Map<String, Long> days = new TreeMap<>();
    JsonNode series = json("/v1/metrics/" + metric + "/series", "interval=day&" + query);
    for (JsonNode point : series.at("/series/0/points")) {
      if (point.path("n").asLong() > 0) {
        days.put(point.path("from").asText().substring(0, 10), point.path("n").asLong());
      }
    }
    return days;
  }

  /** What is known of days, as {@code day=n} with blanks between. */
  static Map<String, Long> days(String pairs) {
    Map<String, Long> days = new TreeMap<>();
    for (String pair : pairs.strip().split("\\s+")) {
      days.put(pair.split("=")[0], Long.valueOf(pair.split("=")[1]));
    }
    return days;
  }

  /** How many observations each group has, by the value of the dimension. */
  Map<String, Long> byGroup(String metric, String query, String dimension) {
    Map<String, Long> groups = new TreeMap<>();
    JsonNode series =
        json("/v1/metrics/" + metric + "/summary", "groupBy=" + dimension + "&" + query);
    for (JsonNode group : series.path("series")) {
      groups.put(group.path("group").path(dimension).asText(), group.at("/points/0/n").asLong());
    }
    return groups;
  }

  private RequestSpecification asking(String query) {
    RequestSpecification request = caller();
    for (String parameter : query.isEmpty() ? new String[0] : query.split("&")) {
      String[] parts = parameter.split("=", 2);
      request.queryParam(parts[0], parts[1].replace("%26", "&"));
    }
    return request;
  }

  private JsonNode json(String address, String query) {
    return parsed(asking(query).get(address).then().statusCode(200).extract().asString());
  }

  private static JsonNode parsed(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private RequestSpecification caller() {
    return given()
        .auth()
        .oauth2(InternalTokens.token("metrics-service", tenant, "events:write", "metrics:read"));
  }
}
