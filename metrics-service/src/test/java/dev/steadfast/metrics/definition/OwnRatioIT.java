package dev.steadfast.metrics.definition;

import static dev.steadfast.metrics.testing.Events.aTicket;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.steadfast.metrics.testing.Events;
import dev.steadfast.metrics.testing.Sending;
import dev.steadfast.platform.testing.ServiceBackends;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What there is of one thing for each of another. On 2 March 2026 agents wrote three times (ann, in
 * billing) and one ticket was resolved; on the 3rd three times (bob, in tech) and another one of
 * billing was. Three tickets were opened; they cost 30 and 12 EUR.
 */
@QuarkusTest
@QuarkusTestResource(
    value = ServiceBackends.class,
    initArgs = @ResourceArg(name = "service", value = "metrics"))
class OwnRatioIT {
  private static final String REPLIES =
      """
      {"key": "replies", "title": "Replies", "kind": "count", "events": {"type": "support.message.added.v1",
        "where": [{"pointer": "/data/author/kind", "equals": "agent"}]}}""";
  private static final String COST =
      """
      {"key": "cost", "title": "Cost", "kind": "number", "unit": "EUR",
       "events": {"type": "support.observation.recorded.v1", "value": "/data/value",
        "where": [{"pointer": "/data/metric", "equals": "cost"}]}}""";

  private final Sending sending = new Sending(UuidCreator.getTimeOrderedEpoch());

  private RequestSpecification json() {
    return sending.request().contentType("application/json");
  }

  private static Events recorded(String subject, int cost) {
    return aTicket("ledger", subject)
        .event(
            "observation.recorded",
            "2026-03-02T08:00:00Z",
            "{\"metric\": \"cost\", \"value\": %d}".formatted(cost));
  }

  private void aHistory() {
    sending
        .events(
            Stream.of(
                    aTicket("desk", "A")
                        .opened("2026-03-02T09:00:00Z", "billing", "email", "normal")
                        .repliedBy("ann", "2026-03-02T10:00:00Z")
                        .repliedBy("ann", "2026-03-02T11:00:00Z")
                        .became("resolved", "2026-03-02T12:00:00Z"),
                    aTicket("desk", "B")
                        .opened("2026-03-02T09:00:00Z", "billing", "chat", "normal")
                        .repliedBy("ann", "2026-03-02T10:00:00Z")
                        .became("resolved", "2026-03-03T09:00:00Z"),
                    aTicket("desk", "C")
                        .opened("2026-03-03T10:00:00Z", "tech", "chat", "normal")
                        .repliedBy("bob", "2026-03-03T11:00:00Z")
                        .repliedBy("bob", "2026-03-03T12:00:00Z")
                        .repliedBy("bob", "2026-03-03T13:00:00Z"),
                    recorded("bill-1", 30),
                    recorded("bill-2", 12))
                .flatMap(ticket -> ticket.list().stream())
                .toList())
        .statusCode(202)
        .body("rejected.size()", equalTo(0));
    sending.awaitObservations("volume", 3);
  }

  private void define(String definition) {
    json().body(definition).post("/v1/metrics").then().statusCode(201);
  }

  private void defineRatio(String key, String numerator, String denominator) {
    define(
        """
        {"key": "%s", "title": "%s for each", "kind": "ratio", "minimumSample": 1,
         "ratio": {"numerator": "%s", "denominator": "%s"}}"""
            .formatted(key, numerator, numerator, denominator));
    await()
        .atMost(Duration.ofSeconds(40))
        .untilAsserted(() -> read(key, "").body("state", equalTo("ready")));
  }

  private ValidatableResponse read(String key, String path) {
    return sending.request().get("/v1/metrics/" + key + path).then();
  }

  private ValidatableResponse series(String key, String more) {
    return read(key, "/series?from=2026-03-02&to=2026-03-05" + more).statusCode(200);
  }

  @Test
  void whatIsDividedMayBeMoreThanWhatItIsDividedBy() {
    // Given
    aHistory();
    define(REPLIES);

    // When
    defineRatio("replies-per-resolved", "replies", "resolved");

    // Then
    series("replies-per-resolved", "&interval=week")
        .body("unit", equalTo("ratio"))
        .body("aggregations", contains("ratio"))
        .body("series[0].points[0].values.ratio", equalTo(3f))
        .body("series[0].points[0].n", equalTo(2))
        .body("series[0].points[0].intervals", aMapWithSize(0));
    series("replies-per-resolved", "&interval=week&groupBy=channel")
        .body("series.group.channel", contains("chat", "email"))
        .body("series.points.flatten().values.ratio", contains(4f, 2f));
    read("replies-per-resolved", "")
        .body("kind", equalTo("QUOTIENT"))
        .body("numerator", equalTo("the amount of replies@1"))
        .body("denominator", equalTo("interactions that are resolved"))
        .body(
            "inWords",
            startsWith(
                "The amount of replies@1 in a period, divided by the amount of interactions that are"
                    + " resolved in the same period. Put into a period by the own date of each part (when the"
                    + " event happened; the last resolution); shown as ratio"));
  }

  @Test
  void divisionByNothingIsNoValue() {
    // Given
    aHistory();
    define(REPLIES);

    // When
    defineRatio("replies-per-resolved", "replies", "resolved");

    // Then
    series("replies-per-resolved", "")
        .body("series[0].points.values", equalTo(List.of(ratio(3f), ratio(3f), Map.of())))
        .body("series[0].points.n", contains(1, 1, 0));
    // Tech wrote three times, and resolved nothing.
    series("replies-per-resolved", "&interval=week&groupBy=team")
        .body("series.group.team", contains("billing", "tech"))
        .body("series[0].points[0].values.ratio", equalTo(1.5f))
        .body("series[1].points[0].values", aMapWithSize(0))
        .body("series[1].points[0].n", equalTo(0));
  }

  private static Map<String, Float> ratio(float value) {
    return Map.of("ratio", value);
  }

  @Test
  void sumsAreDividedInTheirUnit() {
    // Given
    aHistory();
    define(COST);

    // When
    defineRatio("cost-per-ticket", "cost", "volume");

    // Then
    series("cost-per-ticket", "&interval=week")
        .body("unit", equalTo("EUR"))
        .body("series[0].points[0].values.ratio", equalTo(14f))
        .body("series[0].points[0].n", equalTo(3));
  }

  @Test
  void whateverReadsMetricsReadsItOrSaysWhyNot() {
    // Given
    aHistory();
    define(REPLIES);

    // When
    defineRatio("replies-per-resolved", "replies", "resolved");

    // Then
    String march = "?from=2026-03-03&to=2026-03-04";
    read("replies-per-resolved", "/compare" + march)
        .statusCode(200)
        .body("method", equalTo("none"))
        .body("verdict", equalTo("cannot-tell"))
        .body("difference", equalTo(0f))
        .body("interval", nullValue())
        .body("summary", containsString("3.00, against 3.00: no difference"))
        .body("summary", containsString("this has no interval"));
    read("replies-per-resolved", "/drivers" + march + "&by=team")
        .statusCode(400)
        .body("code", equalTo("invalid-parameter"))
        .body("detail", containsString("split those of replies and resolved"));
    read("replies-per-resolved", "/observations" + march)
        .statusCode(400)
        .body("detail", containsString("ask for those of replies and resolved"));
    read("replies-per-resolved", "/distribution" + march).statusCode(400);
    read("replies-per-resolved", "/changes?from=2026-03-01&to=2026-03-08").statusCode(200);
    read("replies-per-resolved", "/summary" + march + "&aggregation=share").statusCode(400);
    read("replies-per-resolved", "/summary" + march + "&aggregation=distinct-customers")
        .statusCode(400);
    json()
        .urlEncodingEnabled(false) // the colon of an action stays one
        .body(
            """
            {"queries": [{"metric": "replies-per-resolved", "from": "2026-03-02", "to": "2026-03-05",
              "interval": "whole", "filter": ["channel:chat"]}]}""")
        .post("/v1/metrics:query")
        .then()
        .statusCode(200)
        .body("results[0].series.series[0].points[0].values.ratio", equalTo(4f));
    sending
        .request()
        .accept("text/csv")
        .get("/v1/metrics/replies-per-resolved/summary?from=2026-03-02&to=2026-03-05")
        .then()
        .statusCode(200)
        .body(containsString("ratio,ratio_lower,ratio_upper"))
        .body(containsString(",3.0,,,"));
    sending
        .request()
        .delete("/v1/metrics/replies")
        .then()
        .statusCode(409)
        .body("detail", containsString("replies-per-resolved@1 is computed from replies@1"));
  }

  @Test
  void whatHasNoAmountOfAPeriodIsRefused() {
    json()
        .body(
            """
            {"key": "r", "title": "R", "kind": "ratio", "unit": "percent", "defaultAggregation": "share",
             "population": {"team": ["billing"]}, "ratio": {"numerator": "backlog", "denominator": "csat"}}""")
        .post("/v1/metrics")
        .then()
        .statusCode(422)
        .body("errors.pointer", hasItems("/defaultAggregation", "/population"));
    json()
        .body(
            """
            {"key": "r", "title": "R", "kind": "ratio", "unit": "percent",
             "ratio": {"numerator": "backlog", "denominator": "csat"}}""")
        .post("/v1/metrics")
        .then()
        .statusCode(422)
        .body("errors.pointer", contains("/unit", "/ratio/numerator", "/ratio/denominator"))
        .body("errors[1].detail", containsString("no amount of a period"));
    json()
        .body(
            """
            {"key": "r", "title": "R", "kind": "sum", "unit": "EUR",
             "ratio": {"numerator": "resolved", "denominator": "volume"}}""")
        .post("/v1/metrics")
        .then()
        .statusCode(422)
        .body("errors.pointer", contains("/kind"));
    json()
        .body("{\"key\": \"r\", \"kind\": \"ratio\", \"unit\": \"EUR\", \"copyOf\": \"volume\"}")
        .post("/v1/metrics")
        .then()
        .statusCode(422)
        .body("errors.pointer", contains("/kind", "/unit"));
  }
}
