package dev.steadfast.metrics.arrival;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;

/**
 * Who sends events: the CloudEvents {@code source}, for a helpdesk {@code system}. Both are empty
 * for events that cannot be read at all.
 */
public record Source(String source, String system) implements Comparable<Source> {
  /** Of events that do not say. */
  public static final Source UNKNOWN = new Source("", "");

  private static final int MAX_NAME = 200;

  private static final Comparator<Source> ORDER =
      Comparator.comparing(Source::source).thenComparing(Source::system);

  /** Who an event says that it is of, as far as it can be stored. */
  public static Source toldBy(JsonNode event) {
    String source = name(event.path("source"));
    String system = name(event.path("system"));
    return new Source(source, system.isEmpty() ? source : system);
  }

  private static String name(JsonNode value) {
    String text = value.isTextual() ? value.textValue() : "";
    boolean isStorable =
        text.length() <= MAX_NAME
            && text.codePoints()
                .noneMatch(one -> one == 0 || Character.getType(one) == Character.SURROGATE);
    return isStorable ? text : "";
  }

  @Override
  public int compareTo(Source other) {
    return ORDER.compare(this, other);
  }
}
