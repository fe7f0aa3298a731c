package dev.steadfast.metrics.processing;

import dev.steadfast.metrics.event.InteractionId;
import dev.steadfast.platform.database.BinaryCopy;
import dev.steadfast.platform.inbox.DeadLetters;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/** The raw events with their keys, and the events that cannot be processed. */
final class RawEventStore {
  /** What is gathered before it is sent, so that a large transaction stays small in memory. */
  private static final int MAX_BYTES = 2 * 1024 * 1024;

  private final DataSource worker;
  private final Set<Long> partitions = new HashSet<>();

  RawEventStore(DataSource worker) {
    this.worker = worker;
  }

  /** The rows of one transaction. */
  static final class Rows {
    private final BinaryCopy events = new BinaryCopy();
    private final BinaryCopy keys = new BinaryCopy();

    void add(Connection transaction, UUID tenant, Incoming event, int duplicates, long now)
        throws SQLException {
      events
          .row(7)
          .uuid(tenant)
          .uuid(event.interactionId())
          .uuid(event.key())
          .day(event.receivedOn())
          .instant(event.event().at())
          .text(event.event().typeName())
          .bytes(event.json(), event.from(), event.to());
      keys.row(6)
          .uuid(tenant)
          .uuid(event.key())
          .uuid(event.interactionId())
          .character('p')
          .integer(duplicates)
          .instant(now);
      if (events.size() > MAX_BYTES) {
        write(transaction);
      }
    }

    void write(Connection transaction) throws SQLException {
      events.send(
          transaction,
          "raw_event (tenant_id, interaction_id, event_key, received_on, occurred_at, type, event)");
      keys.send(
          transaction,
          "event_key (tenant_id, event_key, interaction_id, state, duplicates, processed_at)");
    }
  }

  /**
   * Makes the partition of that day of receipt, in a transaction of its own, so that nobody waits
   * for that of the caller.
   */
  void ensurePartition(long day) throws SQLException {
    if (partitions.contains(day)) {
      return;
    }
    try (Connection connection = worker.getConnection();
        PreparedStatement ensure =
            connection.prepareStatement("SELECT ensure_raw_event_partition(?)")) {
      connection.setAutoCommit(true);
      ensure.setDate(1, Date.valueOf(LocalDate.ofEpochDay(day)));
      ensure.execute();
    }
    partitions.add(day);
  }

  /** Keeps an event that this release cannot process, so that it can be seen and replayed. */
  void bury(Connection transaction, RecordReader.Dead dead) throws SQLException {
    UUID tenant = DeadLetters.tenantOf(dead.record());
    UUID letter = DeadLetters.bury(transaction, dead.record(), dead.value(), dead.reason());
    if (dead.event() == null) {
      return;
    }
    UUID key = InteractionId.eventKey(dead.event().source(), dead.event().id());
    try (PreparedStatement insert =
        transaction.prepareStatement(
            "INSERT INTO event_key (tenant_id, event_key, interaction_id, state, duplicates,"
                + " processed_at, dead_letter_id) VALUES (?, ?, ?, 'd', 0, now(), ?)"
                + " ON CONFLICT (tenant_id, event_key)"
                + " DO UPDATE SET duplicates = event_key.duplicates + 1")) {
      insert.setObject(1, tenant);
      insert.setObject(2, key);
      insert.setObject(3, dead.event().interactionId());
      insert.setObject(4, letter);
      insert.executeUpdate();
    }
  }
}
