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
 * events are taken as they were counted, from their observations.
 */
final class RecomputedCells {
  private static final int FETCHED = 2_000;

  /** What is summed up before it is reduced to fingerprints. */
  private static final int MAX_HELD = 5_000;

  private final Connection snapshot;
  private final UUID tenant;
  private final Set<String> metrics;
  private final ZoneId zone;
  private final List<UUID> frozen;
  private final RuleBook rules = new RuleBook();
  private long events;
  private long interactions;

  /** Takes the cells of some interactions; those of one cell add up. */
  @FunctionalInterface
  interface Sink {
    void take(CellKey key, Quarters quarters);
  }

  RecomputedCells(Connection snapshot, UUID tenant, Set<String> metrics, ZoneId zone)
      throws SQLException {
    this.snapshot = snapshot;
    this.tenant = tenant;
    this.metrics = metrics;
    this.zone = zone;
    this.frozen = new FrozenInteractions(snapshot, rules, tenant).ids();
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
  int frozen() {
    return frozen.size();
  }

  /** Computes all of them. */
  void each(Sink sink) throws SQLException {
    events = 0;
    interactions = 0;
    CellDifferences held = new CellDifferences();
    EncounterPool pool = new EncounterPool(metrics);
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
            count(held, pool, current, timeline, under);
            timeline.clear();
            current = interaction;
            under = InteractionStore.circumstances(snapshot, rules, tenant, row, 3);
            drain(held, MAX_HELD, sink);
          }
          timeline.add(InteractionStore.understood(row.getString(2), under.rules().own().wanted()));
          events++;
        }
      }
      count(held, pool, current, timeline, under);
    }
    takeFrozen(held, pool, sink);
    for (List<Observation> ofOneCustomer : pool.observations()) {
      count(held, ofOneCustomer);
      drain(held, MAX_HELD, sink);
    }
    drain(held, 0, sink);
  }

  /** Their own values as they are stored; what depends on neighbours is computed anew. */
  private void takeFrozen(CellDifferences held, EncounterPool pool, Sink sink) throws SQLException {
    if (frozen.isEmpty()) {
      return;
    }
    FrozenInteractions kept = new FrozenInteractions(snapshot, rules, tenant);
    kept.counted(
        frozen,
        (id, observation) -> {
          count(held, List.of(observation));
          drain(held, MAX_HELD, sink);
        });
    kept.encounters(frozen, pool::add);
  }

  private void count(
      CellDifferences held,
      EncounterPool pool,
      @Nullable UUID interaction,
      List<TimelineEvent> timeline,
      Circumstances circumstances) {
    if (interaction == null) {
      return;
    }
    interactions++;
    Measures measures = Fold.of(Timeline.of(timeline), circumstances);
    count(held, measures.observations());
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
    if (held.size() > room) {
      held.changed()
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
