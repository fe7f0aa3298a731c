package dev.steadfast.metrics.retention;

import dev.steadfast.metrics.processing.RawEventDrop;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Removes what is older than its limit, some thousand rows or a day of raw events to a transaction.
 * One round of a service is under way at a time; a round that is cut off is made up for by the
 * next.
 */
final class RetentionRound {
  private static final int ROWS = 5_000;
  private static final Duration LEAST_RAW_EVENTS = Duration.ofDays(90);
  private static final Duration PAUSE = Duration.ofSeconds(3);
  private static final Duration LEAST_EVENT_KEYS = Duration.ofDays(35);
  private static final Duration LEAST_IDEMPOTENCY_KEYS = Duration.ofDays(1);

  private final DataSource worker;
  private final Map<String, Kind> kinds = new LinkedHashMap<>();
  private final Optional<Duration> rawEvents;
  private final Clock clock;

  /**
   * A kind of data.
   *
   * @param old which rows are too old, with one parameter: the instant before which they are
   */
  private record Kind(String table, String old, Duration limit) {}

  /**
   * @throws IllegalArgumentException if a limit is shorter than what others rely on
   */
  RetentionRound(DataSource worker, RetentionSettings settings, Clock clock) {
    this.worker = worker;
    this.clock = clock;
    this.rawEvents = settings.rawEvents();
    require("raw-events", rawEvents, LEAST_RAW_EVENTS);
    require("event-keys", settings.eventKeys(), LEAST_EVENT_KEYS);
    require("idempotency-keys", Optional.of(settings.idempotencyKeys()), LEAST_IDEMPOTENCY_KEYS);
    keep("event-keys", "event_key", "processed_at < ?", settings.eventKeys());
    keep("dead-letters", "dead_letter", "died_at < ?", Optional.of(settings.deadLetters()));
    keep(
        "import-errors",
        "import_error",
        "(tenant_id, import_id) IN (SELECT tenant_id, id FROM import WHERE finished_at < ?)",
        Optional.of(settings.importErrors()));
    keep(
        "idempotency-keys",
        "idempotency_key",
        "created_at < ?",
        Optional.of(settings.idempotencyKeys()));
    keep("checks", "cell_check", "finished_at < ?", Optional.of(settings.checks()));
    keep("erasures", "erasure", "state = 'done' AND finished_at < ?", settings.erasures());
  }

  private static void require(String name, Optional<Duration> limit, Duration least) {
    if (limit.isPresent() && limit.get().compareTo(least) < 0) {
      throw new IllegalArgumentException(
          "steadfast.retention." + name + " is " + least.toDays() + " days at least");
    }
  }

  private void keep(String name, String table, String old, Optional<Duration> limit) {
    limit.ifPresent(duration -> kinds.put(name, new Kind(table, old, duration)));
  }

  /**
   * Removes all that is too old now.
   *
   * @return how many rows of each kind went, and days of raw events; empty if another process is at
   *     it
   */
  Map<String, Long> run() throws SQLException {
    Map<String, Long> removed = new LinkedHashMap<>();
    try (Connection connection = worker.getConnection()) {
      connection.setAutoCommit(true);
      if (!isAlone(connection)) {
        return removed;
      }
      try {
        for (var kind : kinds.entrySet()) {
          removed.put(kind.getKey(), remove(connection, kind.getValue()));
        }
        if (rawEvents.isPresent()) {
          dropRawEvents(rawEvents.get(), removed);
        }
      } finally {
        leave(connection);
      }
    }
    return removed;
  }

  /** Last, since it may have to give way to whoever reads them. */
  private void dropRawEvents(Duration limit, Map<String, Long> removed) throws SQLException {
    LocalDate from = LocalDate.ofInstant(clock.instant().minus(limit), ZoneOffset.UTC);
    RawEventDrop.Counts counts = new RawEventDrop(worker, PAUSE).before(from);
    removed.put("raw-event days", counts.days());
    removed.put("interactions whose events were moved on", counts.carried());
  }

  private static boolean isAlone(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT pg_try_advisory_lock(hashtext(current_schema() || '_retention'))")) {
      return row.next() && row.getBoolean(1);
    }
  }

  private static void leave(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SELECT pg_advisory_unlock(hashtext(current_schema() || '_retention'))");
    }
  }

  private long remove(Connection connection, Kind kind) throws SQLException {
    OffsetDateTime before = OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    long removed = 0;
    try (PreparedStatement delete =
        connection.prepareStatement(
            "DELETE FROM %s WHERE ctid = ANY (ARRAY(SELECT ctid FROM %s WHERE %s LIMIT %d))"
                .formatted(kind.table(), kind.table(), kind.old(), ROWS))) {
      delete.setObject(1, before.minus(kind.limit()));
      int rows;
      do {
        rows = delete.executeUpdate();
        removed += rows;
      } while (rows == ROWS);
    }
    return removed;
  }
}
