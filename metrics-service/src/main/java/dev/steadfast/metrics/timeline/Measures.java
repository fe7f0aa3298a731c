package dev.steadfast.metrics.timeline;

import dev.steadfast.metrics.timeline.Happening.Status;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a timeline says: the state of the interaction, and every observation that it gives.
 *
 * @param gone merged, deleted or spam: it has no observations
 * @param status null while only its ratings or messages are known
 * @param cycle how often it was resolved
 */
public record Measures(
    boolean gone,
    @Nullable Status status,
    Dimensions dimensions,
    @Nullable String customer,
    OptionalLong openedAt,
    OptionalLong resolvedAt,
    int cycle,
    int reopens,
    List<Observation> observations) {

  /** Of an interaction that nothing is known of. */
  public static final Measures NONE = Fold.of(Timeline.EMPTY, Circumstances.of(Rules.NONE, 0));

  /** Whether all but the observations is the same. */
  public boolean isSameState(Measures other) {
    return with(List.of()).equals(other.with(List.of()));
  }

  /** The same with other observations. */
  Measures with(List<Observation> others) {
    return new Measures(
        gone, status, dimensions, customer, openedAt, resolvedAt, cycle, reopens, others);
  }
}
