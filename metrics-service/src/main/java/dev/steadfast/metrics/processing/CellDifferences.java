package dev.steadfast.metrics.processing;

import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.core.measure.Scope;
import dev.steadfast.metrics.timeline.Dimensions;
import dev.steadfast.metrics.timeline.Observation;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What a batch changes in the cells. Each change is kept once, in a dozen bytes, and counted in all
 * its scopes only when their rows are written.
 */
final class CellDifferences {
  private final Map<ScopeDay, Row> rows = new HashMap<>();
  private final Map<Dimensions, List<String>> scopes = new HashMap<>();
  private final List<MetricDefinition> metrics = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private final IdentityHashMap<MetricDefinition, Integer> numbers = new IdentityHashMap<>();
  private final Map<Place, Changes> places = new HashMap<>();
  private int size;

  /** Where observations with the same dimensions on the same day are counted. */
  private record Place(UUID tenant, ZoneId zone, Dimensions dimensions, long day) {}

  /** What changes in one place, in the order in which it came. */
  private static final class Changes {
    private static final int QUARTER_BITS = 7;

    private final long begin;
    private int causes;
    private int size;
    private int[] cells = new int[2];
    private long[] values = new long[2];

    /**
     * None yet.
     *
     * @param begin when its day begins
     */
    Changes(long begin) {
      this.begin = begin;
    }

    void add(int metric, long at, long value, int sign) {
      if (size == cells.length) {
        cells = Arrays.copyOf(cells, size * 2);
        values = Arrays.copyOf(values, size * 2);
      }
      int quarter = (int) ((at - begin) / Quarters.LENGTH_MS);
      cells[size] = ((metric << QUARTER_BITS) | quarter) << 1 | (sign < 0 ? 1 : 0);
      values[size++] = value;
    }

    int metric(int at) {
      return cells[at] >> (QUARTER_BITS + 1);
    }

    int quarter(int at) {
      return (cells[at] >> 1) & ((1 << QUARTER_BITS) - 1);
    }

    int sign(int at) {
      return (cells[at] & 1) == 0 ? 1 : -1;
    }
  }

  /** What changes in the cells of a scope and day, and why. */
  final class Row {
    private final List<Changes> parts = new ArrayList<>(2);

    /** The changes by the names of the metrics, without cells that only moved within themselves. */
    SortedMap<String, Quarters> cells() {
      Quarters[] byMetric = new Quarters[metrics.size()];
      for (Changes part : parts) {
        for (int i = 0; i < part.size; i++) {
          int metric = part.metric(i);
          if (byMetric[metric] == null) {
            byMetric[metric] = new Quarters();
          }
          byMetric[metric]
              .at(part.quarter(i))
              .observe(metrics.get(metric).kind(), part.values[i], part.sign(i));
        }
      }
      SortedMap<String, Quarters> cells = new TreeMap<>();
      for (int metric = 0; metric < byMetric.length; metric++) {
        if (byMetric[metric] != null && !byMetric[metric].isEmpty()) {
          cells.put(names.get(metric), byMetric[metric]);
        }
      }
      return cells;
    }

    /** A set of {@link RestatementCause}. */
    int causes() {
      int causes = 0;
      for (Changes part : parts) {
        causes |= part.causes;
      }
      return causes;
    }
  }

  /**
   * Counts an observation, or takes it back where {@code sign} is −1.
   *
   * @param causes a set of {@link RestatementCause}, should its day be over
   */
  void apply(UUID tenant, ZoneId zone, Observation observation, int sign, int causes) {
    long day = Instant.ofEpochMilli(observation.at()).atZone(zone).toLocalDate().toEpochDay();
    Changes changes =
        places.computeIfAbsent(
            new Place(tenant, zone, observation.dimensions(), day), this::changesOf);
    changes.causes |= causes;
    changes.add(number(observation.metric()), observation.at(), observation.value(), sign);
    size++;
  }

  /**
   * The same for all definitions of a name and kind: each revision of a tenant's rules has its own
   * object, and two tenants may call different metrics alike.
   */
  private int number(MetricDefinition metric) {
    Integer number = numbers.get(metric);
    if (number == null) {
      number = 0;
      while (number < metrics.size() && !isSame(metrics.get(number), metric)) {
        number++;
      }
      if (number == metrics.size()) {
        metrics.add(metric);
        names.add(metric.name());
      }
      numbers.put(metric, number);
    }
    return number;
  }

  private static boolean isSame(MetricDefinition one, MetricDefinition other) {
    return one.kind() == other.kind() && one.name().equals(other.name());
  }

  private Changes changesOf(Place place) {
    LocalDate day = LocalDate.ofEpochDay(place.day());
    Changes changes = new Changes(day.atStartOfDay(place.zone()).toInstant().toEpochMilli());
    for (String scope : scopesOf(place.dimensions())) {
      rows.computeIfAbsent(new ScopeDay(place.tenant(), scope, place.day()), key -> new Row())
          .parts
          .add(changes);
    }
    return changes;
  }

  private List<String> scopesOf(Dimensions dimensions) {
    return scopes.computeIfAbsent(dimensions, CellDifferences::mergedScopes);
  }

  private static List<String> mergedScopes(Dimensions dimensions) {
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

  /** How many changes there are. */
  int size() {
    return size;
  }

  /** The rows that may change. */
  Map<ScopeDay, Row> rows() {
    return rows;
  }

  /** Forgets the differences. */
  void clear() {
    rows.clear();
    places.clear();
    scopes.clear();
    size = 0;
  }
}
