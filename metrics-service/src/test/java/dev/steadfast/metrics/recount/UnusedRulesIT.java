package dev.steadfast.metrics.recount;

import static dev.steadfast.metrics.testing.Events.aTicket;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.steadfast.metrics.rules.RuleRevisions;
import dev.steadfast.metrics.testing.Sending;
import dev.steadfast.platform.testing.MovableClock;
import dev.steadfast.platform.testing.ServiceBackends;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
    value = ServiceBackends.class,
    initArgs = @ResourceArg(name = "service", value = "metrics"))
class UnusedRulesIT {
  private final UUID tenant = UuidCreator.getTimeOrderedEpoch();
  private final Sending sending = new Sending(tenant);

  @Inject UnusedRules unused;
  @Inject MovableClock clock;

  @Inject
  @DataSource("worker")
  AgroalDataSource worker;

  @BeforeEach
  void resetBefore() {
    clock.reset();
  }

  @AfterEach
  void resetAfter() {
    clock.reset();
  }

  /** Four revisions, by the last of which the only ticket is counted. */
  private void fourRevisions() {
    sending.events(
        aTicket("desk", "T-1").opened("2026-03-02T09:00:00Z", "billing", "email", "normal").list());
    sending.awaitObservations("volume", 1);
    for (String key : List.of("one", "two", "three", "four")) {
      sending
          .request()
          .contentType("application/json")
          .body("{\"key\": \"%s\", \"copyOf\": \"volume\"}".formatted(key))
          .post("/v1/metrics")
          .then()
          .statusCode(201);
    }
    await().atMost(Duration.ofSeconds(30)).until(() -> count("interaction", "rules = 4") == 1);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> count("recount", "finished_at IS NOT NULL") == 1);
  }

  private List<Long> revisions() throws SQLException {
    try (Connection connection = worker.getConnection()) {
      return revisions(connection);
    }
  }

  private List<Long> revisions(Connection connection) throws SQLException {
    List<Long> revisions = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT revision FROM counting_rules WHERE tenant_id = ? ORDER BY revision")) {
      select.setObject(1, tenant);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          revisions.add(row.getLong(1));
        }
      }
    }
    return revisions;
  }

  private long count(String table, String condition) throws SQLException {
    try (Connection connection = worker.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT count(*) FROM " + table + " WHERE tenant_id = ? AND " + condition)) {
      select.setObject(1, tenant);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  private void update(String sql) throws SQLException {
    try (Connection connection = worker.getConnection();
        PreparedStatement update = connection.prepareStatement(sql)) {
      connection.setAutoCommit(true);
      update.setObject(1, tenant);
      assertThat(update.executeUpdate()).isEqualTo(1);
    }
  }

  @Test
  void whatWasReplacedADayAgoAndCountsNothingGoes() throws SQLException {
    // Given
    fourRevisions();

    // When
    unused.remove();
    List<Long> atOnce = revisions();
    clock.moveAhead(Duration.ofHours(25));
    unused.remove();

    // Then
    assertThat(atOnce).containsExactly(1L, 2L, 3L, 4L);
    assertThat(revisions()).containsExactly(4L);
    sending.events(
        aTicket("desk", "T-2").opened("2026-03-02T09:00:00Z", "billing", "email", "normal").list());
    sending.awaitObservations("four", 2);
  }

  @Test
  void whatAnInteractionIsCountedByStays() throws SQLException {
    // Given
    fourRevisions();
    update("UPDATE interaction SET rules = 2 WHERE tenant_id = ?");

    // When
    clock.moveAhead(Duration.ofHours(25));
    unused.remove();

    // Then
    assertThat(revisions()).containsExactly(2L, 4L);
  }

  @Test
  void nothingGoesWhileEverythingIsCountedAnew() throws SQLException {
    // Given
    fourRevisions();

    // When: the recount runs in a transaction that no round sees
    clock.moveAhead(Duration.ofHours(25));
    try (Connection connection = worker.getConnection();
        PreparedStatement hold =
            connection.prepareStatement(
                "UPDATE recount SET finished_at = NULL WHERE tenant_id = ?")) {
      connection.setAutoCommit(false);
      hold.setObject(1, tenant);
      hold.executeUpdate();
      RuleRevisions.removeUnused(connection, clock.instant());

      // Then
      assertThat(revisions(connection)).containsExactly(1L, 2L, 3L, 4L);
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }
}
