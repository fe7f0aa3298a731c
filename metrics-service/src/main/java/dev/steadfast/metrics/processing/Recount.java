package dev.steadfast.metrics.processing;

import dev.steadfast.metrics.rules.RuleBook;
import dev.steadfast.metrics.timeline.Circumstances;
import dev.steadfast.metrics.timeline.Rules;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Counts interactions anew that are counted by other rules, or by an older release, than they would
 * be now; frozen ones stay as they are. Used in a transaction of the worker.
 */
public final class Recount {
  private final Clock clock;

  public Recount(Clock clock) {
    this.clock = clock;
  }

  /**
   * Counts the next interactions of the tenant anew, in the order of their ids. At the beginning
   * processors wait until the transaction ends, and forget the rules that they remember; from then
   * on they count by the new ones too, and go on beside the recount: whoever writes the same
   * interaction or cell second notices.
   *
   * @param passed the last one that need not be looked at; null to begin
   * @return those that were counted anew; empty at the end
   * @throws dev.steadfast.platform.inbox.ConcurrentChange if a processor was first
   */
  public List<UUID> step(Connection transaction, UUID tenant, @Nullable UUID passed, int limit)
      throws SQLException {
    if (passed == null) {
      ProcessorGate.close(transaction);
    } else {
      ProcessorGate.pass(transaction);
    }
    RuleBook book = new RuleBook();
    Rules rules = book.current(transaction, tenant);
    List<UUID> ids = outdated(transaction, tenant, rules, passed, limit);
    if (!ids.isEmpty()) {
      count(transaction, tenant, InteractionStore.read(transaction, book, tenant, ids), book);
    }
    return ids;
  }

  private static List<UUID> outdated(
      Connection transaction, UUID tenant, Rules rules, @Nullable UUID passed, int limit)
      throws SQLException {
    List<UUID> ids = new ArrayList<>();
    try (PreparedStatement select =
        transaction.prepareStatement(
            "SELECT interaction_id FROM interaction WHERE tenant_id = ? AND interaction_id > ?"
                + " AND erased_at IS NULL AND (fold < ? OR rules <> ?) AND "
                + RawEventRetention.IS_KEPT
                + " ORDER BY interaction_id LIMIT ?")) {
      Circumstances now = Circumstances.of(rules, 0);
      select.setObject(1, tenant);
      select.setObject(2, passed == null ? new UUID(0, 0) : passed);
      select.setInt(3, now.fold());
      select.setLong(4, rules.revision());
      select.setInt(5, limit);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          ids.add(row.getObject(1, UUID.class));
        }
      }
    }
    return ids;
  }

  private void count(
      Connection transaction, UUID tenant, Map<UUID, KnownInteraction> outdated, RuleBook book)
      throws SQLException {
    InteractionRows.prepare(transaction);
    CellStore cells = new CellStore();
    cells.prepare(transaction);
    ZoneId zone = new ZoneDirectory().of(transaction, tenant);
    Circumstances now = Circumstances.of(book.current(transaction, tenant), clock.millis());
    Batch batch = new Batch(transaction, book, cells, clock, one -> {});
    batch.today(tenant, LocalDate.ofInstant(clock.instant(), zone).toEpochDay());
    for (KnownInteraction before : outdated.values()) {
      batch.change(
          before, before.counted(before.timeline(), now), zone, RestatementCause.RECOUNTED.bit());
    }
    batch.write();
  }
}
