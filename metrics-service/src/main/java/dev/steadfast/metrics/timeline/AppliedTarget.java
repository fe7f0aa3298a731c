package dev.steadfast.metrics.timeline;

import java.util.OptionalLong;

/**
 * A target that was applied to an interaction, with what was frozen then.
 *
 * @param ordinal tells apart the targets of one interaction, from 0
 * @param policy as it was in force
 * @param limit in milliseconds of the clock
 * @param due when it falls due, fell due or would have; empty while it stands still
 */
public record AppliedTarget(
    int ordinal,
    TargetKind kind,
    SlaPolicy policy,
    SlaPolicy.Frozen frozen,
    long limit,
    TargetClock clock,
    long appliedAt,
    OptionalLong due,
    State state) {

  /** How it stands. */
  public sealed interface State {
    /** It was met at that instant: not after it was due. A reopening may take it back. */
    record Met(long at) implements State {}

    /** It fell due unmet. That stays, whatever comes. */
    record Missed(long at) implements State {}

    /** Its time passes. */
    record Running() implements State {}

    /**
     * Its time stands still.
     *
     * @param left how much of it there is, in milliseconds of the clock
     */
    record Paused(long left) implements State {}

    /** Nobody waits any more, and it was not due by then. */
    record Ended(long at) implements State {}
  }

  /** When time alone makes it miss; empty if time alone does not. */
  OptionalLong changes() {
    return state instanceof State.Running ? due : OptionalLong.empty();
  }
}
