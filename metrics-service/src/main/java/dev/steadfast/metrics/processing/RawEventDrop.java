package dev.steadfast.metrics.processing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Drops raw events by whole days of receipt, one day to a transaction. Interactions that had events
 * since keep all of theirs: these are moved to the day of the last one before, so that a limit
 * counts from the last event of an interaction. The others are frozen by it.
 *
 * <p>A day is dropped while the {@link ProcessorGate} is closed, which everybody passes before
 * touching raw events for writing; whoever only reads them is waited for no longer than a second at
 * a time, since a waiting drop keeps new readers out.
 */
public final class RawEventDrop {
  private static final Logger LOG = Logger.getLogger(RawEventDrop.class);
  private static final int CARRIED = 500;
  private static final int ATTEMPTS = 20;

  private final DataSource worker;
  private final Duration pause;

  /** What was done: how many days were dropped, and of how many interactions events were moved. */
  public record Counts(long days, long carried) {}

  private record Key(UUID tenant, UUID interaction) {}

  /** A part of a drop that is a transaction of its own. */
  @FunctionalInterface
  private interface Part {
    int on(Connection transaction) throws SQLException;
  }

  /**
   * @param pause how long to wait before another attempt, after somebody else used raw events
   */
  public RawEventDrop(DataSource worker, Duration pause) {
    this.worker = worker;
    this.pause = pause;
  }

  /**
   * Drops all days before that one. Used by one process at a time.
   *
   * @throws SQLException if a day could not be dropped; those before it are
   */
  public Counts before(LocalDate from) throws SQLException {
    long days = 0;
    long carried = 0;
    for (Optional<LocalDate> day = oldest();
        day.isPresent() && day.get().isBefore(from);
        day = oldest()) {
      LocalDate next = day.get().plusDays(1);
      List<Key> alive = alive(next, from);
      for (int i = 0; i < alive.size(); i += CARRIED) {
        List<Key> some = alive.subList(i, Math.min(alive.size(), i + CARRIED));
        carried += patiently(transaction -> carry(transaction, some, next, from));
      }
      patiently(transaction -> drop(transaction, next, from));
      days++;
    }
    return new Counts(days, carried);
  }

  private Optional<LocalDate> oldest() throws SQLException {
    try (Connection connection = worker.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(true);
      try (ResultSet row =
          statement.executeQuery(
              "SELECT min(to_date(right(c.relname, 8), 'YYYYMMDD')) FROM pg_inherits i"
                  + " JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = 'raw_event'::regclass")) {
        row.next();
        return Optional.ofNullable(row.getObject(1, LocalDate.class));
      }
    }
  }

  /** Interactions with events before the one day that had more on or after the other. */
  private List<Key> alive(LocalDate before, LocalDate since) throws SQLException {
    try (Connection connection = worker.getConnection()) {
      connection.setAutoCommit(true);
      return alive(connection, before, since);
    }
  }

  private static List<Key> alive(Connection connection, LocalDate before, LocalDate since)
      throws SQLException {
    List<Key> alive = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            """
                SELECT DISTINCT tenant_id, interaction_id FROM raw_event JOIN interaction USING (tenant_id, interaction_id)
                WHERE received_on < ? AND last_received_on >= ? AND KEPT
                """
                .replace("KEPT", RawEventRetention.IS_KEPT))) {
      select.setObject(1, before);
      select.setObject(2, since);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          alive.add(new Key(row.getObject(1, UUID.class), row.getObject(2, UUID.class)));
        }
      }
    }
    return alive;
  }

  /**
   * Moves the events of those interactions to the day of their last event. Whether they still have
   * events to be dropped is asked again, now that nobody writes.
   */
  private static int carry(
      Connection transaction, List<Key> interactions, LocalDate before, LocalDate since)
      throws SQLException {
    ProcessorGate.close(transaction);
    try (PreparedStatement move =
        transaction.prepareStatement(
            """
            WITH alive AS (
              SELECT i.tenant_id, i.interaction_id, i.first_received_on, i.last_received_on
              FROM unnest(?::uuid[], ?::uuid[]) AS k (tenant_id, interaction_id) JOIN interaction i USING (tenant_id, interaction_id)
              WHERE i.first_received_on < ? AND i.last_received_on >= ?),
            moved AS (
              UPDATE raw_event r SET received_on = a.last_received_on FROM alive a
              WHERE r.tenant_id = a.tenant_id AND r.interaction_id = a.interaction_id
                AND r.received_on >= a.first_received_on AND r.received_on < a.last_received_on)
            UPDATE interaction i SET first_received_on = a.last_received_on FROM alive a
            WHERE i.tenant_id = a.tenant_id AND i.interaction_id = a.interaction_id
            """)) {
      move.setArray(
          1, transaction.createArrayOf("uuid", interactions.stream().map(Key::tenant).toArray()));
      move.setArray(
          2,
          transaction.createArrayOf("uuid", interactions.stream().map(Key::interaction).toArray()));
      move.setObject(3, before);
      move.setObject(4, since);
      return move.executeUpdate();
    }
  }

  /**
   * Remembers that the days before are gone, and drops them. Whatever had an event since it was
   * looked for is carried first, now that nobody writes.
   */
  private static int drop(Connection transaction, LocalDate from, LocalDate since)
      throws SQLException {
    ProcessorGate.close(transaction);
    List<Key> woken = alive(transaction, from, since);
    if (!woken.isEmpty()) {
      carry(transaction, woken, from, since);
    }
    try (PreparedStatement remember =
            transaction.prepareStatement(
                "UPDATE raw_event_retention SET received_from = greatest(received_from, ?)");
        PreparedStatement undue =
            transaction.prepareStatement(
                "UPDATE interaction SET due_at = NULL WHERE due_at IS NOT NULL AND "
                    + RawEventRetention.IS_FROZEN);
        PreparedStatement waiting =
            transaction.prepareStatement(
                "DELETE FROM waiting_withdrawal w USING interaction i WHERE i.tenant_id = w.tenant_id"
                    + " AND i.interaction_id = w.interaction_id AND "
                    + RawEventRetention.IS_FROZEN);
        Statement drop = transaction.createStatement()) {
      remember.setObject(1, from);
      remember.executeUpdate();
      // What falls due of a frozen one cannot be counted.
      undue.executeUpdate();
      // What withdraws nothing that is known goes with its event.
      waiting.executeUpdate();
      drop.execute("SET LOCAL lock_timeout = '1s'");
      drop.execute("SELECT drop_raw_events()");
    }
    return 1;
  }

  private int patiently(Part part) throws SQLException {
    for (int attempt = 1; ; attempt++) {
      try {
        return committed(part);
      } catch (SQLException e) {
        if (!isLocked(e) || attempt == ATTEMPTS) {
          throw e;
        }
        LOG.debugf("raw events are read; attempt %d", attempt);
        sleep();
      }
    }
  }

  private int committed(Part part) throws SQLException {
    try (Connection connection = worker.getConnection()) {
      connection.setAutoCommit(false);
      try {
        int done = part.on(connection);
        connection.commit();
        return done;
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(true);
      }
    }
  }

  /** Not to be had within the time, or a deadlock that was resolved at our cost. */
  private static boolean isLocked(SQLException e) {
    return "55P03".equals(e.getSQLState()) || "40P01".equals(e.getSQLState());
  }

  private void sleep() throws SQLException {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SQLException("interrupted", e);
    }
  }
}
