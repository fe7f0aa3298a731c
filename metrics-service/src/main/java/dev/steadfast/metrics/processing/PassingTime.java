package dev.steadfast.metrics.processing;

import dev.steadfast.metrics.rules.RuleBook;
import dev.steadfast.metrics.timeline.Circumstances;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Counts interactions again whose measures change by the passing of time alone, such as a target
 * that falls due while nothing happens. Used in a transaction of the worker, by one thread.
 */
public final class PassingTime {
  private final Clock clock;
  private final RuleBook book = new RuleBook();

  public PassingTime(Clock clock) {
    this.clock = clock;
  }

  /** Whose interaction is the longest due, of all tenants but those. */
  public Optional<UUID> next(Connection transaction, UUID[] without) throws SQLException {
    try (PreparedStatement select =
        transaction.prepareStatement(
            "SELECT tenant_id FROM interaction WHERE due_at <= ? AND tenant_id <> ALL (?)"
                + " ORDER BY due_at LIMIT 1")) {
      select.setTimestamp(1, new Timestamp(clock.millis()));
      select.setArray(2, transaction.createArrayOf("uuid", without));
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(row.getObject(1, UUID.class)) : Optional.empty();
      }
    }
  }

  /**
   * Counts those of the tenant that are due, the longest due first. Processors go on meanwhile:
   * whoever writes the same interaction or cell second notices.
   *
   * @return how many there were that nobody else was at
   * @throws dev.steadfast.platform.inbox.ConcurrentChange if a processor was first
   */
  public int step(Connection transaction, UUID tenant, int limit) throws SQLException {
    ProcessorGate.pass(transaction);
    book.forget();
    long now = clock.millis();
    List<UUID> due = due(transaction, tenant, now, limit);
    if (due.isEmpty()) {
      return 0;
    }
    InteractionRows.prepare(transaction);
    CellStore cells = new CellStore();
    cells.prepare(transaction);
    Batch batch = new Batch(transaction, book, cells, clock, one -> {});
    count(transaction, batch, tenant, due, now);
    batch.write();
    return due.size();
  }

  private static List<UUID> due(Connection transaction, UUID tenant, long now, int limit)
      throws SQLException {
    List<UUID> due = new ArrayList<>();
    try (PreparedStatement select =
        transaction.prepareStatement(
            "SELECT interaction_id FROM interaction WHERE due_at <= ? AND tenant_id = ?"
                + " ORDER BY due_at LIMIT ? FOR UPDATE SKIP LOCKED")) {
      select.setTimestamp(1, new Timestamp(now));
      select.setObject(2, tenant);
      select.setInt(3, limit);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          due.add(row.getObject(1, UUID.class));
        }
      }
    }
    return due;
  }

  private void count(
      Connection transaction, Batch batch, UUID tenant, List<UUID> interactions, long now)
      throws SQLException {
    ZoneId zone = new ZoneDirectory().of(transaction, tenant);
    Circumstances under = Circumstances.of(book.current(transaction, tenant), now);
    batch.today(tenant, LocalDate.ofInstant(clock.instant(), zone).toEpochDay());
    Map<UUID, KnownInteraction> known =
        InteractionStore.read(transaction, book, tenant, interactions);
    for (KnownInteraction before : known.values()) {
      int cause =
          before.circumstances().isOutdated(under.rules())
              ? RestatementCause.RECOUNTED.bit()
              : RestatementCause.FOLLOW_UP.bit();
      batch.change(before, before.counted(before.timeline(), under), zone, cause);
    }
  }
}
