package dev.steadfast.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A tenant whose numbers come from an imported incident log, and the ways to read them.
 *
 * @param period a query that holds all of the log
 */
record ImportedLog(TenantClient tenant, String period) {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int VALUE_COLUMN = 4;

  /** A row of a table of known answers, in hours; {@code priority} is empty for all of them. */
  record Row(
      String priority,
      int n,
      double mean,
      double median,
      double p90,
      double p95,
      double min,
      double max) {}

  static String filter(String priority) {
    return priority.isEmpty()
        ? ""
        : "&filter=" + URLEncoder.encode("priority:" + priority, StandardCharsets.UTF_8);
  }

  /** Every cell of every metric is as the raw events say. */
  void expectCellsAsTheRawEventsSay() {
    Answer checked = tenant.post("/v1/metrics:check", Map.of());
    JsonNode check = checked.expect(200).json();
    assertThat(check.path("differing").asLong()).as(checked.body()).isZero();
    assertThat(check.path("compared").asLong()).isPositive();
    assertThat(check.path("metrics").size())
        .isGreaterThanOrEqualTo(tenant.get("/v1/metrics").expect(200).json().path("items").size());
  }

  /** Median and p90 of the cells, which are within 1 %; n is exact. */
  void expectSummary(Row row) {
    JsonNode point = tenant.summary("resolution-time", period + filter(row.priority()));
    assertThat(point.path("n").asInt()).as("n of %s", row).isEqualTo(row.n());
    assertWithinOnePercent(point.at("/values/median").asDouble(), row.median(), row);
    assertWithinOnePercent(point.at("/values/p90").asDouble(), row.p90(), row);
  }

  private static void assertWithinOnePercent(double milliseconds, double hours, Row row) {
    assertThat(milliseconds / Observed.HOUR)
        .as(() -> String.format(Locale.ROOT, "within 1 %% of %s", row))
        .isBetween(hours * 0.99, hours * 1.01);
  }

  /** All figures from the exact values. */
  void expectExactly(Row row) {
    Observed values = csv("resolution-time", filter(row.priority()));
    assertThat(values.n()).as("n of %s", row).isEqualTo(row.n());
    assertHours(values.mean(), row.mean(), row);
    assertHours(values.quantile(0.5), row.median(), row);
    assertHours(values.quantile(0.9), row.p90(), row);
    assertHours(values.quantile(0.95), row.p95(), row);
    assertHours(values.quantile(0), row.min(), row);
    assertHours(values.quantile(1), row.max(), row);
  }

  /** The published figures have six decimals. */
  private static void assertHours(double milliseconds, double hours, Row row) {
    assertThat(milliseconds / Observed.HOUR).as(row.toString()).isCloseTo(hours, within(1e-6));
  }

  /** Exact values as a CSV table, streamed. */
  Observed csv(String metric, String more) {
    List<String> lines =
        observations(metric, more, "Accept", "text/csv").body().lines().skip(1).toList();
    return Observed.of(
        lines.stream()
            .mapToLong(line -> Long.parseLong(line.split(",", -1)[VALUE_COLUMN]))
            .toArray());
  }

  /** Exact values as one JSON object a line, streamed. */
  Observed lines(String metric) {
    return Observed.of(
        observations(metric, "", "Accept", "application/x-ndjson")
            .body()
            .lines()
            .mapToLong(line -> json(line).path("value").asLong())
            .toArray());
  }

  /** Exact values page by page, until there is no further page. */
  Observed pages(String metric) {
    List<Long> values = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page =
          observations(metric, "&limit=500" + (cursor.isEmpty() ? "" : "&cursor=" + cursor)).json();
      page.path("items").forEach(item -> values.add(item.path("value").asLong()));
      cursor = page.path("nextCursor").asText();
    } while (!cursor.isEmpty());
    return Observed.of(values.stream().mapToLong(Long::longValue).toArray());
  }

  private Answer observations(String metric, String more, String... headers) {
    return tenant
        .get("/v1/metrics/" + metric + "/observations?" + period + more, headers)
        .expect(200);
  }

  private static JsonNode json(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new AssertionError(line, e);
    }
  }

  /** The n of each point of a series, in order. */
  int[] counts(String metric, String query) {
    JsonNode points = tenant.series(metric, query);
    int[] counts = new int[points.size()];
    Arrays.setAll(counts, i -> points.get(i).path("n").asInt());
    return counts;
  }

  /** The n of each group of the whole period; of those that have none under the empty text. */
  Map<String, Integer> groups(String metric, String dimension) {
    Map<String, Integer> groups = new TreeMap<>();
    tenant
        .get("/v1/metrics/" + metric + "/summary?groupBy=" + dimension + "&" + period)
        .expect(200)
        .json()
        .path("series")
        .forEach(
            group ->
                groups.put(
                    group.at("/group/" + dimension).asText(), group.at("/points/0/n").asInt()));
    return groups;
  }

  /** The backlog at the end of each day. */
  double[] backlog() {
    JsonNode points = tenant.series("backlog", period + "&interval=day");
    double[] levels = new double[points.size()];
    Arrays.setAll(levels, i -> points.get(i).at("/values/level").asDouble());
    return levels;
  }
}
