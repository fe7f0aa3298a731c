package dev.steadfast.goals.measure;

import dev.steadfast.goals.progress.Status;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What subscribers have been told of a goal. A new status is told only once it held in {@link
 * #HOLDS_FOR} evaluations in a row, and progress only when it moved visibly, so that noise pages
 * nobody.
 *
 * @param pending a status that differs from the one told
 * @param pendingCount in how many evaluations in a row it was seen
 */
record Told(OptionalDouble progress, Status status, Optional<Status> pending, int pendingCount) {
  /** How many evaluations in a row a status must be the same before it is told. */
  static final int HOLDS_FOR = 2;

  /** How far progress moves before it is told again; 1 is the way from baseline to target. */
  static final double VISIBLE = 0.005;

  /** Before the first evaluation has been told: its status is where the goal begins. */
  static Told atFirst(Status status) {
    return new Told(OptionalDouble.empty(), status, Optional.empty(), 0);
  }

  /** Whether that progress is worth telling. */
  boolean isNews(OptionalDouble now) {
    if (now.isPresent() != progress.isPresent()) {
      return true;
    }
    return now.isPresent() && Math.abs(now.getAsDouble() - progress.getAsDouble()) >= VISIBLE;
  }

  /** After progress was told. */
  Told progressed(OptionalDouble now) {
    return new Told(now, status, pending, pendingCount);
  }

  /** After an evaluation said that status; {@link #status()} differs from before once it held. */
  Told saw(Status seen) {
    if (seen == status) {
      return new Told(progress, status, Optional.empty(), 0);
    }
    int count = pending.equals(Optional.of(seen)) ? pendingCount + 1 : 1;
    return count >= HOLDS_FOR
        ? new Told(progress, seen, Optional.empty(), 0)
        : new Told(progress, status, Optional.of(seen), count);
  }
}
