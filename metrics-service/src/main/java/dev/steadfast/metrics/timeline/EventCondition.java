package dev.steadfast.metrics.timeline;

import java.util.Set;

/** What an event must say to count. */
public sealed interface EventCondition {
  /** Where in the event. */
  String pointer();

  boolean isMetBy(Facts facts);

  /** One of those values is there. */
  record OneOf(String pointer, Set<Object> values) implements EventCondition {
    public OneOf {
      values = Set.copyOf(values);
    }

    @Override
    public boolean isMetBy(Facts facts) {
      Object value = facts.values().get(pointer);
      return value != null && values.contains(value);
    }
  }

  /** Any value is there, or none is. */
  record There(String pointer, boolean isThere) implements EventCondition {
    @Override
    public boolean isMetBy(Facts facts) {
      return facts.values().containsKey(pointer) == isThere;
    }
  }
}
