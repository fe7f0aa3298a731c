package dev.steadfast.metrics.alert;

import static dev.steadfast.metrics.testing.Events.aTicket;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.steadfast.contracts.Topics;
import dev.steadfast.metrics.testing.Sending;
import dev.steadfast.platform.testing.EventsTopic;
import dev.steadfast.platform.testing.MovableClock;
import dev.steadfast.platform.testing.ServiceBackends;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
    value = ServiceBackends.class,
    initArgs = @ResourceArg(name = "service", value = "metrics"))
class AlertIT {
  private final UUID tenant = UuidCreator.getTimeOrderedEpoch();
  private final Sending sending = new Sending(tenant);
  private final Instant begin = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  @Inject AlertRounds rounds;
  @Inject MovableClock clock;

  @AfterEach
  void backToNow() {
    clock.reset();
  }

  private String rule(String body) {
    return sending
        .request()
        .contentType("application/json")
        .body(body)
        .post("/v1/alert-rules")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  private String lookAfter(Duration time, String rule) {
    clock.moveAhead(time);
    rounds.round();
    return get(rule).getString("state.status");
  }

  private JsonPath get(String rule) {
    return sending
        .request()
        .get("/v1/alert-rules/" + rule)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  /** Answers of two hours ago. */
  private void rated(String prefix, int tickets, int value, int known) {
    List<String> events = new ArrayList<>();
    for (int i = 0; i < tickets; i++) {
      String at = begin.minus(Duration.ofHours(2)).toString();
      events.addAll(
          aTicket("desk", prefix + i)
              .opened(at, "billing", "email", "normal")
              .rated(value, at)
              .list());
    }
    sending.events(events).statusCode(202);
    sending.awaitObservations("csat", known + tickets);
  }

  @Test
  void whatHoldsIsToldOnceAndClearsAtAnotherLevel() {
    // Given: satisfaction of nothing among forty
    rated("bad-", 40, 1, 0);
    String rule =
        rule(
            """
            {"name": "Billing satisfies", "metric": "csat", "scope": {"team": "billing"}, "window": "P7D",
             "condition": {"type": "below", "value": 85, "clearAt": 88}, "holdDown": "PT10M",
             "labels": {"page": "lead"}}""");

    // When: looked at four times, then 160 good answers bring it to 80 %, then 400 to 93 %
    List<String> statuses = new ArrayList<>();
    statuses.add(lookAfter(Duration.ZERO, rule));
    statuses.add(lookAfter(Duration.ofMinutes(5), rule));
    statuses.add(lookAfter(Duration.ofMinutes(5), rule));
    statuses.add(lookAfter(Duration.ofMinutes(1), rule));
    JsonPath firing = sending.request().get("/v1/alerts").jsonPath();
    rated("good-", 240, 5, 40);
    statuses.add(lookAfter(Duration.ofMinutes(1), rule));
    rated("better-", 200, 5, 280);
    statuses.add(lookAfter(Duration.ofMinutes(1), rule));

    // Then: 240 of 280 are 85.7 %, between both levels
    assertThat(statuses).containsExactly("pending", "pending", "firing", "firing", "firing", "ok");
    assertThat(firing.getList("items.ruleId")).containsExactly(rule);
    assertThat(firing.getString("items[0].labels.page")).isEqualTo("lead");
    assertThat(firing.getLong("items[0].state.n")).isEqualTo(40);
    sending.request().get("/v1/alerts").then().body("items", hasSize(0));
    JsonPath changes =
        sending.request().queryParam("rule", rule).get("/v1/alerts/changes").jsonPath();
    assertThat(changes.getList("items.to")).containsExactly("ok", "firing");
    try (EventsTopic topic = new EventsTopic(Topics.ALERT_EVENTS)) {
      EventsTopic.Event fired = topic.exactly(rule, "fired", "cleared").getFirst();
      assertThat(fired.tenant()).isEqualTo(tenant.toString());
      assertThat(fired.data().path("metric").asText()).isEqualTo("csat");
      assertThat(fired.data().path("scope").asText()).isEqualTo("team=billing");
      assertThat(fired.data().path("n").asInt()).isEqualTo(40);
      assertThat(fired.data().path("value").asDouble()).isZero();
      assertThat(fired.data().path("labels").path("page").asText()).isEqualTo("lead");
    }
  }

  @Test
  void aRatioIsWatchedByItsValue() {
    // Given: five of each for one that was resolved
    for (String definition :
        List.of(
            """
            {"key": "ratings", "title": "Ratings", "kind": "count",
             "events": {"type": "support.rating.given.v1"}}""",
            """
            {"key": "ratings-per-resolved", "title": "Ratings for each", "kind": "ratio", "minimumSample": 1,
             "ratio": {"numerator": "ratings", "denominator": "resolved"}}""")) {
      sending
          .request()
          .contentType("application/json")
          .body(definition)
          .post("/v1/metrics")
          .then()
          .statusCode(201);
    }
    rated("some-", 5, 4, 0);
    String at = begin.minus(Duration.ofHours(2)).toString();
    sending.events(
        aTicket("desk", "done")
            .opened(at, "billing", "email", "normal")
            .became("resolved", at)
            .list());
    sending.awaitObservations("resolved", 1);
    await()
        .untilAsserted(
            () ->
                sending
                    .request()
                    .get("/v1/metrics/ratings-per-resolved")
                    .then()
                    .body("state", equalTo("ready")));

    // When
    String rule =
        rule(
            """
            {"name": "Many", "metric": "ratings-per-resolved", "window": "P1D",
             "condition": {"type": "above", "value": 4}}""");
    String status = lookAfter(Duration.ZERO, rule);

    // Then
    assertThat(status).isEqualTo("firing");
    assertThat(get(rule).getDouble("state.value")).isEqualTo(5);
    assertThat(get(rule).getLong("state.n")).isEqualTo(1);
  }

  @Test
  void oneUnluckyTicketPagesNobody() {
    // Given
    rated("only-", 1, 1, 0);

    // When
    String rule =
        rule(
            """
            {"name": "One", "metric": "csat", "window": "P1D", "condition": {"type": "below", "value": 85}}""");
    String bySample = lookAfter(Duration.ZERO, rule);
    String byInterval = patched(rule, "{\"minimumSample\": 1, \"condition\": {\"value\": 70}}");
    String careless = patched(rule, "{\"condition\": {\"intervalTest\": false}}");

    // Then: Wilson's interval of none of one reaches up to 79.3 %
    assertThat(bySample).isEqualTo("ok");
    assertThat(byInterval).isEqualTo("ok");
    assertThat(careless).isEqualTo("firing");
  }

  @Test
  void aQuantileWithoutAnIntervalPagesNobody() {
    // Given: of 30 first responses one took 60 hours, the others 5 minutes
    List<String> events = new ArrayList<>();
    Instant opened = begin.minus(Duration.ofHours(70));
    for (int i = 0; i < 30; i++) {
      Duration wait = i == 0 ? Duration.ofHours(60) : Duration.ofMinutes(5);
      events.addAll(
          aTicket("desk", "T-" + i)
              .opened(opened.toString(), "billing", "email", "normal")
              .repliedBy("a-1", opened.plus(wait).toString())
              .list());
    }
    sending.events(events).statusCode(202);
    sending.awaitObservations("first-response-time", 30);

    // When
    String rule =
        rule(
            """
            {"name": "Slow", "metric": "first-response-time", "aggregation": "p99", "window": "P7D",
             "condition": {"type": "above", "value": "PT4H"}}""");
    String byInterval = lookAfter(Duration.ZERO, rule);
    String why = get(rule).getString("state.reason");
    String careless = patched(rule, "{\"condition\": {\"intervalTest\": false}}");

    // Then
    assertThat(byInterval).isEqualTo("ok");
    assertThat(why).contains("too few observations for a 95 % interval");
    assertThat(careless).isEqualTo("firing");
  }

  private String patched(String rule, String patch) {
    sending
        .request()
        .contentType("application/merge-patch+json")
        .header("If-Match", "*")
        .body(patch)
        .patch("/v1/alert-rules/" + rule)
        .then()
        .statusCode(200);
    return lookAfter(Duration.ofMinutes(1), rule);
  }

  @Test
  void withoutAnswersThereIsNoDataAndInQuietHoursNobodyIsTold() {
    // Given: quiet all day
    String rule =
        rule(
            """
            {"name": "Recommend us", "metric": "nps", "window": "P1D", "condition": {"type": "below", "value": 10},
             "quietHours": {"zone": "Europe/Berlin", "from": "00:00", "to": "00:00"}}""");

    // When
    String quiet = lookAfter(Duration.ZERO, rule);
    String toldThen = get(rule).getString("state.told");
    String loud = patched(rule, "{\"quietHours\": null}");

    // Then
    assertThat(quiet).isEqualTo("no-data");
    assertThat(toldThen).isEqualTo("ok");
    assertThat(loud).isEqualTo("no-data");
    assertThat(get(rule).getString("state.told")).isEqualTo("no-data");
    sending
        .request()
        .queryParam("status", "no-data")
        .get("/v1/alerts")
        .then()
        .body("items", hasSize(1))
        .body("items[0].state.reason", equalTo("no observation in the window"));
    try (EventsTopic topic = new EventsTopic(Topics.ALERT_EVENTS)) {
      topic.exactly(rule, "no-data");
      sending.request().delete("/v1/alert-rules/" + rule).then().statusCode(204);
      topic.exactly(rule, "no-data", "cleared");
    }
  }

  @Test
  void aDayUnlikeItsWeekFires() {
    // Given: sixty days of eight to twelve tickets, and sixty yesterday
    LocalDate today = LocalDate.ofInstant(begin, ZoneOffset.UTC);
    List<String> events = new ArrayList<>();
    int all = 0;
    for (int back = 60; back >= 1; back--) {
      int tickets = back == 1 ? 60 : 8 + back * 7 % 5;
      for (int i = 0; i < tickets; i++) {
        events.addAll(
            aTicket("desk", "D-" + back + "-" + i)
                .opened(today.minusDays(back) + "T10:00:00Z", "billing", "email", "normal")
                .list());
        all++;
      }
    }
    sending.events(events).statusCode(202);
    sending.awaitObservations("volume", all);
    String higher =
        rule(
            """
            {"name": "Rush", "metric": "volume", "condition": {"type": "unusual", "side": "higher"}}""");
    String lower =
        rule(
            """
            {"name": "Lull", "metric": "volume", "condition": {"type": "unusual", "side": "lower"}}""");

    // When
    String rush = lookAfter(Duration.ZERO, higher);
    String lull = get(lower).getString("state.status");

    // Then
    assertThat(rush).isEqualTo("firing");
    assertThat(lull).isEqualTo("ok");
    assertThat(get(higher).getDouble("state.value")).isEqualTo(60);
    assertThat(get(higher).getDouble("state.upper")).isLessThan(60);
  }
}
