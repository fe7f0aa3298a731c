package dev.steadfast.metrics.processing;

import dev.steadfast.core.measure.Cell;
import dev.steadfast.core.measure.Histogram;
import dev.steadfast.metrics.rules.RuleBook;
import dev.steadfast.metrics.timeline.Circumstances;
import dev.steadfast.metrics.timeline.Fold;
import dev.steadfast.metrics.timeline.Measures;
import dev.steadfast.metrics.timeline.Observation;
import dev.steadfast.metrics.timeline.Rules;
import dev.steadfast.metrics.timeline.Timeline;
import dev.steadfast.metrics.timeline.TimelineEvent;
import java.nio.BufferUnderflowException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Computes cells anew from the raw events and the circumstances that each interaction is counted
 * under, without anything else that is derived, and compares them with those that are stored. It
 * reads interaction by interaction and holds a fingerprint of each cell, some 100 bytes, and what
 * each interaction with a known customer is to its neighbours, some 300 bytes; the few cells that
 * differ are computed once more to be shown. Interactions that lack events are taken as they were
 * counted, from their observations.
 *
 * <p>Needs a transaction that sees one state of the database.
 */
public final class CellCheck {
  private static final int FETCHED = 2_000;
  private static final int FETCHED_ROWS = 100;
  private static final int MOST_LISTED = 100;

  /** What is summed up before it is reduced to fingerprints. */
  private static final int MAX_HELD = 5_000;

  /**
   * What was found.
   *
   * @param frozen interactions without all their events, which are taken as they were counted
   * @param compared cells that are stored or should be
   * @param differing how many of them differ
   * @param first the first of these by metric, scope and day, at most 100
   */
  public record Found(
      long events,
      long interactions,
      long frozen,
      long compared,
      long differing,
      List<Difference> first) {}

  /** A cell that is not what the raw events say. */
  public record Difference(
      String metric,
      int version,
      String scope,
      LocalDate day,
      Content expected,
      Content stored,
      boolean quartersDiffer) {}

  /**
   * What is in a cell; of nothing all is 0.
   *
   * @param values how many the histogram counts
   */
  public record Content(
      long count, long sum, long numerator, long denominator, long values, boolean isThere) {}

  private final Connection snapshot;
  private final UUID tenant;
  private final Set<String> metrics;
  private final ZoneId zone;
  private final RuleBook rules = new RuleBook();
  private final Map<CellKey, Long> expected = new HashMap<>();
  private final TreeMap<CellKey, Stored> differing = new TreeMap<>();
  private List<UUID> frozen = List.of();
  private long events;
  private long interactions;
  private long compared;
  private long different;

  /** Which cell: of which metric, such as {@code csat@1}, scope and day. */
  private record CellKey(String metric, String scope, long day) implements Comparable<CellKey> {
    private static final Comparator<CellKey> ORDER =
        Comparator.comparing(CellKey::metric)
            .thenComparing(CellKey::scope)
            .thenComparingLong(CellKey::day);

    @Override
    public int compareTo(CellKey other) {
      return ORDER.compare(this, other);
    }
  }

  /** A cell as it is; {@code quarters} is null where they cannot be read. */
  private record Stored(Content content, @Nullable Quarters quarters) {
    static final Stored NOTHING = new Stored(new Content(0, 0, 0, 0, 0, false), new Quarters());
  }

  /** Takes the cells of some interactions; those of one cell add up. */
  @FunctionalInterface
  private interface Sink {
    void take(CellKey key, Quarters quarters);
  }

  private CellCheck(Connection snapshot, UUID tenant, Set<String> metrics, ZoneId zone) {
    this.snapshot = snapshot;
    this.tenant = tenant;
    this.metrics = Set.copyOf(metrics);
    this.zone = zone;
  }

  /** Checks the cells of those metrics. */
  public static Found run(Connection snapshot, UUID tenant, Set<String> metrics)
      throws SQLException {
    ZoneId zone = new ZoneDirectory().of(snapshot, tenant);
    return new CellCheck(snapshot, tenant, metrics, zone).run();
  }

  private Found run() throws SQLException {
    frozen = new FrozenInteractions(snapshot, rules, tenant).ids();
    recompute((key, quarters) -> expected.merge(key, Fingerprint.of(quarters), Long::sum));
    long read = events;
    long lives = interactions;
    compare();
    return new Found(
        read, lives, frozen.size(), compared, different, differing.isEmpty() ? List.of() : shown());
  }

  private void recompute(Sink sink) throws SQLException {
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
    pool.add(interaction, measures);
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

  private void compare() throws SQLException {
    try (PreparedStatement select =
        snapshot.prepareStatement(
            "SELECT scope, day, " + DayCells.COLUMNS + " FROM cell_day WHERE tenant_id = ?")) {
      select.setFetchSize(FETCHED_ROWS);
      select.setObject(1, tenant);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          compare(
              row.getString(1),
              row.getObject(2, LocalDate.class).toEpochDay(),
              DayCells.read(row, 3));
        }
      }
    }
    // Cells that moved within themselves until nothing was left are not written.
    expected.values().removeIf(fingerprint -> fingerprint == 0);
    expected.keySet().forEach(key -> differ(key, Stored.NOTHING));
    compared += expected.size();
  }

  private void compare(String scope, long day, DayCells cells) {
    for (int i = 0; i < cells.days().size(); i++) {
      String metric = cells.days().metric(i);
      if (metrics.contains(metric.substring(0, metric.lastIndexOf('@')))) {
        int at = i;
        compare(
            new CellKey(metric, scope, day),
            readable(() -> cells.days().cell(at)),
            readable(() -> cells.quarters(at)));
      }
    }
  }

  private void compare(CellKey key, @Nullable Cell day, @Nullable Quarters quarters) {
    Long fingerprint = expected.remove(key);
    boolean isRight =
        quarters != null
            && day != null
            && Fingerprint.of(quarters) == (fingerprint == null ? 0 : fingerprint)
            && quarters.day().equals(day);
    compared++;
    if (!isRight) {
      differ(key, new Stored(content(day == null ? new Cell() : day), quarters));
    }
  }

  private static <T> @Nullable T readable(Supplier<T> decoded) {
    try {
      return decoded.get();
    } catch (IllegalArgumentException | BufferUnderflowException | NegativeArraySizeException e) {
      return null;
    }
  }

  private void differ(CellKey key, Stored stored) {
    different++;
    differing.put(key, stored);
    if (differing.size() > MOST_LISTED) {
      differing.pollLastEntry();
    }
  }

  private List<Difference> shown() throws SQLException {
    Map<CellKey, Quarters> wanted = new HashMap<>();
    recompute(
        (key, quarters) -> {
          if (differing.containsKey(key)) {
            wanted.computeIfAbsent(key, k -> new Quarters()).add(quarters);
          }
        });
    List<Difference> shown = new ArrayList<>();
    differing.forEach(
        (key, stored) ->
            shown.add(difference(key, wanted.getOrDefault(key, new Quarters()), stored)));
    return shown;
  }

  private static Difference difference(CellKey key, Quarters right, Stored stored) {
    Quarters quarters = stored.quarters();
    int separator = key.metric().lastIndexOf('@');
    return new Difference(
        key.metric().substring(0, separator),
        Integer.parseInt(key.metric(), separator + 1, key.metric().length(), 10),
        key.scope(),
        LocalDate.ofEpochDay(key.day()),
        content(right.day()),
        stored.content(),
        quarters == null || Fingerprint.of(quarters) != Fingerprint.of(right));
  }

  private static Content content(Cell cell) {
    Histogram histogram = cell.histogram();
    return new Content(
        cell.count(),
        cell.sum(),
        cell.numerator(),
        cell.denominator(),
        histogram == null ? 0 : histogram.count(),
        !cell.isEmpty());
  }
}
