package dev.steadfast.metrics.sla;

import static dev.steadfast.metrics.testing.Events.aTicket;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.steadfast.metrics.event.InteractionId;
import dev.steadfast.metrics.testing.Events;
import dev.steadfast.metrics.testing.Sending;
import dev.steadfast.platform.testing.InternalTokens;
import dev.steadfast.platform.testing.MovableClock;
import dev.steadfast.platform.testing.ServiceBackends;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
    value = ServiceBackends.class,
    initArgs = @ResourceArg(name = "service", value = "metrics"))
class SlaAttainmentIT {
  private static final String SINCE_MARCH = "\"validFrom\": \"2026-03-01T00:00:00Z\"";

  private static final int TICKETS = 180;

  private final UUID tenant = UuidCreator.getTimeOrderedEpoch();
  private final Sending sending = new Sending(tenant);
  private final Instant begin = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  @Inject MovableClock clock;

  @AfterEach
  void backToNow() {
    clock.reset();
  }

  private String policy(String fields, String... targets) {
    return created(
        "/v1/sla-policies",
        "{\"name\": \"Promise\", \"position\": 1, %s, \"targets\": [%s]}"
            .formatted(fields, String.join(",", targets)));
  }

  private String created(String address, String body) {
    return sending
        .request()
        .contentType("application/json")
        .body(body)
        .post(address)
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  private static String target(String kind, String limit) {
    return "{\"kind\": \"%s\", \"limit\": \"%s\"}".formatted(kind, limit);
  }

  private JsonPath summary(String metric, String groupBy) {
    return sending
        .request()
        .queryParam("from", "2020-01-01")
        .queryParam("to", "2030-01-01")
        .queryParam("groupBy", groupBy)
        .get("/v1/metrics/" + metric + "/summary")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private JsonPath interaction(String subject, String address) {
    return sending
        .request()
        .get("/v1/interactions/" + InteractionId.of("desk", subject) + address)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private void awaitTarget(String subject, Map<String, Object> fields) {
    await()
        .atMost(Duration.ofSeconds(20))
        .ignoreExceptions()
        .untilAsserted(
            () ->
                assertThat(interaction(subject, "").getMap("targets[0]"))
                    .containsAllEntriesOf(fields));
  }

  /**
   * Cells are what the raw events say by the circumstances that each interaction is counted under.
   */
  private void cellsAreRight() {
    given()
        .auth()
        .oauth2(InternalTokens.token("metrics-service", tenant, "admin"))
        .contentType("application/json")
        .body("{}")
        .urlEncodingEnabled(false)
        .post("/v1/metrics:check")
        .then()
        .statusCode(200)
        .body("compared", greaterThan(0))
        .body("differing", equalTo(0));
  }

  @Test
  void theShareThatWasMetIsToldByTeam() {
    // Given: billing keeps two of three, shipping none of one; one runs on
    policy(SINCE_MARCH, target("first-response", "PT1H"));
    List<String> events = new ArrayList<>();
    String day = "2026-03-02T";
    events.addAll(
        aTicket("desk", "T-1")
            .opened(day + "09:00:00Z", "billing", "email", "high")
            .repliedBy("ann", day + "10:00:00Z")
            .list());
    events.addAll(
        aTicket("desk", "T-2")
            .opened(day + "09:00:00Z", "billing", "email", "high")
            .repliedBy("ann", day + "09:10:00Z")
            .list());
    events.addAll(
        aTicket("desk", "T-3")
            .opened(day + "09:00:00Z", "billing", "email", "high")
            .repliedBy("ann", day + "10:00:01Z")
            .list());
    events.addAll(
        aTicket("desk", "T-4").opened(day + "09:00:00Z", "shipping", "email", "low").list());
    events.addAll(
        aTicket("desk", "T-5").opened(begin.toString(), "shipping", "email", "low").list());
    events.addAll(
        aTicket("desk", "T-6").opened("2026-02-28T23:59:59Z", "billing", "email", "low").list());
    Collections.shuffle(events, new Random(5));

    // When
    sending.events(events).statusCode(202);
    sending.awaitObservations("sla-attainment", 4);

    // Then
    JsonPath byTeam = summary("sla-attainment.first-response", "team");
    assertThat(byTeam.getList("series.group.team")).isEqualTo(List.of("billing", "shipping"));
    assertThat(byTeam.getList("series.points.n.flatten()")).isEqualTo(List.of(3, 1));
    assertThat(byTeam.getFloat("series[0].points[0].values.share")).isEqualTo(66.666664f);
    assertThat(byTeam.getFloat("series[1].points[0].values.share")).isZero();
    JsonPath running = interaction("T-5", "");
    assertThat(running.getString("targets[0].state")).isEqualTo("running");
    assertThat(running.getString("targets[0].dueAt"))
        .isEqualTo(begin.plusSeconds(3_600).toString());
    assertThat(interaction("T-6", "").getList("targets")).isEmpty();
    cellsAreRight();
  }

  @Test
  void aTargetFallsDueWithoutAnyEvent() {
    // Given
    String policy =
        policy(
            "\"validFrom\": \"" + begin.minusSeconds(3_600) + "\"", target("resolution", "PT1H"));
    Events ticket =
        aTicket("desk", "T-1")
            .opened(begin.minusSeconds(600).toString(), "billing", "email", "high")
            .assigned("billing", "ann", begin.minusSeconds(500).toString());
    sending.events(ticket.list()).statusCode(202);
    awaitTarget("T-1", Map.of("state", "running", "policyId", policy));
    String due = begin.plusSeconds(3_000).toString();

    // When: the time comes, and nothing else
    clock.moveAhead(Duration.ofMinutes(51));

    // Then
    awaitTarget("T-1", Map.of("state", "missed", "decidedAt", due));
    sending.awaitObservations("sla-attainment.resolution", 1);
    JsonPath summary = summary("sla-attainment", "agent");
    assertThat(summary.getString("series[0].group.agent")).isEqualTo("ann");
    assertThat(summary.getFloat("series[0].points[0].values.share")).isZero();
    cellsAreRight();

    // When: it turns out that it was resolved in time
    sending
        .events(
            List.of(ticket.became("resolved", begin.minusSeconds(60).toString()).list().getLast()))
        .statusCode(202);

    // Then
    awaitTarget("T-1", Map.of("state", "met", "decidedAt", begin.minusSeconds(60).toString()));
    cellsAreRight();
  }

  @Test
  void aPolicyChangesWhatIsAppliedFromItsInstantOnAndNothingBefore() {
    // Given: two months, the first ticket takes 90 minutes, the second as well
    String policy = policy(SINCE_MARCH, target("resolution", "PT1H"));
    sending
        .events(
            List.of(
                    aTicket("desk", "T-1")
                        .opened("2026-03-02T09:00:00Z", "billing", "email", "high")
                        .became("resolved", "2026-03-02T10:30:00Z")
                        .list(),
                    aTicket("desk", "T-2")
                        .opened("2026-04-02T09:00:00Z", "billing", "email", "high")
                        .became("resolved", "2026-04-02T10:30:00Z")
                        .list())
                .stream()
                .flatMap(List::stream)
                .toList())
        .statusCode(202);
    awaitTarget("T-1", Map.of("state", "missed", "policyVersion", 1));
    awaitTarget("T-2", Map.of("state", "missed", "policyVersion", 1));

    // When
    sending
        .request()
        .contentType("application/merge-patch+json")
        .header("If-Match", "\"1\"")
        .body(
            "{\"validFrom\": \"2026-04-01T00:00:00Z\", \"targets\": ["
                + target("resolution", "PT2H")
                + "]}")
        .patch("/v1/sla-policies/" + policy)
        .then()
        .statusCode(200);

    // Then
    awaitTarget("T-2", Map.of("state", "met", "policyVersion", 2, "limit", "PT2H"));
    awaitTarget("T-1", Map.of("state", "missed", "policyVersion", 1, "limit", "PT1H"));
    assertThat(summary("sla-attainment", "").getFloat("series[0].points[0].values.share"))
        .isEqualTo(50f);
    cellsAreRight();

    // When: it is deleted, which is no reason to forget what was promised
    sending.request().delete("/v1/sla-policies/" + policy).then().statusCode(204);
    sending
        .events(
            aTicket("desk", "T-3")
                .opened(Instant.now().plusSeconds(1).toString(), "billing", "email", "high")
                .list())
        .statusCode(202);

    // Then
    await()
        .atMost(Duration.ofSeconds(15))
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(interaction("T-3", "").getList("targets")).isEmpty());
    awaitTarget("T-2", Map.of("state", "met", "policyVersion", 2));
  }

  @Test
  void hoursAreThoseOfTheScheduleWhenTheTargetWasApplied() {
    // Given: opened on Friday 16:00 in Berlin, eight business hours; due on Monday 16:00
    String schedule =
        created(
            "/v1/schedules",
            """
            {"name": "Office", "zone": "Europe/Berlin", "versions": [{"hours": {
              "monday": [{"from": "09:00", "to": "17:00"}], "friday": [{"from": "09:00", "to": "17:00"}]}}],
             "holidays": [{"type": "dates", "name": "Ours", "dates": [{"date": "2026-03-09", "name": "Founders' day"}]}]}""");
    policy(
        SINCE_MARCH,
        "{\"kind\": \"resolution\", \"limit\": \"PT2H\", \"clock\": \"business\", \"scheduleId\": \"%s\"}"
            .formatted(schedule));
    sending
        .events(
            aTicket("desk", "T-1")
                .opened("2026-03-06T15:00:00Z", "billing", "email", "high")
                .became("resolved", "2026-03-13T08:30:00Z")
                .list())
        .statusCode(202);
    awaitTarget("T-1", Map.of("state", "met", "clock", "business", "scheduleVersion", 1));

    // When: the office never opens any more
    sending
        .request()
        .contentType("application/merge-patch+json")
        .header("If-Match", "\"1\"")
        .body("{\"versions\": [{\"hours\": {}}]}")
        .patch("/v1/schedules/" + schedule)
        .then()
        .statusCode(200);
    String now = Instant.now().plusSeconds(1).toString();
    sending
        .events(aTicket("desk", "T-2").opened(now, "billing", "email", "high").list())
        .statusCode(202);

    // Then
    awaitTarget("T-2", Map.of("state", "running", "scheduleVersion", 2));
    assertThat(interaction("T-2", "").getString("targets[0].dueAt")).isNull();
    awaitTarget("T-1", Map.of("state", "met", "scheduleVersion", 1));
    JsonPath explained = interaction("T-1", "/explain?metric=sla-attainment.resolution");
    assertThat(explained.getList("targets.kind")).isEqualTo(List.of("resolution"));
    assertThat(explained.getLong("targets[0].countedMs")).isEqualTo(5_400_000);
    assertThat(explained.getList("targets[0].parts.reason"))
        .isEqualTo(
            List.of("with-agents", "outside-hours", "holiday", "outside-hours", "with-agents"));
    assertThat(explained.getString("targets[0].parts[2].holiday")).isEqualTo("Founders' day");
    assertThat(explained.getString("targets[0].decidedBy.id")).isEqualTo("T-1/1");
    assertThat(explained.getString("targets[0].frozen.priority")).isEqualTo("high");
    assertThat(explained.getString("targets[0].inWords"))
        .isEqualTo(
            "The policy 'Promise' in version 1 set a target for the resolution at 2026-03-06T15:00:00Z: PT2H of"
                + " business time by version 1 of the schedule, by the priority 'high' that it had then. It was met at"
                + " 2026-03-13T08:30:00Z, after PT1H30M.");
    assertThat(explained.getInt("observations[0].value")).isEqualTo(1);
    assertThat(explained.getString("observations[0].started.event.id")).isEqualTo("T-1/0");
    cellsAreRight();
  }

  @Test
  void eventsAndTheTimeThatPassesDoNotLoseEachOther() {
    // Given: tickets that fall due one after the other, within half an hour
    policy(
        "\"validFrom\": \"" + begin.minusSeconds(7_200) + "\"",
        target("first-response", "PT1H"),
        target("resolution", "PT2H"));
    List<String> openings = new ArrayList<>();
    for (int i = 0; i < TICKETS; i++) {
      String at = begin.minusSeconds(3_500 - 10L * i).toString();
      openings.addAll(
          aTicket("desk", "T-" + i).opened(at, "team-" + i % 3, "email", "high").list());
    }
    sending.events(openings).statusCode(202);
    sending.awaitObservations("volume", TICKETS);

    // When: it passes in steps, while every other ticket is answered in one of them
    for (int step = 0; step < 6; step++) {
      clock.moveAhead(Duration.ofMinutes(5));
      List<String> replies = new ArrayList<>();
      for (int i = 2 * step; i < TICKETS; i += 12) {
        replies.add(
            aTicket("desk", "T-" + i)
                .opened(begin.toString(), "", "", "")
                .repliedBy("ann", clock.instant().toString())
                .list()
                .getLast());
      }
      sending.events(replies).statusCode(202);
    }
    sending.awaitObservations("first-response-time", TICKETS / 2);
    clock.moveAhead(Duration.ofHours(2));

    // Then
    sending.awaitObservations("sla-attainment.first-response", TICKETS);
    sending.awaitObservations("sla-attainment.resolution", TICKETS);
    sending.awaitObservations("sla-attainment", 2 * TICKETS);
    assertThat(
            summary("sla-attainment.resolution", "").getFloat("series[0].points[0].values.share"))
        .isZero();
    cellsAreRight();
  }

  @Test
  void promisesOfOneAreNotThoseOfAnother() {
    // Given
    policy(SINCE_MARCH, target("resolution", "PT1H"));
    Sending stranger = new Sending(UuidCreator.getTimeOrderedEpoch());

    // When
    stranger
        .events(
            aTicket("desk", "T-1")
                .opened("2026-03-02T09:00:00Z", "billing", "email", "high")
                .list())
        .statusCode(202);
    stranger.awaitObservations("volume", 1);

    // Then
    stranger
        .request()
        .get("/v1/interactions/" + InteractionId.of("desk", "T-1"))
        .then()
        .body("targets.size()", equalTo(0));
  }
}
