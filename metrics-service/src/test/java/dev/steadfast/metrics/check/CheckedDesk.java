package dev.steadfast.metrics.check;

import static dev.steadfast.metrics.testing.Events.aTicket;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.steadfast.metrics.testing.Events;
import dev.steadfast.platform.testing.InternalTokens;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import javax.sql.DataSource;

/** A tenant whose cells are checked. */
final class CheckedDesk {
  static final int TICKETS = 300;

  private final UUID tenant = UuidCreator.getTimeOrderedEpoch();
  private int sent;

  UUID tenant() {
    return tenant;
  }

  int sent() {
    return sent;
  }

  RequestSpecification request() {
    return given()
        .auth()
        .oauth2(InternalTokens.token("metrics-service", tenant, "admin", "events:write"))
        .contentType("application/json")
        .urlEncodingEnabled(false); // the colon of an action stays one
  }

  ValidatableResponse check(String body) {
    return request().body(body).post("/v1/metrics:check").then();
  }

  /** Lives with replies, reopenings, ratings and deletions, sent in any order, some of it twice. */
  void liveTickets() {
    Random random = new Random(3);
    List<String> events = new ArrayList<>();
    for (int i = 0; i < TICKETS; i++) {
      String date = "2026-03-%02dT".formatted(1 + random.nextInt(28));
      Events ticket =
          aTicket("desk", "T-" + i)
              .event("interaction.opened", date + "09:00:00Z", opening(i))
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
    request()
        .contentType("application/cloudevents-batch+json")
        .body(Events.batch(events))
        .post("/v1/events")
        .then()
        .statusCode(202);
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> check("{}").body("events", equalTo(sent)));
  }

  void corrupt(DataSource worker, String sql) throws SQLException {
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
  void corruptFirstDay(DataSource worker, String metric, String set) throws SQLException {
    corrupt(
        worker,
        ("UPDATE cell_day c SET "
                + set
                + " FROM (SELECT tenant_id, scope, day, array_position(metrics, 'NAME') AS i FROM cell_day"
                + " WHERE tenant_id = ? AND scope = 'all' AND 'NAME' = ANY (metrics) ORDER BY day LIMIT 1) f"
                + " WHERE (c.tenant_id, c.scope, c.day) = (f.tenant_id, f.scope, f.day)")
            .replace("NAME", metric + "@1"));
  }

  /** A customer has five tickets. */
  private static String opening(int i) {
    return """
        {"channel": "%s", "priority": "normal", "team": {"id": "team-%d"}, "customer": {"id": "c-%d"}, "topic": "T%d"}
        """
        .formatted(i % 2 == 0 ? "email" : "chat", i % 4, i / 5, i % 2);
  }
}
