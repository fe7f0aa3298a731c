package dev.steadfast.metrics;

import static dev.steadfast.metrics.testing.Events.aTicket;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.steadfast.metrics.testing.Events;
import dev.steadfast.platform.testing.InternalTokens;
import dev.steadfast.platform.testing.ServiceBackends;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(
    value = ServiceBackends.class,
    initArgs = @ResourceArg(name = "service", value = "metrics"))
class QueriesIT {
  private final UUID tenant = UuidCreator.getTimeOrderedEpoch();
  private final List<String> events = new ArrayList<>();
  private int tickets;

  private RequestSpecification caller() {
    return given()
        .auth()
        .oauth2(InternalTokens.token("metrics-service", tenant, "events:write", "metrics:read"));
  }

  private ValidatableResponse get(String metric, String question, String... parameters) {
    RequestSpecification request = caller();
    for (int i = 0; i < parameters.length; i += 2) {
      request.queryParam(parameters[i], parameters[i + 1]);
    }
    return request.get("/v1/metrics/" + metric + "/" + question).then();
  }

  /** Interactions of a team, or of none, that were rated that month, the first ones well. */
  private void rated(String month, @Nullable String team, int answers, int satisfied) {
    for (int i = 0; i < answers; i++) {
      String day = month + "-%02dT".formatted(1 + i % 28);
      String opened =
          team == null
              ? "{}"
              : "{\"team\": {\"id\": \"%s\"}, \"channel\": \"email\"}".formatted(team);
      events.addAll(
          aTicket("desk", "R-" + tickets++)
              .event("interaction.opened", day + "09:00:00Z", opened)
              .rated(i < satisfied ? 5 : 1, day + "10:00:00Z")
              .list());
    }
  }

  /** 48 of 80 are satisfied in February and 56 of 70 in March: Newcombe's first example. */
  private void twoMonthsOfRatings() {
    rated("2026-02", "A", 40, 36);
    rated("2026-02", "B", 30, 10);
    rated("2026-02", null, 10, 2);
    rated("2026-03", "A", 50, 45);
    rated("2026-03", "B", 15, 8);
    rated("2026-03", null, 5, 3);
    send();
  }

  private void repliedAfter(int... minutes) {
    for (int after : minutes) {
      String reply = OffsetDateTime.parse("2026-03-02T09:00:00Z").plusMinutes(after).toString();
      events.addAll(
          aTicket("desk", "D-" + tickets++)
              .opened("2026-03-02T09:00:00Z", "A", "email", "normal")
              .repliedBy("ann", reply)
              .list());
    }
    send();
  }

  private void send() {
    given()
        .auth()
        .oauth2(InternalTokens.token("metrics-service", tenant, "events:write"))
        .contentType("application/cloudevents-batch+json")
        .body(Events.batch(events))
        .post("/v1/events")
        .then()
        .statusCode(202)
        .body("accepted", equalTo(events.size()));
    int all = tickets;
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                get("volume", "summary", "from", "2026-01-01", "to", "2026-05-01")
                    .statusCode(200)
                    .body("series[0].points[0].n", equalTo(all)));
  }

  @Test
  void everyTeamIsFoundAmongItsChannels() {
    // Given: names that the characters after one another, and before and after a ';', tell apart
    List<String> teams = List.of("a", "a-1", "a1", "aB", "a b", "a;b", "aa", "b");
    teams.forEach(team -> rated("2026-02", team, 2, 1));
    rated("2026-02", null, 3, 1);
    send();

    // When
    JsonPath series =
        get("csat", "series", "from", "2026-02-01", "to", "2026-03-01", "groupBy", "team")
            .statusCode(200)
            .extract()
            .jsonPath();

    // Then: those without a team come last
    List<String> found = series.getList("series.group.team");
    assertThat(found.subList(0, 8)).containsExactlyInAnyOrderElementsOf(teams);
    assertThat(found.subList(8, found.size())).containsExactly("");
    List<List<Integer>> numbers = series.getList("series.points.n");
    assertThat(numbers.subList(0, 8))
        .allSatisfy(n -> assertThat(n.stream().mapToInt(Integer::intValue).sum()).isEqualTo(2));
    assertThat(numbers.getLast().stream().mapToInt(Integer::intValue).sum()).isEqualTo(3);
  }

  @Test
  void twoMonthsAreComparedWithThePublishedInterval() {
    // Given
    twoMonthsOfRatings();

    // When
    JsonPath compared =
        get(
                "csat",
                "compare",
                "from",
                "2026-03-01",
                "to",
                "2026-04-01",
                "againstFrom",
                "2026-02-01",
                "againstTo",
                "2026-03-01")
            .statusCode(200)
            .body("verdict", equalTo("higher"))
            .body("judgement", equalTo("better"))
            .body("method", equalTo("newcombe"))
            .body("overlapping", equalTo(false))
            .body("measured.n", equalTo(70))
            .body("against.n", equalTo(80))
            .body("summary", containsString("80.0 %, against 60.0 %: 20.0 points higher"))
            .extract()
            .jsonPath();

    // Then
    assertThat(compared.getDouble("difference")).isCloseTo(20, within(1e-9));
    assertThat(compared.getDouble("interval.lower")).isCloseTo(5.24, within(0.006));
    assertThat(compared.getDouble("interval.upper")).isCloseTo(33.39, within(0.006));
    assertThat(compared.getDouble("relativePercent")).isCloseTo(100.0 / 3, within(1e-5));
  }

  @Test
  void twoTeamsAreComparedInOnePeriodAndFewAnswersDecideNothing() {
    // Given
    twoMonthsOfRatings();

    // When / Then: 15 answers of B are fewer than the 30 that it takes
    get(
            "csat",
            "compare",
            "from",
            "2026-03-01",
            "to",
            "2026-04-01",
            "filter",
            "team:A",
            "againstFilter",
            "team:B")
        .statusCode(200)
        .body("verdict", equalTo("cannot-tell"))
        .body("overlapping", equalTo(false))
        .body("against.filter.team", equalTo("B"))
        .body("summary", containsString("one side has 15 observations, and 30 are needed"));
    get(
            "csat",
            "compare",
            "from",
            "2026-02-01",
            "to",
            "2026-03-01",
            "filter",
            "team:A",
            "againstFilter",
            "all")
        .statusCode(200)
        .body("verdict", equalTo("higher"))
        .body("overlapping", equalTo(true));
    get(
            "volume",
            "compare",
            "from",
            "2026-03-01",
            "to",
            "2026-04-01",
            "againstFrom",
            "2026-02-01",
            "againstTo",
            "2026-03-01")
        .statusCode(200)
        .body("unit", equalTo("count per day"))
        .body("method", equalTo("poisson"));
    get(
            "csat",
            "compare",
            "from",
            "2026-03-01",
            "to",
            "2026-04-01",
            "againstFrom",
            "2025-02-01",
            "againstTo",
            "2025-03-01")
        .statusCode(200)
        .body("verdict", equalTo("cannot-tell"))
        .body("against.value", equalTo(null));
  }

  /**
   * By hand, R̄ = 70: A by the mix (50/70 − 40/80) × (90 − 70), B by its rate (30/80 + 15/70) / 2 ×
   * 20 and the mix (15/70 − 30/80) × (130/3 − 70), none by its rate (10/80 + 5/70) / 2 × 40.
   */
  @Test
  void theDriversOfAChangeSumToIt() {
    // Given
    twoMonthsOfRatings();

    // When
    JsonPath drivers =
        get(
                "csat",
                "drivers",
                "from",
                "2026-03-01",
                "to",
                "2026-04-01",
                "againstFrom",
                "2026-02-01",
                "againstTo",
                "2026-03-01",
                "by",
                "team")
            .statusCode(200)
            .body("drivers.value", equalTo(List.of("B", "", "A")))
            .body("drivers[1].known", equalTo(false))
            .body("drivers.n", equalTo(List.of(15, 5, 50)))
            .body("summary", containsString("rose from 60.0 % to 80.0 %"))
            .extract()
            .jsonPath();

    // Then
    List<Number> parts = drivers.getList("drivers.contribution");
    assertThat(parts.stream().mapToDouble(Number::doubleValue).sum())
        .isCloseTo(drivers.getDouble("change"), within(1e-5));
    assertThat(drivers.getDouble("change")).isCloseTo(20, within(1e-9));
    assertThat(drivers.getDouble("drivers[2].mix")).isCloseTo(4.285714, within(1e-5));
    assertThat(drivers.getDouble("drivers[2].rate")).isCloseTo(0, within(1e-9));
    assertThat(drivers.getDouble("drivers[0].rate")).isCloseTo(5.892857, within(1e-5));
    assertThat(drivers.getDouble("drivers[0].mix")).isCloseTo(4.285714, within(1e-5));
    assertThat(drivers.getDouble("drivers[1].rate")).isCloseTo(3.928571, within(1e-5));
  }

  @Test
  void countsMeansAndLevelsSplitAsWell() {
    // Given
    twoMonthsOfRatings();
    repliedAfter(10, 50);

    // When / Then
    get(
            "volume",
            "drivers",
            "from",
            "2026-03-01",
            "to",
            "2026-04-01",
            "againstFrom",
            "2026-02-01",
            "againstTo",
            "2026-03-01",
            "by",
            "team")
        .statusCode(200)
        .body("change", equalTo(-8.0f))
        .body("drivers.find { it.value == 'A' }.contribution", equalTo(12.0f));
    get(
            "backlog",
            "drivers",
            "from",
            "2026-03-01",
            "to",
            "2026-04-01",
            "againstFrom",
            "2026-02-01",
            "againstTo",
            "2026-03-01",
            "by",
            "channel",
            "filter",
            "team:A")
        .statusCode(200)
        .body("measured.value", equalTo(92.0f))
        .body("change", equalTo(52.0f));
    get("first-response-time", "drivers", "from", "2026-03-01", "to", "2026-04-01", "by", "agent")
        .statusCode(200)
        .body("aggregation", equalTo("mean"))
        .body("change", equalTo(null))
        .body("drivers", equalTo(List.of()))
        .body("summary", containsString("cannot be split"));
  }

  @Test
  void valuesAreCountedByGivenEdgesAndByChosenOnes() {
    // Given
    repliedAfter(10, 20, 30, 61, 90, 130, 300);

    // When / Then: a value at an edge is in the bucket that begins there
    get(
            "first-response-time",
            "distribution",
            "from",
            "2026-03-02",
            "to",
            "2026-03-03",
            "edges",
            "PT15M,PT30M,PT1H,7200000")
        .statusCode(200)
        .body("n", equalTo(7))
        .body("below", equalTo(1))
        .body("above", equalTo(2))
        .body("buckets.n", equalTo(List.of(1, 1, 2)))
        .body("buckets.from", equalTo(List.of(900_000, 1_800_000, 3_600_000)))
        .body("edges[1].exact", equalTo(false))
        .body("edges[1].countedAt", equalTo(1_794_048));
    JsonPath chosen =
        get("first-response-time", "distribution", "from", "2026-03-02", "to", "2026-03-03")
            .statusCode(200)
            .body("below", equalTo(0))
            .body("above", equalTo(0))
            .extract()
            .jsonPath();
    List<Integer> counts = chosen.getList("buckets.n");
    assertThat(counts.stream().mapToInt(Integer::intValue).sum()).isEqualTo(7);
    assertThat(chosen.getList("buckets.cumulativePercent")).last().isEqualTo(100.0f);
    get("reassignments", "distribution", "from", "2026-03-02", "to", "2026-03-03", "buckets", "3")
        .statusCode(200)
        .body("n", equalTo(0))
        .body("min", equalTo(null))
        .body("buckets[0].sharePercent", equalTo(null));
  }

  @Test
  void severalMetricsAreReadAtOnceAndEachHasItsOwnProblem() {
    // Given
    twoMonthsOfRatings();
    String march = "\"from\": \"2026-03-01\", \"to\": \"2026-04-01\"";
    String body =
        """
        {"queries": [{"metric": "csat", %1$s, "interval": "whole", "groupBy": "team"},
          {"metric": "no-such-metric", %1$s},
          {"metric": "volume", "from": "2026-04-01", "to": "2026-03-01"},
          {"metric": "volume", %1$s, "filter": ["team:B"]},
          {"metric": "volume", %1$s, "filter": [null]},
          {"from": "2026-03-01"},
          {"metric": "volume", "from": "2026-01-01", "to": "2027-01-01", "interval": "minute"}]}
        """
            .formatted(march);

    // When / Then
    ask(body)
        .statusCode(200)
        .body("results.size()", equalTo(7))
        .body("results[0].series.series.group.team", equalTo(List.of("A", "B", "")))
        .body("results[0].series.series[0].points[0].n", equalTo(50))
        .body("results[1].problem.code", equalTo("not-found"))
        .body("results[2].problem.errors[0].pointer", equalTo("/queries/2/to"))
        .body("results[3].series.series[0].points.size()", equalTo(31))
        .body("results[4].problem.errors[0].pointer", equalTo("/queries/4/filter"))
        .body("results[5].problem.errors[0].pointer", equalTo("/queries/5/metric"))
        .body("results[6].problem.code", equalTo("invalid-parameter"));
  }

  @Test
  void aRequestThatIsNoListOfQueriesIsRefused() {
    String one = "{\"metric\": \"volume\"}";
    ask("{}").statusCode(422).body("errors[0].pointer", equalTo("/queries"));
    ask("{\"queries\": []}").statusCode(422);
    ask("{\"queries\": [%s]}".formatted(String.join(",", java.util.Collections.nCopies(21, one))))
        .statusCode(422);
    ask("{\"queries\": [null]}").statusCode(422).body("errors[0].pointer", equalTo("/queries/0"));
    ask("{\"queries\": {}}").statusCode(400).body("code", equalTo("malformed-json"));
    ask("{\"queries\": [{\"metric\": 7, \"colour\": 1}]}").statusCode(400);
    ask("null").statusCode(400);
  }

  private ValidatableResponse ask(String body) {
    return caller()
        .urlEncodingEnabled(false) // the colon of an action stays one
        .contentType("application/json")
        .body(body)
        .post("/v1/metrics:query")
        .then();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          volume/distribution                                          | key
          csat/distribution                                            | key
          first-response-time/distribution?edges=1                     | edges
          first-response-time/distribution?edges=2,1                   | edges
          first-response-time/distribution?edges=-1,1                  | edges
          first-response-time/distribution?edges=1,,2                  | edges
          first-response-time/distribution?edges=PT1H,tomorrow         | edges
          first-response-time/distribution?edges=100000,100001         | edges
          first-response-time/distribution?edges=1,99999999999999999999 | edges
          first-response-time/distribution?edges=0,P9999999999999D     | edges
          first-response-time/distribution?buckets=0                   | buckets
          first-response-time/distribution?buckets=200                 | buckets
          first-response-time/distribution?edges=1,2&buckets=3         | buckets
          reassignments/distribution?edges=PT0S,PT1S                   | edges
          csat/compare?aggregation=median                              | aggregation
          first-response-time/compare?aggregation=median,p90           | aggregation
          csat/compare?againstFrom=2026-01-01                          | againstTo
          csat/compare?againstFrom=2026-02-01&againstTo=2026-01-01     | againstTo
          csat/compare?againstFilter=colour:red                        | againstFilter
          csat/compare?filter=colour:red                               | filter
          csat/compare?from=1970-01-01&to=2026-01-01                   | againstFrom
          csat/drivers                                                 | by
          csat/drivers?by=colour                                       | by
          csat/drivers?by=team&filter=team:A                           | by
          first-response-time/drivers?by=team&aggregation=median       | aggregation
          first-response-time/drivers?by=team&aggregation=sum          | aggregation
          """)
  void whatCannotBeAnsweredIsRefused(String path, String parameter) {
    caller()
        .get("/v1/metrics/" + path)
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("code", equalTo("invalid-parameter"))
        .body("errors[0].pointer", equalTo(parameter));
  }

  @Test
  void anUnknownMetricIsNotFound() {
    for (String question : List.of("distribution", "compare", "drivers?by=team")) {
      caller().get("/v1/metrics/no-such/" + question).then().statusCode(404);
    }
  }

  @Test
  void anEmptyTenantHasNoVerdicts() {
    assertThat(
            Map.of(
                "csat", get("csat", "compare").extract().path("verdict"),
                "volume", get("volume", "compare").extract().path("verdict"),
                "backlog", get("backlog", "compare").extract().path("verdict")))
        .allSatisfy((metric, verdict) -> assertThat(verdict).isEqualTo("cannot-tell"));
    get("volume", "drivers", "by", "team").statusCode(200).body("change", equalTo(0.0f));
  }
}
