package dev.steadfast.metrics.restatement;

import static dev.steadfast.metrics.testing.Events.aTicket;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.f4b6a3.uuid.UuidCreator;
import dev.steadfast.metrics.testing.Events;
import dev.steadfast.metrics.testing.Tables;
import dev.steadfast.platform.testing.InternalTokens;
import dev.steadfast.platform.testing.MovableClock;
import dev.steadfast.platform.testing.ServiceBackends;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A day that is over is never changed in silence. The tenant's zone is UTC. */
@QuarkusTest
@QuarkusTestResource(
    value = ServiceBackends.class,
    initArgs = @ResourceArg(name = "service", value = "metrics"))
class RestatementIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Inject MovableClock clock;

  private final UUID tenant = UuidCreator.getTimeOrderedEpoch();
  private LocalDate first = LocalDate.EPOCH;

  /** The first day is the clock's today; it stands at noon, so that no test crosses an hour. */
  @BeforeEach
  void beginOnAFullHour() {
    clock.reset();
    Instant now = clock.instant();
    clock.moveAhead(
        Duration.between(now, now.truncatedTo(ChronoUnit.DAYS).minus(60, ChronoUnit.HOURS)));
    first = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  @AfterEach
  void resetTheClock() {
    clock.reset();
  }

  private String at(int day, String time) {
    return first.plusDays(day) + "T" + time + "Z";
  }

  private void send(Events ticket) {
    String token = InternalTokens.token("metrics-service", tenant, "events:write");
    given()
        .auth()
        .oauth2(token)
        .contentType("application/cloudevents-batch+json")
        .body(ticket.toString())
        .post("/v1/events")
        .then()
        .statusCode(202)
        .body("rejected", empty());
  }

  private ValidatableResponse gets(String path, Object... parameters) {
    return given()
        .auth()
        .oauth2(InternalTokens.token("metrics-service", tenant, "metrics:read"))
        .get(path, Arrays.stream(parameters).map(Object::toString).toArray())
        .then();
  }

  private ValidatableResponse volume(String more) {
    return gets("/v1/metrics/volume/series?from={from}&to={to}" + more, first, first.plusDays(2));
  }

  private void awaitVolume(int firstDay) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> volume("").body("series[0].points[0].values.count", equalTo((float) firstDay)));
  }

  private ValidatableResponse query(String more) {
    String queries =
        "{\"queries\": [{\"metric\": \"volume\", \"from\": \"%s\", \"to\": \"%s\"%s}]}"
            .formatted(first, first.plusDays(2), more);
    return given()
        .auth()
        .oauth2(InternalTokens.token("metrics-service", tenant, "metrics:read"))
        .urlEncodingEnabled(false) // the colon of an action stays one
        .contentType("application/json")
        .body(queries)
        .post("/v1/metrics:query")
        .then()
        .statusCode(200);
  }

  @Test
  void severalSeriesAtOnceSayWhatWasRestatedAndWhatWasReported() {
    // Given
    send(aTicket("desk", "A").opened(at(0, "09:00:00"), "billing", "email", "normal"));
    awaitVolume(1);
    clock.moveAhead(Duration.ofHours(22));
    Instant morning = clock.instant();

    // When another ticket of the first day comes three hours later
    clock.moveAhead(Duration.ofHours(3));
    send(aTicket("desk", "B").opened(at(0, "10:00:00"), "billing", "chat", "normal"));
    awaitVolume(2);

    // Then
    String points = "results[0].series.series[0].points";
    query("")
        .body(points + "[0].values.count", equalTo(2.0f))
        .body(points + "[0].restatedAt", notNullValue())
        .body(points + "[1].restatedAt", nullValue());
    query(", \"asOf\": \"" + morning + "\"")
        .body("results[0].series.asOf", equalTo(morning.truncatedTo(ChronoUnit.HOURS).toString()))
        .body(points + "[0].values.count", equalTo(1.0f))
        .body(points + "[1].partial", equalTo(true));
    query(", \"asOf\": \"tomorrow\"")
        .body("results[0].problem.errors[0].pointer", equalTo("/queries/0/asOf"));
  }

  @Test
  void aFileSaysEachFieldThatTheAnswerHas() throws IOException {
    // Given a day that was restated, and one without a team
    send(
        aTicket("desk", "A")
            .opened(at(0, "09:00:00"), "billing", "email", "normal")
            .repliedBy("ann", at(0, "09:30:00")));
    awaitVolume(1);
    clock.moveAhead(Duration.ofHours(22));
    Instant morning = clock.instant();
    clock.moveAhead(Duration.ofHours(3));
    send(aTicket("desk", "B").opened(at(0, "10:00:00"), "billing", "chat", "normal"));
    send(aTicket("desk", "C").event("interaction.opened", at(1, "01:00:00"), "{}"));
    awaitVolume(2);
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> volume("").body("series[0].points.values.count", contains(2.0f, 1.0f)));

    // When / Then
    for (String asked :
        List.of(
            "volume/series?groupBy=team",
            "volume/series?groupBy=team&asOf=" + morning,
            "first-response-time/series?aggregation=median,within:PT1H&groupBy=team,channel",
            "first-response-time/summary?zone=Asia/Kolkata&aggregation=count,mean")) {
      String path = "/v1/metrics/%s&from=%s&to=%s".formatted(asked, first, first.plusDays(2));
      assertThat(Tables.read(text(path, "text/csv")))
          .as(asked)
          .isNotEmpty()
          .isEqualTo(Tables.of(JSON.readTree(text(path, "application/json"))));
    }
  }

  private String text(String path, String type) {
    return given()
        .auth()
        .oauth2(InternalTokens.token("metrics-service", tenant, "metrics:read"))
        .accept(type)
        .get(path)
        .then()
        .statusCode(200)
        .extract()
        .asString();
  }

  @Test
  void aLateEventIsLoggedMarkedAndCanBeLookedBehind() {
    // Given one ticket, counted on its own day; the next day begins
    send(aTicket("desk", "A").opened(at(0, "09:00:00"), "billing", "email", "normal"));
    awaitVolume(1);
    volume("").body("series[0].points[0].restatedAt", nullValue());
    clock.moveAhead(Duration.ofHours(22));
    Instant morning = clock.instant();

    // When another ticket of the first day comes three hours later
    clock.moveAhead(Duration.ofHours(3));
    send(aTicket("desk", "B").opened(at(0, "10:00:00"), "billing", "chat", "normal"));
    awaitVolume(2);

    // Then
    volume("")
        .body("series[0].points[0].restatedAt", notNullValue())
        .body("series[0].points[1].restatedAt", nullValue());
    volume("&asOf=" + morning)
        .body("asOf", equalTo(morning.truncatedTo(ChronoUnit.HOURS).toString()))
        .body("series[0].points[0].values.count", equalTo(1.0f))
        .body("series[0].points[0].partial", equalTo(false))
        .body("series[0].points[1].partial", equalTo(true));
    gets("/v1/restatements")
        .statusCode(200)
        .body("items", hasSize(1))
        .body("items[0].day", equalTo(first.toString()))
        .body("items[0].scope", equalTo(Map.of()))
        .body("items[0].causes", contains("late"))
        .body(
            "items[0].changes.metric",
            contains("backlog", "channel-share.each", "channel-share.last", "volume"))
        .body("items[0].changes[2].after.n", equalTo(2))
        .body("items[0].changes[3].before.values.count", equalTo(1.0f))
        .body("items[0].changes[3].after.values.count", equalTo(2.0f));
    gets("/v1/restatements?metric=volume&filter=channel:chat")
        .body("items", empty()); // nothing of that channel was reported before
    gets("/v1/restatements?metric=volume&filter=team:billing&since={since}", morning)
        .body("items.changes.metric.flatten()", contains("volume"));
    gets("/v1/restatements?since={since}", clock.instant().plusSeconds(1)).body("items", empty());
    // Nobody else sees it.
    given()
        .auth()
        .oauth2(
            InternalTokens.token(
                "metrics-service", UuidCreator.getTimeOrderedEpoch(), "metrics:read"))
        .get("/v1/restatements")
        .then()
        .body("items", empty());
  }

  @Test
  void whatLaterHoursChangeIsToldApartAndEachCauseIsNamed() {
    // Given a ticket resolved on its day
    Events ticket =
        aTicket("desk", "C")
            .opened(at(0, "09:00:00"), "billing", "email", "normal")
            .became("resolved", at(0, "11:00:00"));
    send(ticket);
    awaitVolume(1);
    clock.moveAhead(Duration.ofDays(1));

    // When it is reopened the next day, and an hour later called spam
    send(ticket.became("open", at(1, "08:00:00")));
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> gets("/v1/restatements").body("items", hasSize(1)));
    clock.moveAhead(Duration.ofHours(1));
    send(ticket.event("interaction.spam", at(1, "09:00:00"), "{}"));
    awaitVolume(0);

    // Then newest first, a page of one and the rest
    String cursor =
        gets("/v1/restatements?limit=1")
            .body("items", hasSize(1))
            .body("items[0].causes", contains("corrected"))
            .body("items[0].changes.find { it.metric == 'volume' }.after.values.count", equalTo(0f))
            .body("nextCursor", notNullValue())
            .extract()
            .path("nextCursor");
    gets("/v1/restatements?limit=1&cursor={cursor}", cursor)
        .body("items", hasSize(1))
        .body("items[0].causes", contains("follow-up"))
        .body(
            "items[0].changes.find { it.metric == 'reopen-rate' }.before.values.share", equalTo(0f))
        .body(
            "items[0].changes.find { it.metric == 'reopen-rate' }.after.values.share",
            equalTo(100f))
        .body("items[0].changes.find { it.metric == 'resolved' }.after.values.count", equalTo(0f));
    // Between the two the ticket was reopened and still counted.
    gets(
            "/v1/metrics/reopen-rate/summary?from={from}&to={to}&asOf={asOf}",
            first,
            first.plusDays(1),
            clock.instant())
        .body("series[0].points[0].values.share", equalTo(100f));
  }

  @Test
  void aDayLongPastIsFirstReportedWithoutRestatingAnything() {
    send(aTicket("desk", "D").opened(at(-9, "09:00:00"), "billing", "email", "normal"));

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                gets("/v1/metrics/volume/summary?from={from}&to={to}", first.minusDays(9), first)
                    .body("series[0].points[0].values.count", equalTo(1f))
                    .body("series[0].points[0].restatedAt", nullValue()));
    gets("/v1/restatements").body("items", empty());
    // At the hour before nothing was known of it.
    gets(
            "/v1/metrics/volume/summary?from={from}&to={to}&asOf={asOf}",
            first.minusDays(9),
            first,
            clock.instant().minusSeconds(3_600))
        .body("series[0].points[0].n", equalTo(0));
  }

  @Test
  void whatCannotBeLookedBehindIsRefused() {
    volume("&asOf=yesterday").statusCode(400).body("errors[0].pointer", equalTo("asOf"));
    volume("&asOf={asOf}".replace("{asOf}", clock.instant().plusSeconds(60).toString()))
        .statusCode(400);
    volume("&zone=Asia/Kathmandu&asOf=2026-01-01T00:00:00Z").statusCode(400);
    volume("&groupBy=agent,priority&asOf=2026-01-01T00:00:00Z").statusCode(400);
    gets("/v1/restatements?from=today").statusCode(400).body("errors[0].pointer", equalTo("from"));
    gets("/v1/restatements?since=2026-01-01").statusCode(400);
    gets("/v1/restatements?filter=agent:a&filter=priority:b").statusCode(400);
    gets("/v1/restatements?metric=no-such").statusCode(404);
    gets("/v1/restatements?cursor=abc").statusCode(400).body("code", not(equalTo("internal")));
  }
}
