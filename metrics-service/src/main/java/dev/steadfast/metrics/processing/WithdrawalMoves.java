package dev.steadfast.metrics.processing;

import dev.steadfast.metrics.rules.RuleBook;
import dev.steadfast.metrics.timeline.Circumstances;
import dev.steadfast.metrics.timeline.Timeline;
import dev.steadfast.metrics.timeline.TimelineEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Moves withdrawals to the interaction of the event that they withdraw, once that is known, and
 * counts both interactions anew. From then on the withdrawal is an event of that interaction like
 * any other. Used in a transaction of the worker.
 *
 * <p>Processors wait meanwhile: whoever had not seen the withdrawal has written the event by then,
 * and whoever writes the event later sees the withdrawal.
 */
public final class WithdrawalMoves {
  private final Clock clock;

  public WithdrawalMoves(Clock clock) {
    this.clock = clock;
  }

  /**
   * A withdrawal that is due.
   *
   * @param target the interaction of the event that it withdraws; empty if that is not known
   */
  private record Due(UUID key, UUID from, Optional<UUID> target) {}

  /** A withdrawal as it was kept. */
  private record Kept(UUID from, UUID to, TimelineEvent event, LocalDate receivedOn) {}

  /** Whose withdrawals are due, of all tenants but those. */
  public Optional<UUID> next(Connection transaction, UUID[] without) throws SQLException {
    try (PreparedStatement select =
        transaction.prepareStatement(
            "SELECT tenant_id FROM waiting_withdrawal WHERE is_due AND tenant_id <> ALL (?) LIMIT 1")) {
      select.setArray(1, transaction.createArrayOf("uuid", without));
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(row.getObject(1, UUID.class)) : Optional.empty();
      }
    }
  }

  /**
   * Looks at some of those of the tenant that are due; returns how many there were.
   *
   * <p>What it withdraws may be unknown, erased, or of an interaction that is frozen: then it goes
   * on waiting.
   */
  public int step(Connection transaction, UUID tenant, int limit) throws SQLException {
    ProcessorGate.close(transaction);
    List<Due> due = due(transaction, tenant, limit);
    Set<UUID> touched = new HashSet<>();
    due.forEach(
        one ->
            one.target()
                .ifPresent(
                    to -> {
                      touched.add(one.from());
                      touched.add(to);
                    }));
    RuleBook book = new RuleBook();
    // As they were: read before anything is moved.
    Map<UUID, KnownInteraction> known = InteractionStore.read(transaction, book, tenant, touched);
    Circumstances now = Circumstances.of(book.current(transaction, tenant), clock.millis());
    List<Kept> moved = new ArrayList<>();
    for (Due one : due) {
      KnownInteraction to = one.target().map(known::get).orElse(null);
      if (to == null || to.timeline().size() == 0) {
        rest(transaction, tenant, one);
      } else {
        moved.addAll(move(transaction, tenant, one, known.get(one.from()), to.id(), now));
      }
    }
    count(transaction, tenant, book, known, moved, now);
    return due.size();
  }

  private static List<Due> due(Connection transaction, UUID tenant, int limit) throws SQLException {
    List<Due> due = new ArrayList<>();
    try (PreparedStatement select =
        transaction.prepareStatement(
            """
            SELECT w.event_key, w.interaction_id, k.interaction_id
            FROM waiting_withdrawal w LEFT JOIN event_key k
              ON k.tenant_id = w.tenant_id AND k.event_key = w.target_key AND k.state = 'p'
            WHERE w.tenant_id = ? AND w.is_due ORDER BY w.event_key LIMIT ?
            """)) {
      select.setObject(1, tenant);
      select.setInt(2, limit);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          due.add(
              new Due(
                  row.getObject(1, UUID.class),
                  row.getObject(2, UUID.class),
                  Optional.ofNullable(row.getObject(3, UUID.class))));
        }
      }
    }
    return due;
  }

  private static void rest(Connection transaction, UUID tenant, Due one) throws SQLException {
    execute(
        transaction,
        "UPDATE waiting_withdrawal SET is_due = false WHERE tenant_id = ? AND event_key = ?",
        tenant,
        one.key());
  }

  /** Nothing if it is gone, or in its place already. */
  private static List<Kept> move(
      Connection transaction,
      UUID tenant,
      Due one,
      @Nullable KnownInteraction from,
      UUID to,
      Circumstances now)
      throws SQLException {
    execute(
        transaction,
        "DELETE FROM waiting_withdrawal WHERE tenant_id = ? AND event_key = ?",
        tenant,
        one.key());
    if (from == null || one.from().equals(to)) {
      return List.of();
    }
    List<Kept> moved = new ArrayList<>(1);
    try (PreparedStatement update =
        transaction.prepareStatement(
            "UPDATE raw_event SET interaction_id = ? WHERE tenant_id = ? AND interaction_id = ?"
                + " AND event_key = ? AND received_on BETWEEN ? AND ? RETURNING event, received_on")) {
      update.setObject(1, to);
      update.setObject(2, tenant);
      update.setObject(3, one.from());
      update.setObject(4, one.key());
      update.setObject(5, LocalDate.ofEpochDay(from.firstReceivedOn()));
      update.setObject(6, LocalDate.ofEpochDay(from.lastReceivedOn()));
      try (ResultSet row = update.executeQuery()) {
        while (row.next()) {
          moved.add(
              new Kept(
                  one.from(),
                  to,
                  InteractionStore.understood(row.getString(1), now.rules().own().wanted()),
                  row.getObject(2, LocalDate.class)));
        }
      }
    }
    execute(
        transaction,
        "UPDATE event_key SET interaction_id = ? WHERE tenant_id = ? AND event_key = ?",
        to,
        tenant,
        one.key());
    return moved;
  }

  private void count(
      Connection transaction,
      UUID tenant,
      RuleBook book,
      Map<UUID, KnownInteraction> known,
      List<Kept> moved,
      Circumstances now)
      throws SQLException {
    if (moved.isEmpty()) {
      return;
    }
    InteractionRows.prepare(transaction);
    CellStore cells = new CellStore();
    cells.prepare(transaction);
    ZoneId zone = new ZoneDirectory().of(transaction, tenant);
    Batch batch = new Batch(transaction, book, cells, clock, one -> {});
    batch.today(tenant, LocalDate.ofInstant(clock.instant(), zone).toEpochDay());
    List<KnownInteraction> empty = new ArrayList<>(0);
    for (KnownInteraction before : known.values()) {
      Timeline timeline = after(before, moved);
      int causes =
          RestatementCause.CORRECTED.bit()
              | (before.circumstances().isOutdated(now.rules())
                  ? RestatementCause.RECOUNTED.bit()
                  : 0);
      if (timeline.size() == 0) {
        batch.takeBack(before, zone, causes);
        empty.add(before);
      } else if (!timeline.events().equals(before.timeline().events())) {
        batch.change(before, received(before.counted(timeline, now), moved), zone, causes);
      }
    }
    batch.write();
    for (KnownInteraction one : empty) {
      remove(transaction, one);
    }
  }

  private static Timeline after(KnownInteraction before, List<Kept> moved) {
    Timeline timeline = before.timeline();
    for (Kept one : moved) {
      if (one.from().equals(before.id())) {
        timeline = timeline.without(one.event());
      } else if (one.to().equals(before.id())) {
        timeline = timeline.with(List.of(one.event()));
      }
    }
    return timeline;
  }

  private static KnownInteraction received(KnownInteraction interaction, List<Kept> moved) {
    KnownInteraction received = interaction;
    for (Kept one : moved) {
      if (one.to().equals(interaction.id())) {
        long day = one.receivedOn().toEpochDay();
        received = received.received(day, day);
      }
    }
    return received;
  }

  /** Nothing was ever said of it but what is said of another one. */
  private static void remove(Connection transaction, KnownInteraction empty) throws SQLException {
    execute(
        transaction,
        "DELETE FROM interaction WHERE tenant_id = ? AND interaction_id = ? AND erased_at IS NULL",
        empty.tenant(),
        empty.id());
  }

  private static void execute(Connection transaction, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement statement = transaction.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.executeUpdate();
    }
  }
}
