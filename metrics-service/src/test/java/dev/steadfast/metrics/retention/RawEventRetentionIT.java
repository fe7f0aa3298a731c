package dev.steadfast.metrics.retention;

import static dev.steadfast.metrics.testing.Events.aTicket;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.steadfast.metrics.processing.RawEventDrop;
import dev.steadfast.metrics.processing.RawEventRetention;
import dev.steadfast.metrics.testing.Events;
import dev.steadfast.metrics.testing.OldDays;
import dev.steadfast.platform.testing.InternalTokens;
import dev.steadfast.platform.testing.ServiceBackends;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tickets that came in the spring of 2001, looked at in its summer. */
@QuarkusTest
@QuarkusTestResource(
    value = ServiceBackends.class,
    initArgs = @ResourceArg(name = "service", value = "metrics"))
class RawEventRetentionIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final LocalDate LONG_AGO = LocalDate.parse("2001-03-01");

  /** The events of the day before are 90 days old. */
  private static final Instant SUMMER = Instant.parse("2001-06-15T12:00:00Z");

  private static final LocalDate KEPT_FROM = LocalDate.parse("2001-03-17");

  private final UUID tenant = UuidCreator.getTimeOrderedEpoch();
  private OldDays old;

  @Inject
  @DataSource("worker")
  AgroalDataSource worker;

  private record OnlyRawEvents(Optional<Duration> rawEvents) implements RetentionSettings {
    @Override
    public Duration every() {
      return Duration.ZERO;
    }

    @Override
    public Optional<Duration> eventKeys() {
      return Optional.empty();
    }

    @Override
    public Duration deadLetters() {
      return Duration.ofDays(90);
    }

    @Override
    public Duration importErrors() {
      return Duration.ofDays(90);
    }

    @Override
    public Duration checks() {
      return Duration.ofDays(90);
    }

    @Override
    public Duration idempotencyKeys() {
      return Duration.ofDays(2);
    }

    @Override
    public Optional<Duration> erasures() {
      return Optional.empty();
    }
  }

  @BeforeEach
  void begin() throws SQLException {
    old = new OldDays(worker, tenant);
    old.forgetDrops();
  }

  private Map<String, Long> round(Duration limit) throws SQLException {
    return new RetentionRound(
            worker, new OnlyRawEvents(Optional.of(limit)), Clock.fixed(SUMMER, ZoneOffset.UTC))
        .run();
  }

  private RequestSpecification request() {
    return given()
        .auth()
        .oauth2(
            InternalTokens.token(
                "metrics-service",
                tenant,
                "admin",
                "events:write",
                "metrics:read",
                "metrics:write"));
  }

  private void send(List<String> events) {
    request()
        .contentType("application/cloudevents-batch+json")
        .body(Events.batch(events))
        .post("/v1/events")
        .then()
        .statusCode(202);
  }

  private static List<String> ticket(String subject, String customer) {
    return aTicket("desk", subject)
        .event(
            "interaction.opened",
            "2026-03-02T09:00:00Z",
            """
            {"channel": "email", "priority": "normal", "team": {"id": "billing"}, "topic": "lamp",
             "customer": {"id": "%s"}}"""
                .formatted(customer))
        .repliedBy("bob", "2026-03-02T09:30:00Z")
        .became("resolved", "2026-03-02T13:00:00Z")
        .rated(5, "2026-03-02T14:00:00Z")
        .list();
  }

  /** One more event of a ticket, with an id of its own. */
  private static List<String> late(String subject, String id, Events event) {
    return event.list().stream().map(one -> one.replace(subject + "/0", id)).toList();
  }

  /** Tickets A and B of long ago, and C of today. */
  private void tickets() throws SQLException {
    List<String> events = new ArrayList<>(ticket("A", "anna"));
    events.addAll(ticket("B", "ben"));
    events.addAll(ticket("C", "carl"));
    send(events);
    await().atMost(PATIENCE).untilAsserted(() -> check().body("events", equalTo(12)));
    old.received("A", LONG_AGO);
    old.received("B", LONG_AGO);
  }

  private ValidatableResponse check() {
    return request()
        .contentType("application/json")
        .body("{}")
        .urlEncodingEnabled(false) // the colon of an action stays one
        .post("/v1/metrics:check")
        .then()
        .statusCode(200);
  }

  private void nothingDiffers(int events, int frozen) {
    check()
        .body("events", equalTo(events))
        .body("frozen", equalTo(frozen))
        .body("differing", equalTo(0));
  }

  private String numbers() {
    StringBuilder numbers = new StringBuilder();
    for (String metric :
        List.of("volume", "resolved", "csat", "first-response-time", "first-contact-resolution")) {
      for (String what : List.of("summary", "series", "observations")) {
        numbers
            .append(
                request()
                    .queryParam("from", "2026-03-01")
                    .queryParam("to", "2026-03-04")
                    .get("/v1/metrics/" + metric + "/" + what)
                    .then()
                    .statusCode(200)
                    .extract()
                    .asString()
                    .replaceAll("\"(asOf|computedAt)\":\"[^\"]*\"", ""))
            .append('\n');
      }
    }
    return numbers.toString();
  }

  private double value(String metric, String aggregation) {
    return request()
        .queryParam("from", "2026-03-01")
        .queryParam("to", "2026-04-01")
        .queryParam("aggregation", aggregation)
        .get("/v1/metrics/" + metric + "/summary")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getDouble("series[0].points[0].values." + aggregation);
  }

  private String idOf(String subject) {
    return request()
        .queryParam("system", "desk")
        .queryParam("subject", subject)
        .get("/v1/interactions")
        .then()
        .statusCode(200)
        .extract()
        .path("items[0].id");
  }

  private ValidatableResponse fate(String id) {
    return request()
        .queryParam("source", "/test/desk")
        .queryParam("id", id)
        .get("/v1/events")
        .then();
  }

  private void awaitFate(String id, String state) {
    await().atMost(PATIENCE).untilAsserted(() -> fate(id).body("state", equalTo(state)));
  }

  @Test
  void aNewDayWaitsForNobodyWhoReads() throws SQLException {
    // Given a long read, such as a check
    try (Connection reader = worker.getConnection();
        Connection processor = worker.getConnection()) {
      reader.setAutoCommit(false);
      RawEventRetention.hold(reader);
      processor.setAutoCommit(false);
      try (Statement statement = processor.createStatement()) {
        statement.execute("SET LOCAL lock_timeout = '2s'");

        // When the first event of a day comes
        statement.execute("SELECT ensure_raw_event_partition('1999-01-01')");
        statement.execute("SELECT ensure_raw_event_partition('1999-01-01')");

        // Then
        try (ResultSet row =
            statement.executeQuery(
                "SELECT count(*) FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid"
                    + " WHERE i.inhparent = 'raw_event'::regclass AND c.relname = 'raw_event_19990101'")) {
          row.next();
          assertThat(row.getInt(1)).isEqualTo(1);
        }
      } finally {
        processor.rollback();
        reader.rollback();
      }
    }
  }

  @Test
  void numbersOutliveTheEventsThatTheyAreOf() throws SQLException {
    // Given
    tickets();
    nothingDiffers(12, 0);
    String numbers = numbers();

    // When
    Map<String, Long> removed = round(Duration.ofDays(90));

    // Then
    assertThat(removed).containsEntry("raw-event days", 1L);
    assertThat(old.hasPartition(LONG_AGO)).isFalse();
    assertThat(numbers()).isEqualTo(numbers);
    nothingDiffers(4, 2);
    request()
        .get("/v1/interactions/" + idOf("A"))
        .then()
        .statusCode(200)
        .body("frozen", equalTo(true))
        .body("status", equalTo("resolved"))
        .body("customer", equalTo("anna"))
        .body("timeline", empty())
        .body("measures", nullValue());
    request()
        .get("/v1/interactions/" + idOf("C"))
        .then()
        .body("frozen", equalTo(false))
        .body("timeline", hasSize(4));
    request()
        .get("/v1/interactions/" + idOf("A") + "/explain")
        .then()
        .statusCode(410)
        .body("code", equalTo("events-dropped"));
    request()
        .urlEncodingEnabled(false) // the colon of an action stays one
        .get("/v1/events:export")
        .then()
        .statusCode(200)
        .body(containsString("\"C/3\""))
        .body(not(containsString("\"A/3\"")));
  }

  @Test
  void aLateEventIsADeadLetterThatSaysWhyAndChangesNothing() throws SQLException {
    // Given tickets that the processor remembers
    tickets();
    round(Duration.ofDays(90));
    String numbers = numbers();

    // When one is deleted late, one of its events is repeated, and another ticket goes on
    send(
        late(
            "A",
            "late",
            aTicket("desk", "A").event("interaction.deleted", "2026-03-03T09:00:00Z", "{}")));
    send(ticket("A", "anna").subList(1, 2));
    send(late("C", "late-c", aTicket("desk", "C").became("closed", "2026-03-03T09:00:00Z")));

    // Then
    awaitFate("late-c", "processed");
    awaitFate("late", "dead-lettered");
    fate("late").body("reason", startsWith("Beyond retention: "));
    request()
        .get("/v1/dead-letters")
        .then()
        .body("items", hasSize(1))
        .body("items[0].reason", containsString(LONG_AGO.plusDays(1).toString()));
    fate("A/1").body("state", equalTo("processed")).body("duplicates", equalTo(1));
    assertThat(numbers()).isEqualTo(numbers);
    nothingDiffers(5, 2);
  }

  @Test
  void aMetricThatIsDefinedLaterCountsWhatHasItsEvents() throws SQLException {
    // Given
    tickets();
    round(Duration.ofDays(90));
    String numbers = numbers();

    // When
    request()
        .contentType("application/json")
        .body(
            """
            {"key": "billing-replies", "title": "Replies of billing", "copyOf": "first-response-time",
             "population": {"team": ["billing"]}}""")
        .post("/v1/metrics")
        .then()
        .statusCode(201);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                request()
                    .get("/v1/metrics/billing-replies")
                    .then()
                    .body("state", equalTo("ready")));

    // Then
    assertThat(value("billing-replies", "mean")).isEqualTo(1_800_000.0);
    request()
        .queryParam("from", "2026-03-01")
        .queryParam("to", "2026-04-01")
        .get("/v1/metrics/billing-replies/summary")
        .then()
        .body("series[0].points[0].n", equalTo(1));
    assertThat(numbers()).isEqualTo(numbers);
    nothingDiffers(4, 2);
  }

  @Test
  void anInteractionThatGoesOnKeepsAllItsEvents() throws SQLException {
    // Given a ticket that was opened long ago and rated today
    tickets();
    old.received("A", LocalDate.now(ZoneOffset.UTC), "rating");

    // When
    Map<String, Long> removed = round(Duration.ofDays(90));

    // Then
    assertThat(removed).containsEntry("interactions whose events were moved on", 1L);
    assertThat(old.hasPartition(LONG_AGO)).isFalse();
    nothingDiffers(8, 1);
    request()
        .get("/v1/interactions/" + idOf("A"))
        .then()
        .body("frozen", equalTo(false))
        .body("timeline", hasSize(4));

    // And when it is deleted
    send(
        late(
            "A",
            "late",
            aTicket("desk", "A").event("interaction.deleted", "2026-03-03T09:00:00Z", "{}")));
    awaitFate("late", "processed");

    // Then it counts no more
    assertThat(value("volume", "count")).isEqualTo(2);
    nothingDiffers(9, 1);
  }

  @Test
  void aCustomerWhoComesAgainStillTurnsTheResolutionOfAFrozenOne() throws SQLException {
    // Given
    tickets();
    round(Duration.ofDays(90));
    assertThat(value("first-contact-resolution", "share")).isEqualTo(100);

    // When
    send(
        aTicket("desk", "D")
            .event(
                "interaction.opened",
                "2026-03-05T09:00:00Z",
                "{\"topic\": \"lamp\", \"customer\": {\"id\": \"anna\"}}")
            .list());
    awaitFate("D/0", "processed");

    // Then of three resolutions two lasted
    assertThat(value("first-contact-resolution", "share")).isBetween(66.6, 66.7);
    nothingDiffers(5, 2);
  }

  @Test
  void eventsGoOnWhileDaysAreDroppedAndReadersAreGivenWay() throws Exception {
    // Given a ticket for each of twenty days, and somebody who reads raw events
    List<String> first = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      first.addAll(ticket("O-" + i, "o" + i));
    }
    send(first);
    await().atMost(PATIENCE).untilAsserted(() -> check().body("events", equalTo(80)));
    for (int i = 0; i < 20; i++) {
      old.received("O-" + i, KEPT_FROM.minusDays(1 + i));
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        Connection reader = worker.getConnection()) {
      reader.setAutoCommit(false);
      RawEventRetention.hold(reader);

      // When
      Future<RawEventDrop.Counts> dropped = threads.submit(() -> old.dropBefore(KEPT_FROM));
      int sent = 0;
      while (!dropped.isDone()) {
        List<String> more = new ArrayList<>(ticket("N-" + sent, "n" + sent));
        more.addAll(
            late(
                "O-" + sent % 20,
                "L-" + sent,
                aTicket("desk", "O-" + sent % 20).wrote("customer", "2026-03-04T09:00:00Z")));
        send(more);
        sent++;
        if (sent == 10) {
          assertThat(dropped).isNotDone();
          reader.rollback();
          reader.setAutoCommit(true);
        }
        Thread.sleep(100);
      }

      // Then
      assertThat(dropped.get().days()).isEqualTo(20);
      for (int i = 0; i < sent; i++) {
        awaitFate("N-" + i + "/3", "processed");
        int n = i;
        await()
            .atMost(PATIENCE)
            .untilAsserted(
                () ->
                    assertThat(fate("L-" + n).extract().<String>path("state"))
                        .isIn("processed", "dead-lettered"));
        // Whatever took an event while days were dropped has all of its events.
        assertThat(isFrozen("O-" + n % 20))
            .as("O-%d", n % 20)
            .isEqualTo(fate("L-" + n).extract().path("state").equals("dead-lettered"));
      }
      assertThat(value("volume", "count")).isEqualTo(20 + sent);
      check().body("differing", equalTo(0));
    }
  }

  private boolean isFrozen(String subject) {
    return request().get("/v1/interactions/" + idOf(subject)).jsonPath().getBoolean("frozen");
  }

  @Test
  void whatOthersRelyOnIsNotCutShort() {
    assertThatThrownBy(() -> round(Duration.ofDays(89)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("raw-events is 90 days at least");
  }
}
