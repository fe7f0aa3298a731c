package dev.steadfast.metrics.query;

import static dev.steadfast.metrics.testing.Events.aTicket;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.steadfast.metrics.testing.Sending;
import dev.steadfast.platform.testing.ServiceBackends;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many of the values are within a threshold. */
@QuarkusTest
@QuarkusTestResource(
    value = ServiceBackends.class,
    initArgs = @ResourceArg(name = "service", value = "metrics"))
class ThresholdsIT {
  private static final int TO_AN_HOUR = 3_604_479;

  private final Sending sending = new Sending(UuidCreator.getTimeOrderedEpoch());
  private final List<String> events = new ArrayList<>();
  private int tickets;

  private void replied(String opened, String team, int... minutes) {
    for (int after : minutes) {
      events.addAll(
          aTicket("desk", "W-" + tickets++)
              .opened(opened, team, "email", "normal")
              .repliedBy("ann", OffsetDateTime.parse(opened).plusMinutes(after).toString())
              .list());
    }
  }

  private void repliedSoOften(String opened, int inTime, int late) {
    for (int i = 0; i < inTime + late; i++) {
      replied(opened, "A", i < inTime ? 59 : 62);
    }
  }

  private void send() {
    sending.events(events).statusCode(202);
    sending.awaitObservations("first-response-time", tickets);
  }

  private ValidatableResponse get(String path, String... parameters) {
    RequestSpecification request =
        sending.request().queryParam("from", "2026-03-02").queryParam("to", "2026-03-16");
    for (int i = 0; i < parameters.length; i += 2) {
      request.queryParam(parameters[i], parameters[i + 1]);
    }
    return request.get("/v1/metrics/" + path).then();
  }

  /** 8 of 10 has the Wilson interval from 49.0 to 94.3 percent. */
  @Test
  void theShareWithinAThresholdHasItsWilsonIntervalByTeamAndWeek() {
    // Given
    replied("2026-03-02T09:00:00Z", "A", 1, 5, 10, 20, 30, 40, 50, 60, 62, 300);
    replied("2026-03-09T09:00:00Z", "A", 61, 62);
    replied("2026-03-09T09:00:00Z", "B", 60);
    send();

    // When
    JsonPath series =
        get(
                "first-response-time/series",
                "interval",
                "week",
                "groupBy",
                "team",
                "aggregation",
                "within:PT1H,median,within:PT5M")
            .statusCode(200)
            .body("aggregations", contains("median"))
            .body("thresholds.aggregation", contains("within:PT1H", "within:PT5M"))
            .body("thresholds.threshold", contains(3_600_000, 300_000))
            .body("thresholds[0].countedTo", equalTo(TO_AN_HOUR))
            .body("thresholds[0].exact", equalTo(false))
            .body("series.group.team", contains("A", "B"))
            .body("series[0].points.n", contains(10, 2))
            .body("series[0].points.values.'within:PT1H'", contains(80f, 0f))
            .body("series[0].points[0].values.'within:PT5M'", equalTo(20f))
            .body("series[1].points[1].values.'within:PT1H'", equalTo(100f))
            .body("series[1].points[0].values.'within:PT1H'", equalTo(null))
            .extract()
            .jsonPath();

    // Then
    String interval = "series[0].points[0].intervals.'within:PT1H'.";
    assertThat(series.getDouble(interval + "lower")).isCloseTo(49.0, within(0.05));
    assertThat(series.getDouble(interval + "upper")).isCloseTo(94.3, within(0.05));
  }

  @Test
  void cellsQuarterHoursAndObservationsSayTheSame() {
    // Given: 60 min and 4 s is not told apart from the hour, and 60 min and 5 s is
    replied("2026-03-02T09:00:00Z", "A", 10, 60);
    for (String reply : List.of("10:00:04Z", "10:00:05Z")) {
      events.addAll(
          aTicket("desk", "W-" + tickets++)
              .opened("2026-03-02T09:00:00Z", "A", "email", "normal")
              .repliedBy("ann", "2026-03-02T" + reply)
              .list());
    }
    send();

    // When / Then
    String[] days = {"aggregation", "within:PT1H"};
    String[] quarters = {"aggregation", "within:pt1h", "zone", "Asia/Kolkata"};
    for (String[] asked : List.of(days, quarters)) {
      get("first-response-time/summary", asked)
          .body("series[0].points[0].n", equalTo(4))
          .body("series[0].points[0].values.'within:PT1H'", equalTo(75f));
    }
    sending
        .request()
        .queryParam("from", "2026-03-02")
        .queryParam("to", "2026-03-16")
        .queryParam("aggregation", "within:3600000")
        .queryParam("filter", "priority:normal", "team:A")
        .get("/v1/metrics/first-response-time/summary")
        .then()
        .body("thresholds[0].countedTo", equalTo(TO_AN_HOUR))
        .body("series[0].points[0].n", equalTo(4))
        .body("series[0].points[0].values.'within:3600000'", equalTo(75f));
  }

  @Test
  void numbersAndAgesHaveSharesWithinAsWell() {
    // Given
    replied("2026-03-02T09:00:00Z", "A", 10, 20, 30, 40);
    events.addAll(
        aTicket("desk", "W-" + tickets)
            .opened("2026-03-13T09:00:00Z", "A", "email", "normal")
            .list());
    send();

    // When / Then
    get("response-length/summary", "aggregation", "within:11,within:12")
        .body("thresholds.exact", contains(true, true))
        .body("series[0].points[0].values.'within:11'", equalTo(0f))
        .body("series[0].points[0].values.'within:12'", equalTo(100f));
    get("backlog-age/summary", "aggregation", "within:P3D")
        .body("series[0].points[0].n", equalTo(5))
        .body("series[0].points[0].values.'within:P3D'", equalTo(20f));
  }

  /** Newcombe's first example again, 56 of 70 and 48 of 80: better, although of a duration. */
  @Test
  void sharesWithinAreComparedAsShares() {
    // Given
    repliedSoOften("2026-03-02T09:00:00Z", 48, 32);
    repliedSoOften("2026-03-09T09:00:00Z", 56, 14);
    send();

    // When
    JsonPath compared =
        sending
            .request()
            .queryParam("from", "2026-03-09")
            .queryParam("to", "2026-03-16")
            .queryParam("aggregation", "within:PT1H")
            .get("/v1/metrics/first-response-time/compare")
            .then()
            .statusCode(200)
            .body("aggregation", equalTo("share"))
            .body("unit", equalTo("percent"))
            .body("differenceUnit", equalTo("points"))
            .body("threshold.countedTo", equalTo(TO_AN_HOUR))
            .body("method", equalTo("newcombe"))
            .body("verdict", equalTo("higher"))
            .body("judgement", equalTo("better"))
            .body("summary", containsString("(share within PT1H) is 80.0 %, against 60.0 %"))
            .extract()
            .jsonPath();

    // Then
    assertThat(compared.getDouble("interval.lower")).isCloseTo(5.24, within(0.006));
    assertThat(compared.getDouble("interval.upper")).isCloseTo(33.39, within(0.006));
    assertThat(compared.getDouble("measured.interval.lower")).isCloseTo(69.2, within(0.05));
  }

  @Test
  void severalAreReadAtOnceAndAsTables() {
    // Given
    replied("2026-03-02T09:00:00Z", "A", 10, 60, 62, 300);
    send();

    // When / Then
    sending
        .request()
        .urlEncodingEnabled(false) // the colon of an action stays one
        .contentType("application/json")
        .body(
            """
            {"queries": [{"metric": "first-response-time", "from": "2026-03-02", "to": "2026-03-09",
              "interval": "whole", "aggregation": "within:PT1H"}]}""")
        .post("/v1/metrics:query")
        .then()
        .body("results[0].series.series[0].points[0].values.'within:PT1H'", equalTo(50f));
    List<String> lines =
        sending
            .request()
            .accept("text/csv")
            .queryParam("from", "2026-03-02")
            .queryParam("to", "2026-03-09")
            .queryParam("aggregation", "within:PT1H")
            .get("/v1/metrics/first-response-time/summary")
            .then()
            .statusCode(200)
            .extract()
            .asString()
            .lines()
            .toList();
    List<String> header = List.of(lines.getFirst().split(",", -1));
    List<String> row = List.of(lines.get(1).split(",", -1));
    assertThat(row.get(header.indexOf("within:PT1H"))).isEqualTo("50.0");
    assertThat(row.get(header.indexOf("within:PT1H_lower"))).startsWith("15.0");
    assertThat(row.get(header.indexOf("within:PT1H_countedTo"))).isEqualTo(TO_AN_HOUR + ".0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          csat/summary?aggregation=within:3
          volume/series?aggregation=within:PT1H
          first-response-time/summary?aggregation=within:
          first-response-time/summary?aggregation=within:soon
          first-response-time/summary?aggregation=within:-1
          first-response-time/summary?aggregation=within:PT-1H
          first-response-time/summary?aggregation=within:P99999999999D
          first-response-time/summary?aggregation=within:99999999999999999999
          response-length/summary?aggregation=within:PT1H
          response-length/summary?aggregation=within:1.5
          first-response-time/compare?aggregation=within:PT1H,within:PT2H
          first-response-time/compare?aggregation=median,within:PT2H
          first-response-time/drivers?by=team&aggregation=within:PT1H
          first-response-time/changes?aggregation=within:PT1H
          """)
  void whatIsNoThresholdIsRefused(String path) {
    sending
        .request()
        .get("/v1/metrics/" + path)
        .then()
        .statusCode(400)
        .body("code", equalTo("invalid-parameter"))
        .body("errors[0].pointer", equalTo("aggregation"));
  }
}
