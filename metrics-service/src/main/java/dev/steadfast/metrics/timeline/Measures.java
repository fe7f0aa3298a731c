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
 * @param targets that it was given, in the order in which they were applied
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
    List<Observation> observations,
    List<AppliedTarget> targets) {

  /** Of an interaction that nothing is known of. */
  public static final Measures NONE = Fold.of(Timeline.EMPTY, Circumstances.of(Rules.NONE, 0));

  /** Whether all but the observations and targets is the same. */
  public boolean isSameState(Measures other) {
    return with(List.of(), List.of()).equals(other.with(List.of(), List.of()));
  }

  /** The next instant at which time alone changes them, without any event. */
  public OptionalLong dueAt() {
    return targets.stream().flatMapToLong(target -> target.changes().stream()).min();
  }

  /** The same with other observations. */
  Measures with(List<Observation> others) {
    return with(others, targets);
  }

  private Measures with(List<Observation> others, List<AppliedTarget> otherTargets) {
    return new Measures(
        gone,
        status,
        dimensions,
        customer,
        openedAt,
        resolvedAt,
        cycle,
        reopens,
        others,
        otherTargets);
  }
}
