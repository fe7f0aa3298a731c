package dev.steadfast.metrics.timeline;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What an event says at some places, as far as anybody asks.
 *
 * @param type of the event; empty if nobody asks for events of its type
 * @param values by JSON pointer: a text, a truth value or a number without trailing zeros
 */
public record Facts(String type, Map<String, Object> values) {
  /** Of an event that nobody asks about. */
  public static final Facts NONE = new Facts("", Map.of());

  public Facts {
    values = Map.copyOf(values);
  }

  /**
   * Which facts are asked for.
   *
   * @param pointers by the type of the event; types without pointers are asked for as well
   */
  public record Wanted(Map<String, Set<String>> pointers) {
    /** Nobody asks. */
    public static final Wanted NOTHING = new Wanted(Map.of());

    public Wanted {
      pointers = Map.copyOf(pointers);
    }

    public boolean isNothing() {
      return pointers.isEmpty();
    }

    /** These and those. */
    public Wanted and(Wanted other) {
      if (equals(other) || other.isNothing()) {
        return this;
      }
      Map<String, Set<String>> all = new HashMap<>(pointers);
      other.pointers.forEach(
          (type, more) ->
              all.merge(
                  type,
                  more,
                  (one, two) -> {
                    Set<String> both = new HashSet<>(one);
                    both.addAll(two);
                    return both;
                  }));
      return new Wanted(all);
    }
  }
}
