package dev.steadfast.metrics.timeline;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which observations are of a metric: those that have one of the listed values in each dimension
 * that is there. What is unknown is in no list.
 */
public record Population(Map<String, Set<String>> values) {
  /** All of them. */
  public static final Population ALL = new Population(Map.of());

  public Population {
    Map<String, Set<String>> copied = new TreeMap<>();
    values.forEach((dimension, list) -> copied.put(dimension, Set.copyOf(list)));
    values = Map.copyOf(copied);
  }

  /** Of tags one is enough. */
  public boolean has(Dimensions dimensions, Traits traits) {
    return values.entrySet().stream()
        .allMatch(
            one ->
                valuesOf(one.getKey(), dimensions, traits).stream()
                    .anyMatch(one.getValue()::contains));
  }

  private static List<String> valuesOf(String dimension, Dimensions dimensions, Traits traits) {
    if (Traits.isDimension(dimension)) {
      return traits.values(dimension);
    }
    String value = dimensions.value(dimension);
    return value == null ? List.of() : List.of(value);
  }

  /** Whether whatever is in this one is in the other as well. */
  public boolean isWithin(Population other) {
    return other.values.entrySet().stream()
        .allMatch(
            one ->
                values.containsKey(one.getKey())
                    && one.getValue().containsAll(values.getOrDefault(one.getKey(), Set.of())));
  }
}
