package dev.steadfast.metrics.timeline;

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

  boolean has(Dimensions dimensions) {
    for (Map.Entry<String, Set<String>> one : values.entrySet()) {
      String value = dimensions.value(one.getKey());
      if (value == null || !one.getValue().contains(value)) {
        return false;
      }
    }
    return true;
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
