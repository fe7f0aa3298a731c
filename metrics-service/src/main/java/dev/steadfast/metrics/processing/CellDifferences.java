package dev.steadfast.metrics.processing;

import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.core.measure.Scope;
import dev.steadfast.metrics.timeline.Dimensions;
import dev.steadfast.metrics.timeline.Observation;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a batch changes in the cells, merged in memory so that each row of cells is written once.
 */
final class CellDifferences {
  private final Map<ScopeDay, Row> rows = new HashMap<>();
  private final Map<Dimensions, List<String>> scopes = new HashMap<>();
  private final IdentityHashMap<MetricDefinition, String> names = new IdentityHashMap<>();
  private final Map<Place, Touched> touched = new HashMap<>();
  private int size;

  /** Where observations with the same dimensions on the same day are counted. */
  private record Place(UUID tenant, ZoneId zone, Dimensions dimensions, long day) {}

  /** The rows of a place, and when its day begins. */
  private record Touched(long begin, List<Row> rows) {}

  /** What changes in the cells of a scope and day, by the names of the metrics, and why. */
  static final class Row {
    private final Map<String, Quarters> cells = new HashMap<>();
    private int causes;

    Map<String, Quarters> cells() {
      return cells;
    }

    /** A set of {@link RestatementCause}. */
    int causes() {
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
    Touched place =
        touched.computeIfAbsent(
            new Place(tenant, zone, observation.dimensions(), day), this::touch);
    int quarter = (int) ((observation.at() - place.begin()) / Quarters.LENGTH_MS);
    String metric = names.computeIfAbsent(observation.metric(), MetricDefinition::name);
    for (Row row : place.rows()) {
      row.causes |= causes;
      Quarters quarters = row.cells.get(metric);
      if (quarters == null) {
        quarters = new Quarters();
        row.cells.put(metric, quarters);
        size++;
      }
      quarters.at(quarter).observe(observation.metric().kind(), observation.value(), sign);
    }
  }

  private Touched touch(Place place) {
    List<Row> touchedRows = new ArrayList<>(Scope.MERGED.size());
    for (String scope : scopesOf(place.dimensions())) {
      touchedRows.add(
          rows.computeIfAbsent(new ScopeDay(place.tenant(), scope, place.day()), key -> new Row()));
    }
    LocalDate day = LocalDate.ofEpochDay(place.day());
    return new Touched(day.atStartOfDay(place.zone()).toInstant().toEpochMilli(), touchedRows);
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

  /** How many cells are touched. */
  int size() {
    return size;
  }

  /** Forgets the differences. */
  void clear() {
    rows.clear();
    touched.clear();
    size = 0;
  }

  /** What changed, without cells that only moved within themselves. */
  Map<ScopeDay, Row> changed() {
    rows.values()
        .removeIf(
            row -> {
              row.cells.values().removeIf(Quarters::isEmpty);
              return row.cells.isEmpty();
            });
    return rows;
  }
}
