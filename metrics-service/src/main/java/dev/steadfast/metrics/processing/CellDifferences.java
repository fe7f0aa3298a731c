package dev.steadfast.metrics.processing;

import dev.steadfast.core.measure.Scope;
import dev.steadfast.metrics.timeline.Dimensions;
import dev.steadfast.metrics.timeline.Observation;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What a batch changes in the cells, merged in memory so that each cell is written once. */
final class CellDifferences {
  private final Map<CellKey, Quarters> cells = new HashMap<>();
  private final Map<Dimensions, List<String>> scopes = new HashMap<>();

  /** Counts an observation, or takes it back where {@code sign} is −1. */
  void apply(UUID tenant, ZoneId zone, Observation observation, int sign) {
    Instant at = Instant.ofEpochMilli(observation.at());
    LocalDate day = at.atZone(zone).toLocalDate();
    long begin = day.atStartOfDay(zone).toInstant().toEpochMilli();
    int quarter = (int) ((observation.at() - begin) / Quarters.LENGTH_MS);
    String metric = observation.metric().key();
    int version = observation.metric().version();
    for (String scope : scopesOf(observation.dimensions())) {
      CellKey key = new CellKey(tenant, metric, version, scope, day.toEpochDay());
      cells
          .computeIfAbsent(key, k -> new Quarters())
          .at(quarter)
          .observe(observation.metric().kind(), observation.value(), sign);
    }
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
    return cells.size();
  }

  /** Forgets the differences. */
  void clear() {
    cells.clear();
  }

  /** The cells that changed, without those that only moved within themselves. */
  Map<CellKey, Quarters> changed() {
    cells.values().removeIf(Quarters::isEmpty);
    return cells;
  }
}
