package dev.steadfast.metrics.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.f4b6a3.uuid.UuidCreator;
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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
    value = ServiceBackends.class,
    initArgs = @ResourceArg(name = "service", value = "metrics"))
class RetentionIT {
  /** So long ago that a round of that time removes nothing that other tests made. */
  private static final Instant NOW = Instant.parse("2001-06-15T12:00:00Z");

  private final UUID tenant = UuidCreator.getTimeOrderedEpoch();

  @Inject
  @DataSource("worker")
  AgroalDataSource worker;

  private record Limits(Optional<Duration> eventKeys, Optional<Duration> erasures)
      implements RetentionSettings {
    @Override
    public Duration every() {
      return Duration.ZERO;
    }

    @Override
    public Optional<Duration> rawEvents() {
      return Optional.empty();
    }

    @Override
    public Duration deadLetters() {
      return Duration.ofDays(90);
    }

    @Override
    public Duration importErrors() {
      return Duration.ofDays(30);
    }

    @Override
    public Duration checks() {
      return Duration.ofDays(60);
    }

    @Override
    public Duration idempotencyKeys() {
      return Duration.ofDays(2);
    }
  }

  private Map<String, Long> roundAt(Instant now, Limits limits) throws SQLException {
    return new RetentionRound(worker, limits, Clock.fixed(now, ZoneOffset.UTC)).run();
  }

  private void execute(String sql, Object... values) throws SQLException {
    try (Connection connection = worker.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, tenant);
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 2, values[i]);
      }
      statement.executeUpdate();
      if (!connection.getAutoCommit()) {
        connection.commit();
      }
    }
  }

  private long rows(String table) throws SQLException {
    try (Connection connection = worker.getConnection();
        PreparedStatement select =
            connection.prepareStatement("SELECT count(*) FROM " + table + " WHERE tenant_id = ?")) {
      select.setObject(1, tenant);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /** One row of each kind for each of the last 100 days. */
  private void hundredDays() throws SQLException {
    String days =
        " FROM (SELECT timestamptz '2001-06-15 12:00Z' - n * interval '1 day' AS at, n"
            + " FROM generate_series(1, 100) AS n) d";
    execute(
        "INSERT INTO dead_letter (tenant_id, id, topic, partition, record_offset, reason, record_headers, died_at)"
            + " SELECT ?, gen_random_uuid(), 't', 0, n, 'r', '{}', at"
            + days);
    execute(
        "INSERT INTO event_key (tenant_id, event_key, interaction_id, state, duplicates, processed_at)"
            + " SELECT ?, gen_random_uuid(), gen_random_uuid(), 'p', 0, at"
            + days);
    execute(
        "INSERT INTO idempotency_key (tenant_id, key, request_hash, created_at) SELECT ?, n::text, '', at"
            + days);
    execute(
        "INSERT INTO erasure (tenant_id, id, state, kind, mode, person_hash, pseudonym, requested_at, requested_by,"
            + " finished_at) SELECT ?, gen_random_uuid(), 'done', 'agent', 'pseudonymise', '', 'p', at, 'test', at"
            + days);
    execute(
        "INSERT INTO cell_check (tenant_id, id, state, metrics, requested_at, requested_by, finished_at)"
            + " SELECT ?, gen_random_uuid(), 'done', '{volume}', at, 'test', at"
            + days);
    execute(
        """
        WITH made AS (
          INSERT INTO import (tenant_id, id, state, file_name, file_hash, mapping_hash, mapping, system, source,
            bytes_sent, bytes_expanded, rows_total, created_by, finished_at)
          SELECT ?, gen_random_uuid(), 'done', 'f', decode(md5(n::text), 'hex'), '', '{}', 's', 's', 0, 0, 0, 'test', at
        """
            + days
            + """
               RETURNING tenant_id, id)
            INSERT INTO import_error (tenant_id, import_id, position, line, row_number, reason)
            SELECT tenant_id, id, 0, 1, 1, 'r' FROM made
            """);
  }

  @Test
  void eachKindGoesAtItsLimitAndWhatHasNoneStays() throws SQLException {
    // Given
    hundredDays();

    // When what is exactly 90 days old is not older than that
    Map<String, Long> removed = roundAt(NOW, new Limits(Optional.empty(), Optional.empty()));

    // Then
    assertThat(rows("dead_letter")).isEqualTo(90);
    assertThat(rows("import_error")).isEqualTo(30);
    assertThat(rows("cell_check")).isEqualTo(60);
    assertThat(rows("idempotency_key")).isEqualTo(2);
    assertThat(rows("event_key")).isEqualTo(100);
    assertThat(rows("erasure")).isEqualTo(100);
    assertThat(rows("import")).isEqualTo(100);
    assertThat(removed)
        .containsOnlyKeys("dead-letters", "import-errors", "idempotency-keys", "checks")
        .containsEntry("dead-letters", 10L);

    // And with limits for the others, eleven days later
    roundAt(
        NOW.plus(Duration.ofDays(11)),
        new Limits(Optional.of(Duration.ofDays(35)), Optional.of(Duration.ofDays(50))));

    // Then
    assertThat(rows("event_key")).isEqualTo(24);
    assertThat(rows("erasure")).isEqualTo(39);
    assertThat(rows("dead_letter")).isEqualTo(79);
  }

  @Test
  void oneRoundIsUnderWayAtATime() throws SQLException {
    // Given another process that is at it
    try (Connection other = worker.getConnection();
        PreparedStatement lock =
            other.prepareStatement(
                "SELECT pg_advisory_lock(hashtext(current_schema() || '_retention'))")) {
      other.setAutoCommit(true);
      lock.execute();

      // When / Then
      assertThat(roundAt(NOW, new Limits(Optional.empty(), Optional.empty()))).isEmpty();
      try (PreparedStatement unlock = other.prepareStatement("SELECT pg_advisory_unlock_all()")) {
        unlock.execute();
      }
    }
  }

  @Test
  void whatOthersRelyOnIsNotCutShort() {
    assertThatThrownBy(
            () -> roundAt(NOW, new Limits(Optional.of(Duration.ofDays(34)), Optional.empty())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("event-keys is 35 days at least");
  }
}
