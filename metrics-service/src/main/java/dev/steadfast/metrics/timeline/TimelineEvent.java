package dev.steadfast.metrics.timeline;

import java.util.Comparator;

/**
 * An event in the timeline of its interaction.
 *
 * @param at milliseconds since the epoch
 * @param rank the fixed rank of its type, which orders events of the same instant
 */
public record TimelineEvent(long at, int rank, String source, String id, Happening happening)
    implements Comparable<TimelineEvent> {
  private static final Comparator<TimelineEvent> ORDER =
      Comparator.comparingLong(TimelineEvent::at)
          .thenComparingInt(TimelineEvent::rank)
          .thenComparing(TimelineEvent::source)
          .thenComparing(TimelineEvent::id);

  @Override
  public int compareTo(TimelineEvent other) {
    return ORDER.compare(this, other);
  }

  /** Whether both tell of the same happening: the same source and id. */
  boolean isSameAs(TimelineEvent other) {
    return id.equals(other.id) && source.equals(other.source);
  }
}
