package dev.steadfast.metrics.processing;

import dev.steadfast.metrics.rules.RuleBook;
import dev.steadfast.metrics.timeline.Circumstances;
import dev.steadfast.metrics.timeline.Fold;
import dev.steadfast.metrics.timeline.Measures;
import dev.steadfast.metrics.timeline.Observation;
import dev.steadfast.metrics.timeline.Rules;
import dev.steadfast.metrics.timeline.Timeline;
import dev.steadfast.metrics.timeline.TimelineEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The cells of a tenant as its raw events say, computed interaction by interaction. Those that lack
 * events are taken as they were counted, from their observations. What depends on the other
 * interactions of a customer needs these together: where they are many, the events are read once
 * for each share of the customers.
 */
final class RecomputedCells {
  private static final int FETCHED = 2_000;

  /** What is summed up before it is reduced to fingerprints. */
  private static final int MAX_HELD = 40_000;

  private static final int MAX_HELD_ROWS = 20_000;

  private final Connection snapshot;
  private final UUID tenant;
  private final Set<String> metrics;
  private final ZoneId zone;
  private final CellCheck.Progress progress;
  private final RuleBook rules = new RuleBook();
  private final FrozenInteractions kept;
  private final long frozen;
  private final int shares;
  private long events;
  private long interactions;

  /** Takes the cells of some interactions; those of one cell add up. */
  @FunctionalInterface
  interface Sink {
    void take(CellKey key, Quarters quarters);
  }

  RecomputedCells(
      Connection snapshot,
      UUID tenant,
      Set<String> metrics,
      ZoneId zone,
      int pooled,
      CellCheck.Progress progress)
      throws SQLException {
    this.snapshot = snapshot;
    this.tenant = tenant;
    this.metrics = metrics;
    this.zone = zone;
    this.progress = progress;
    this.kept = new FrozenInteractions(snapshot, rules, tenant);
    this.frozen = kept.count();
    this.shares = pooled > 0 ? shares(pooled) : 0;
  }

  /** By what is stored, which only the memory depends on. */
  private int shares(int pooled) throws SQLException {
    try (PreparedStatement select =
        snapshot.prepareStatement(
            "SELECT count(*) FROM interaction WHERE tenant_id = ? AND customer IS NOT NULL")) {
      select.setObject(1, tenant);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return 1 + (int) (row.getLong(1) / pooled);
      }
    }
  }

  /** How many events the last computation read. */
  long events() {
    return events;
  }

  /** How many interactions the last computation counted. */
  long interactions() {
    return interactions;
  }

  /** How many interactions lack events. */
  long frozen() {
    return frozen;
  }

  /** Computes all of them. */
  void each(Sink sink) throws SQLException {
    read(sink, true, new EncounterPool(0, shares));
    for (int share = 1; share < shares; share++) {
      read(sink, false, new EncounterPool(share, shares));
    }
  }

  /**
   * Reads the events once.
   *
   * @param isFirst whether what is counted of an interaction alone is to be taken, too
   */
  private void read(Sink sink, boolean isFirst, EncounterPool pool) throws SQLException {
    events = 0;
    interactions = 0;
    CellDifferences held = new CellDifferences();
    try (PreparedStatement select =
        snapshot.prepareStatement(
            "SELECT interaction_id, event, fold, rules, updated_at FROM raw_event"
                + " JOIN interaction USING (tenant_id, interaction_id)"
                + " WHERE tenant_id = ? AND "
                + RawEventRetention.IS_KEPT
                + " ORDER BY interaction_id")) {
      select.setFetchSize(FETCHED);
      select.setObject(1, tenant);
      UUID current = null;
      Circumstances under = Circumstances.of(Rules.NONE, 0);
      List<TimelineEvent> timeline = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          UUID interaction = row.getObject(1, UUID.class);
          if (!interaction.equals(current)) {
            count(held, isFirst, pool, current, timeline, under);
            timeline.clear();
            current = interaction;
            under = InteractionStore.circumstances(snapshot, rules, tenant, row, 3);
            drain(held, MAX_HELD, sink);
          }
          timeline.add(InteractionStore.understood(row.getString(2), under.rules().own().wanted()));
          if (++events % FETCHED == 0) {
            progress.reached(events);
          }
        }
      }
      count(held, isFirst, pool, current, timeline, under);
    }
    if (frozen > 0) {
      takeFrozen(held, isFirst, pool, sink);
    }
    for (List<Observation> ofOneCustomer : pool.observations()) {
      count(held, ofOneCustomer);
      drain(held, MAX_HELD, sink);
    }
    drain(held, 0, sink);
  }

  /** Their own values as they are stored; what depends on neighbours is computed anew. */
  private void takeFrozen(CellDifferences held, boolean isFirst, EncounterPool pool, Sink sink)
      throws SQLException {
    if (isFirst) {
      kept.counted(
          (id, observation) -> {
            count(held, List.of(observation));
            drain(held, MAX_HELD, sink);
          });
    }
    kept.encounters(pool::add);
  }

  private void count(
      CellDifferences held,
      boolean isFirst,
      EncounterPool pool,
      @Nullable UUID interaction,
      List<TimelineEvent> timeline,
      Circumstances circumstances) {
    if (interaction == null) {
      return;
    }
    interactions++;
    Measures measures = Fold.of(Timeline.of(timeline), circumstances);
    if (isFirst) {
      count(held, measures.observations());
    }
    pool.add(interaction, measures, circumstances.rules().own());
  }

  private void count(CellDifferences held, List<Observation> observations) {
    for (Observation observation : observations) {
      if (metrics.contains(observation.metric().key())) {
        held.apply(tenant, zone, observation, 1, 0);
      }
    }
  }

  private static void drain(CellDifferences held, int room, Sink sink) {
    if (held.size() > room || held.rows().size() > MAX_HELD_ROWS) {
      held.rows()
          .forEach(
              (key, row) ->
                  row.cells()
                      .forEach(
                          (metric, quarters) ->
                              sink.take(new CellKey(metric, key.scope(), key.day()), quarters)));
      held.clear();
    }
  }
}
