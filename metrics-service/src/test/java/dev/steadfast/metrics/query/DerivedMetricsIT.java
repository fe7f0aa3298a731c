package dev.steadfast.metrics.query;

import static dev.steadfast.metrics.testing.Events.aTicket;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.steadfast.metrics.testing.Events;
import dev.steadfast.platform.testing.InternalTokens;
import dev.steadfast.platform.testing.ServiceBackends;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Four tickets of March 2026, in UTC. On the 2nd two open at 9:00 (billing, by e-mail) and one at
 * 10:00 (sales, by chat); one of billing is resolved on the 3rd at 9:00, reopened on the 4th at
 * 9:00 and goes to sales at 12:00. On the 3rd one more opens by e-mail at 21:00.
 */
@QuarkusTest
@QuarkusTestResource(
    value = ServiceBackends.class,
    initArgs = @ResourceArg(name = "service", value = "metrics"))
class DerivedMetricsIT {
  private static final float HOUR_MS = 3_600_000;

  private final UUID tenant = UuidCreator.getTimeOrderedEpoch();

  private RequestSpecification caller() {
    return given()
        .auth()
        .oauth2(InternalTokens.token("metrics-service", tenant, "events:write", "metrics:read"));
  }

  private ValidatableResponse series(String metric, String... parameters) {
    RequestSpecification request =
        caller().queryParam("from", "2026-03-02").queryParam("to", "2026-03-05");
    for (int i = 0; i < parameters.length; i += 2) {
      request.queryParam(parameters[i], parameters[i + 1]);
    }
    return request.get("/v1/metrics/" + metric + "/series").then().statusCode(200);
  }

  private void send(List<String> events) {
    caller()
        .contentType("application/cloudevents-batch+json")
        .body(Events.batch(events))
        .post("/v1/events")
        .then()
        .statusCode(202)
        .body("rejected.size()", equalTo(0));
  }

  private void fourTickets() {
    List<String> events = new ArrayList<>();
    events.addAll(
        aTicket("desk", "D-1").opened("2026-03-02T09:00:00Z", "billing", "email", "normal").list());
    events.addAll(
        aTicket("desk", "D-2")
            .opened("2026-03-02T09:00:00Z", "billing", "email", "normal")
            .event("interaction.status-changed", "2026-03-03T09:00:00Z", "{\"to\": \"resolved\"}")
            .event("interaction.status-changed", "2026-03-04T09:00:00Z", "{\"to\": \"open\"}")
            .event(
                "interaction.assigned", "2026-03-04T12:00:00Z", "{\"team\": {\"id\": \"sales\"}}")
            .list());
    events.addAll(
        aTicket("desk", "D-3").opened("2026-03-02T10:00:00Z", "sales", "chat", "normal").list());
    events.addAll(
        aTicket("desk", "D-4").opened("2026-03-03T21:00:00Z", "sales", "email", "normal").list());
    send(events);
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> series("volume").body("series[0].points.n", equalTo(List.of(3, 1, 0))));
  }

  @Test
  void theNetFlowIsWhatCameLessWhatWent() {
    fourTickets();

    series("net-flow").body("series[0].points.values.sum", contains(3f, 0f, 1f));
    series("net-flow", "groupBy", "team")
        .body("series.group.team", contains("billing", "sales"))
        .body("series[0].points.values.sum", contains(2f, -1f, 0f))
        .body("series[1].points.values.sum", contains(1f, 1f, 1f));
    series("backlog").body("series[0].points.values.level", contains(3f, 3f, 4f));
  }

  @Test
  void theSharesOfAllChannelsAreAHundredPercent() {
    fourTickets();

    series("channel-share", "groupBy", "channel", "interval", "week")
        .body("series.group.channel", contains("chat", "email"))
        .body("series[0].points[0].values.share", equalTo(25f))
        .body("series[1].points[0].values.share", equalTo(75f))
        .body("series.points.n.flatten()", contains(4, 4));
    // By team: those that have it now, so that D-2 is with sales.
    series("channel-share", "groupBy", "team,channel", "interval", "week")
        .body(
            "series.find { it.group == [team: 'sales', channel: 'email'] }.points[0].values.share",
            equalTo(66.666664f));
  }

  @Test
  void aChannelIsTheFirstTheLastOrEachThatWasUsed() {
    // Given
    fourTickets();

    // When
    String byChat = "{\"author\": {\"kind\": \"agent\"}, \"channel\": \"chat\"}";
    String byPhone = "{\"outcome\": \"answered\", \"queued\": 9, \"channel\": \"phone\"}";
    send(
        aTicket("desk", "D-5")
            .opened("2026-03-02T11:00:00Z", "sales", "email", "normal")
            .event("message.added", "2026-03-02T12:00:00Z", byChat)
            .event("call.ended", "2026-03-08T12:00:00Z", byPhone)
            .list());
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                series("channel-share.each", "groupBy", "channel", "interval", "week")
                    .body("series.points.n.flatten()", equalTo(List.of(7, 7, 7))));

    // Then
    series("channel-share", "groupBy", "channel", "interval", "week")
        .body("series.group.channel", contains("chat", "email"))
        .body("series.points.values.share.flatten()", contains(20f, 80f));
    series("channel-share.last", "groupBy", "channel", "interval", "week")
        .body("series.group.channel", contains("chat", "email", "phone"))
        .body("series.points.values.share.flatten()", contains(20f, 60f, 20f))
        .body("series.points.n.flatten()", contains(5, 5, 5));
    series("channel-share.each", "groupBy", "channel", "interval", "week")
        .body("series.group.channel", contains("chat", "email", "phone"))
        .body("series.points.values.share.flatten()", contains(28.571428f, 57.142857f, 14.285714f));
    // Day by day, and of two dimensions that no cells are merged for: six uses on the first day.
    series("channel-share.each", "groupBy", "channel", "filter", "priority:normal")
        .body(
            "series.find { it.group.channel == 'phone' }.points[0].values.share",
            equalTo(16.666666f));
    caller()
        .queryParam("from", "2026-03-02")
        .queryParam("to", "2026-03-05")
        .queryParam("filter", "channel:chat")
        .get("/v1/metrics/channel-share.last/series")
        .then()
        .statusCode(400)
        .body("code", equalTo("invalid-parameter"));
  }

  @Test
  void theAgeOfTheBacklogIsThatAtTheEndOfEachDay() {
    fourTickets();

    // At the ends: 15 h 15 h 14 h; then 39 h (D-1), 38 h (D-3), 3 h (D-4); then 63, 63, 62 and 27
    // h.
    series("backlog-age", "aggregation", "max,min,sum")
        .body("series[0].points.n", contains(3, 3, 4))
        .body("series[0].points.values.sum", contains(hours(44), hours(80), hours(215)));
    series("backlog-age", "groupBy", "team", "aggregation", "sum")
        .body("series.group.team", contains("billing", "sales"))
        .body("series[0].points.values.sum", contains(hours(30), hours(39), hours(63)))
        .body("series[1].points.values.sum", contains(hours(14), hours(41), hours(152)));
    series("backlog-age", "filter", "channel:chat", "aggregation", "sum")
        .body("series[0].points.values.sum", contains(hours(14), hours(38), hours(62)));
  }

  @Test
  void definitionsSayWhatIsDerived() {
    caller()
        .get("/v1/metrics")
        .then()
        .statusCode(200)
        .body(
            "items.key",
            hasItems("net-flow", "channel-share", "channel-share.each", "backlog-age"));
  }

  private static float hours(int hours) {
    return hours * HOUR_MS;
  }
}
