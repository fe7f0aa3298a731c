package dev.steadfast.bench.querying;

import dev.steadfast.bench.workload.HelpdeskYear;
import dev.steadfast.bench.workload.ScriptedEvent;
import dev.steadfast.core.measure.Cell;
import dev.steadfast.core.measure.Scope;
import dev.steadfast.metrics.timeline.Circumstances;
import dev.steadfast.metrics.timeline.Dimensions;
import dev.steadfast.metrics.timeline.Fold;
import dev.steadfast.metrics.timeline.Observation;
import dev.steadfast.metrics.timeline.Rules;
import dev.steadfast.platform.database.BinaryCopy;
import dev.steadfast.platform.database.PackedCells;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Fills the tables of a tenant with a year: each conversation is folded by the service's fold, its
 * observations are merged by the service's cells, and both are copied. Left out are the raw events,
 * the interactions, the observations of other metrics than {@link #METRIC}, and the contents of the
 * quarter hours, none of which the queries read.
 */
final class HistoryLoad {
  static final Circumstances NOW = Circumstances.of(Rules.NONE, Long.MAX_VALUE);

  static final String METRIC = "resolution-time";

  private static final long DAY_MS = 86_400_000;
  private static final int FLUSH_BYTES = 1 << 20;

  /** One row of cells in so many was counted otherwise after its day was over. */
  private static final int RESTATED_ONE_IN = 20;

  /** How quarters without content are written. */
  private static final byte[] NO_QUARTERS = {1, 0};

  private final Connection database;
  private final UUID tenant;
  private final BinaryCopy observations = new BinaryCopy();
  private final BinaryCopy cells = new BinaryCopy();
  private final BinaryCopy restatements = new BinaryCopy();
  private final NavigableMap<Long, Map<String, NavigableMap<String, Cell>>> days = new TreeMap<>();
  private final Map<Place, List<NavigableMap<String, Cell>>> places = new HashMap<>();
  private final Map<Dimensions, List<String>> scopes = new HashMap<>();
  private long observed;
  private long rows;

  private record Place(long day, Dimensions dimensions) {}

  /** What was written. */
  record Loaded(long observations, long cellRows) {}

  private HistoryLoad(Connection database, UUID tenant) {
    this.database = database;
    this.tenant = tenant;
  }

  /** Writes it all in one transaction. */
  static Loaded run(Connection database, UUID tenant, int interactions, long seed)
      throws SQLException {
    HistoryLoad load = new HistoryLoad(database, tenant);
    database.setAutoCommit(false);
    HelpdeskYear.forEach(interactions, seed, load::take);
    load.writeDaysBefore(Long.MAX_VALUE);
    load.send();
    database.commit();
    database.setAutoCommit(true);
    return new Loaded(load.observed, load.rows);
  }

  private void take(List<ScriptedEvent> events) {
    UUID interaction = new UUID(tenant.getMostSignificantBits(), events.getFirst().conversation());
    try {
      for (Observation one : Fold.of(ScriptReader.timeline(events), NOW).observations()) {
        if (one.metric().key().equals(METRIC)) {
          keep(interaction, one);
        }
        for (NavigableMap<String, Cell> scope : place(one)) {
          scope
              .computeIfAbsent(one.metric().name(), name -> new Cell())
              .observe(one.metric().kind(), one.value(), 1);
        }
      }
      // No later conversation has anything before its opening.
      writeDaysBefore(Math.floorDiv(events.getFirst().at(), DAY_MS) - 1);
      if (observations.size() > FLUSH_BYTES || cells.size() > FLUSH_BYTES) {
        send();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void keep(UUID interaction, Observation one) throws SQLException {
    Dimensions dimensions = one.dimensions();
    observations
        .row(11)
        .uuid(tenant)
        .uuid(interaction)
        .text(one.metric().key())
        .smallint(one.metric().version())
        .integer(one.ordinal())
        .instant(one.at())
        .bigint(one.value())
        .text(dimensions.team())
        .text(dimensions.agent())
        .text(dimensions.channel())
        .text(dimensions.priority());
    observed++;
  }

  private List<NavigableMap<String, Cell>> place(Observation one) {
    long day = Math.floorDiv(one.at(), DAY_MS);
    return places.computeIfAbsent(
        new Place(day, one.dimensions()),
        place -> {
          Map<String, NavigableMap<String, Cell>> ofDay =
              days.computeIfAbsent(day, key -> new TreeMap<>());
          List<NavigableMap<String, Cell>> found = new ArrayList<>();
          for (String scope : scopes.computeIfAbsent(one.dimensions(), HistoryLoad::scopesOf)) {
            found.add(ofDay.computeIfAbsent(scope, key -> new TreeMap<>()));
          }
          return found;
        });
  }

  private static List<String> scopesOf(Dimensions dimensions) {
    List<String> texts = new ArrayList<>();
    for (List<String> combination : Scope.MERGED) {
      Map<String, String> values = new HashMap<>();
      for (String dimension : combination) {
        String value = dimensions.value(dimension);
        if (value != null) {
          values.put(dimension, value);
        }
      }
      if (values.size() == combination.size()) {
        texts.add(new Scope(values).text());
      }
    }
    return texts;
  }

  private void writeDaysBefore(long day) throws SQLException {
    while (!days.isEmpty() && days.firstKey() < day) {
      var over = days.pollFirstEntry();
      places.keySet().removeIf(place -> place.day() == over.getKey());
      for (var scope : over.getValue().entrySet()) {
        write(over.getKey(), scope.getKey(), scope.getValue());
      }
    }
  }

  private void write(long day, String scope, NavigableMap<String, Cell> ofScope)
      throws SQLException {
    PackedCells packed = packed(ofScope);
    boolean isRestated = rows++ % RESTATED_ONE_IN == 0;
    long changedAt = (day + 2) * DAY_MS;
    byte[][] quarters = new byte[packed.size()][];
    java.util.Arrays.fill(quarters, NO_QUARTERS);
    cells.row(10).uuid(tenant).text(scope).day(day).bigint(isRestated ? 2 : 1);
    packed.write(cells);
    cells
        .byteArrays(quarters)
        .instant(isRestated ? OptionalLong.of(changedAt) : OptionalLong.empty())
        .smallint(isRestated ? 1 : 0);
    if (isRestated) {
      // What it was before: one resolution less, or all the same where there was none.
      Cell before = ofScope.get(METRIC + "@1");
      if (before != null) {
        before.value(60_000, 1);
      }
      restatements.row(10).uuid(tenant).text(scope).day(day).instant(changedAt).instant(changedAt);
      restatements.smallint(1).bigint(1);
      packed(ofScope).write(restatements);
    }
  }

  private static PackedCells packed(NavigableMap<String, Cell> cells) {
    PackedCells.Builder packed = new PackedCells.Builder();
    cells.forEach(packed::add);
    return packed.build();
  }

  private void send() throws SQLException {
    observations.send(
        database,
        "metrics.observation (tenant_id, interaction_id, metric, version, ordinal, anchored_at, value,"
            + " team, agent, channel, priority)");
    cells.send(
        database,
        "metrics.cell_day (tenant_id, scope, day, revision, metrics, totals, histograms, quarters,"
            + " logged_hour, logged_causes)");
    restatements.send(
        database,
        "metrics.restatement (tenant_id, scope, day, hour, changed_at, causes, revision, metrics,"
            + " totals, histograms)");
  }
}
