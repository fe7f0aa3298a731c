package dev.steadfast.metrics.arrival;

import java.util.Comparator;

/**
 * Who sends events: the CloudEvents {@code source}, for a helpdesk {@code system}. Both are empty
 * for events that cannot be read at all.
 */
public record Source(String source, String system) implements Comparable<Source> {
  /** Of events that do not say. */
  public static final Source UNKNOWN = new Source("", "");

  private static final Comparator<Source> ORDER =
      Comparator.comparing(Source::source).thenComparing(Source::system);

  @Override
  public int compareTo(Source other) {
    return ORDER.compare(this, other);
  }
}
