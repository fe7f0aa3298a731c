package dev.steadfast.metrics.timeline;

import java.util.Comparator;

/**
 * An event in the timeline of its interaction.
 *
 * @param at milliseconds since the epoch
 * @param rank the fixed rank of its type, which orders events of the same instant
 * @param facts what is asked of it besides
 */
public record TimelineEvent(
    long at, int rank, String source, String id, Happening happening, Facts facts)
    implements Comparable<TimelineEvent> {
  private static final Comparator<TimelineEvent> ORDER =
      Comparator.comparingLong(TimelineEvent::at)
          .thenComparingInt(TimelineEvent::rank)
          .thenComparing(TimelineEvent::source)
          .thenComparing(TimelineEvent::id);

  /** One of which nothing is asked besides. */
  public TimelineEvent(long at, int rank, String source, String id, Happening happening) {
    this(at, rank, source, id, happening, Facts.NONE);
  }

  /** The same with those facts. */
  public TimelineEvent with(Facts asked) {
    return new TimelineEvent(at, rank, source, id, happening, asked);
  }

  @Override
  public int compareTo(TimelineEvent other) {
    return ORDER.compare(this, other);
  }

  /** Whether both tell of the same happening: the same source and id. */
  boolean isSameAs(TimelineEvent other) {
    return id.equals(other.id) && source.equals(other.source);
  }
}
