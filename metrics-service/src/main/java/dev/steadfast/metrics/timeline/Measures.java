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
 * @param contact what it is to the others of its customer
 * @param targets that it was given, in the order in which they were applied
 */
public record Measures(
    boolean gone,
    @Nullable Status status,
    Dimensions dimensions,
    Traits traits,
    @Nullable String customer,
    OptionalLong openedAt,
    OptionalLong resolvedAt,
    int cycle,
    int reopens,
    Contact contact,
    List<Observation> observations,
    List<AppliedTarget> targets) {

  /** Of an interaction that nothing is known of. */
  public static final Measures NONE = Fold.of(Timeline.EMPTY, Circumstances.of(Rules.NONE, 0));

  /** Whether all that others hear of is the same. */
  public boolean isSameState(Measures other) {
    return state().equals(other.state());
  }

  /** The next instant at which time alone changes them, without any event. */
  public OptionalLong dueAt() {
    return targets.stream().flatMapToLong(target -> target.changes().stream()).min();
  }

  private Measures state() {
    return with(Traits.NONE, Contact.UNCOUNTED, List.of(), List.of());
  }

  /** What a fold of that older version had made of the same. */
  Measures knownTo(int fold, OwnMetrics own) {
    return with(
        traits,
        fold < Contact.SINCE ? Contact.UNCOUNTED : contact,
        Generations.knownTo(fold, own, observations),
        targets);
  }

  private Measures with(
      Traits otherTraits,
      Contact otherContact,
      List<Observation> others,
      List<AppliedTarget> otherTargets) {
    return new Measures(
        gone,
        status,
        dimensions,
        otherTraits,
        customer,
        openedAt,
        resolvedAt,
        cycle,
        reopens,
        otherContact,
        others,
        otherTargets);
  }
}
