package dev.steadfast.metrics.processing;

import dev.steadfast.metrics.event.InteractionId;
import dev.steadfast.metrics.timeline.Happening;
import dev.steadfast.metrics.timeline.Timeline;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * Withdrawals of events that are not in the interaction of the withdrawal: of another one, or not
 * known yet. They wait, and are due when the event that they withdraw may be known; see {@link
 * WithdrawalMoves}. Gathers those of one tenant in one transaction.
 */
final class WaitingWithdrawals {
  private final Connection transaction;
  private final UUID tenant;
  private final List<Incoming> waiting = new ArrayList<>(0);
  private final List<UUID> targets = new ArrayList<>(0);

  WaitingWithdrawals(Connection transaction, UUID tenant) {
    this.transaction = transaction;
    this.tenant = tenant;
  }

  /** Events came, and that is the timeline of their interaction now. */
  void look(Collection<Incoming> events, Timeline timeline) {
    for (Incoming event : events) {
      if (event.event().happening() instanceof Happening.Withdrawn withdrawn
          && !timeline.has(withdrawn.source(), withdrawn.id())) {
        waiting.add(event);
        targets.add(InteractionId.eventKey(withdrawn.source(), withdrawn.id()));
      }
    }
  }

  /**
   * Keeps those that wait. Each is due at once: what it withdraws may be known, or may become known
   * by a transaction that is under way.
   */
  void write() throws SQLException {
    if (waiting.isEmpty()) {
      return;
    }
    try (PreparedStatement insert =
        transaction.prepareStatement(
            "INSERT INTO waiting_withdrawal (tenant_id, event_key, target_key, interaction_id, is_due)"
                + " VALUES (?, ?, ?, ?, true) ON CONFLICT DO NOTHING")) {
      for (int i = 0; i < waiting.size(); i++) {
        insert.setObject(1, tenant);
        insert.setObject(2, waiting.get(i).key());
        insert.setObject(3, targets.get(i));
        insert.setObject(4, waiting.get(i).interactionId());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /**
   * Those events are known now: what withdraws one from another interaction is due, and what does
   * from its own has done so.
   */
  void came(Collection<Incoming> events) throws SQLException {
    if (events.isEmpty()) {
      return;
    }
    try (PreparedStatement update =
        transaction.prepareStatement(
            """
            WITH e AS (SELECT * FROM unnest(?::uuid[], ?::uuid[]) AS e (target_key, interaction_id)),
            settled AS (
              DELETE FROM waiting_withdrawal w USING e
              WHERE w.tenant_id = ? AND w.target_key = e.target_key AND w.interaction_id = e.interaction_id)
            UPDATE waiting_withdrawal w SET is_due = true FROM e
            WHERE w.tenant_id = ? AND w.target_key = e.target_key AND w.interaction_id <> e.interaction_id
            """)) {
      update.setArray(1, transaction.createArrayOf("uuid", keys(events)));
      update.setArray(
          2,
          transaction.createArrayOf(
              "uuid", events.stream().map(Incoming::interactionId).toArray()));
      update.setObject(3, tenant);
      update.setObject(4, tenant);
      update.executeUpdate();
    }
  }

  private static Object[] keys(Collection<Incoming> events) {
    return events.stream().map(Incoming::key).toArray();
  }
}
