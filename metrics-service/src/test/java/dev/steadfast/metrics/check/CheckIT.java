package dev.steadfast.metrics.check;

import static dev.steadfast.metrics.testing.Events.aTicket;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.steadfast.metrics.testing.Events;
import dev.steadfast.platform.testing.InternalTokens;
import dev.steadfast.platform.testing.ServiceBackends;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
    value = ServiceBackends.class,
    initArgs = @ResourceArg(name = "service", value = "metrics"))
class CheckIT {
  private static final int TICKETS = 300;

  private final UUID tenant = UuidCreator.getTimeOrderedEpoch();
  private int sent;

  @Inject
  @DataSource("worker")
  AgroalDataSource worker;

  private ValidatableResponse check(String body) {
    return checkOf(tenant, body);
  }

  private static ValidatableResponse checkOf(UUID tenant, String body) {
    return given()
        .auth()
        .oauth2(InternalTokens.token("metrics-service", tenant, "admin"))
        .contentType("application/json")
        .body(body)
        .urlEncodingEnabled(false) // the colon of an action stays one
        .post("/v1/metrics:check")
        .then();
  }

  /** Lives with replies, reopenings, ratings and deletions, sent in any order, some of it twice. */
  private void liveTickets() {
    Random random = new Random(3);
    List<String> events = new ArrayList<>();
    for (int i = 0; i < TICKETS; i++) {
      String date = "2026-03-%02dT".formatted(1 + random.nextInt(28));
      Events ticket =
          aTicket("desk", "T-" + i)
              .opened(date + "09:00:00Z", "team-" + i % 4, i % 2 == 0 ? "email" : "chat", "normal")
              .assigned("team-" + i % 3, "a" + i % 9, date + "09:30:00Z")
              .repliedBy("a" + i % 9, date + "10:%02d:00Z".formatted(random.nextInt(60)))
              .became("resolved", date + "12:%02d:00Z".formatted(random.nextInt(60)));
      if (i % 5 == 0) {
        ticket.became("open", date + "15:00:00Z").became("resolved", date + "18:00:00Z");
      }
      if (i % 50 == 0) {
        ticket.event("interaction.deleted", date + "20:00:00Z", "{}");
      }
      events.addAll(ticket.rated(1 + i % 5, date + "19:00:00Z").list());
    }
    sent = events.size();
    events.addAll(events.subList(0, 200));
    Collections.shuffle(events, random);
    given()
        .auth()
        .oauth2(InternalTokens.token("metrics-service", tenant, "admin", "events:write"))
        .contentType("application/cloudevents-batch+json")
        .body(Events.batch(events))
        .post("/v1/events")
        .then()
        .statusCode(202);
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> check("{}").body("events", equalTo(sent)));
  }

  private void corrupt(String sql) throws SQLException {
    try (Connection connection = worker.getConnection();
        PreparedStatement update = connection.prepareStatement(sql)) {
      update.setObject(1, tenant);
      update.executeUpdate();
      if (!connection.getAutoCommit()) {
        connection.commit();
      }
    }
  }

  /** Changes the cell of everything on the first day of a metric, which is at {@code f.i}. */
  private void corruptFirstDay(String metric, String set) throws SQLException {
    corrupt(
        ("UPDATE cell_day c SET "
                + set
                + " FROM (SELECT tenant_id, scope, day, array_position(metrics, 'NAME') AS i FROM cell_day"
                + " WHERE tenant_id = ? AND scope = 'all' AND 'NAME' = ANY (metrics) ORDER BY day LIMIT 1) f"
                + " WHERE (c.tenant_id, c.scope, c.day) = (f.tenant_id, f.scope, f.day)")
            .replace("NAME", metric + "@1"));
  }

  @Test
  void cellsAreWhatTheRawEventsSay() {
    // Given
    liveTickets();

    // When / Then
    check("{}")
        .statusCode(200)
        .body("interactions", equalTo(TICKETS))
        .body("compared", greaterThan(1_000))
        .body("differing", equalTo(0))
        .body("differences", empty());
  }

  @Test
  void everyKindOfCorruptionIsFound() throws SQLException {
    // Given
    liveTickets();
    corruptFirstDay("volume", "totals[f.i][1] = c.totals[f.i][1] + 1");
    corruptFirstDay(
        "csat",
        Stream.of("metrics", "totals", "histograms", "quarters")
            .map(array -> "%s = c.%s[:f.i - 1] || c.%s[f.i + 1:]".formatted(array, array, array))
            .collect(Collectors.joining(", ")));
    corruptFirstDay(
        "first-response-time",
        "histograms[f.i] = (SELECT o.histograms[array_position(o.metrics, 'first-response-time@1')] FROM cell_day o"
            + " WHERE o.tenant_id = c.tenant_id AND o.scope = 'all' ORDER BY day DESC LIMIT 1)");
    corrupt(
        "INSERT INTO cell_day SELECT tenant_id, 'channel=fax', day, 1, ARRAY['resolved@1'],"
            + " ARRAY[[totals[i][1], totals[i][2], totals[i][3], totals[i][4]]], ARRAY[histograms[i]],"
            + " ARRAY[quarters[i]] FROM (SELECT *, array_position(metrics, 'resolved@1') AS i FROM cell_day"
            + " WHERE tenant_id = ? AND scope = 'all') c WHERE i IS NOT NULL ORDER BY day LIMIT 1");
    corruptFirstDay(
        "reopen-rate",
        "quarters[f.i] = (SELECT o.quarters[array_position(o.metrics, 'csat@1')] FROM cell_day o WHERE"
            + " o.tenant_id = c.tenant_id AND o.scope = 'all' ORDER BY day DESC LIMIT 1)");

    // When / Then
    check("{}")
        .statusCode(200)
        .body(
            "differences.metric",
            containsInAnyOrder("csat", "first-response-time", "reopen-rate", "resolved", "volume"))
        .body("differing", equalTo(5))
        .body("differences.find { it.metric == 'csat' }.stored", equalTo(null))
        .body("differences.find { it.metric == 'resolved' }.scope", equalTo("channel=fax"))
        .body("differences.find { it.metric == 'reopen-rate' }.quartersDiffer", equalTo(true));
    check("{\"metrics\": [\"volume\"]}")
        .body("differing", equalTo(1))
        .body("differences[0].scope", equalTo("all"));
    check("{\"metrics\": [\"backlog\"]}").body("differing", equalTo(0));
    // The cells of somebody else are not theirs to check.
    checkOf(UuidCreator.getTimeOrderedEpoch(), "{}")
        .body("events", equalTo(0))
        .body("compared", equalTo(0));
  }

  @Test
  void manyDifferencesAreCountedAndTheFirstAreListed() throws SQLException {
    // Given
    liveTickets();
    corrupt(
        "UPDATE cell_day c SET totals = (SELECT array_agg(ARRAY[totals[i][1], totals[i][2] + 1, totals[i][3],"
            + " totals[i][4]] ORDER BY i) FROM generate_subscripts(c.metrics, 1) AS i) WHERE tenant_id = ?");

    // When / Then
    check("{}")
        .body("differing", greaterThan(1_000))
        .body("differences", hasSize(100))
        .body("differences[0].metric", equalTo("agent-work-time"));
  }

  @Test
  void onlyAdministratorsCheckAndOnlyMetricsThatThereAre() {
    given()
        .auth()
        .oauth2(InternalTokens.token("metrics-service", tenant, "metrics:read"))
        .contentType("application/json")
        .body("{}")
        .urlEncodingEnabled(false) // the colon of an action stays one
        .post("/v1/metrics:check")
        .then()
        .statusCode(403);
    check("{\"metrics\": [\"volume\", \"no-such\"]}")
        .statusCode(422)
        .body("errors[0].pointer", equalTo("/metrics/1"));
    check("{\"metrics\": []}").statusCode(422);
    check("{\"metrics\": [null]}").statusCode(422);
    check("{\"metrics\": 7}").statusCode(400);
    check("{\"colour\": 7}").statusCode(400);
    check("null").statusCode(200);
  }
}
