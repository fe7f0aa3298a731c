package dev.steadfast.metrics.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How a rule stands, and how one look at its metric moves it. Pure: the same looks at the same
 * times give the same states.
 *
 * <p>A rule fires, or loses its data, once that has held at every look for the hold-down; a hole of
 * more than {@value #MAX_HOLE_MINUTES} minutes between looks begins it anew. It clears at the first
 * look that says so. Too few observations, and a value between both levels, neither fire nor clear.
 * What has changed is told outside quiet hours, and only if it still holds then.
 *
 * @param since when the standing began
 * @param toBe what the rule will be if it goes on like this
 * @param told the standing that subscribers know
 * @param evaluatedAt the last look; empty before the first
 */
record AlertState(
    Standing standing,
    Instant since,
    Optional<Coming> toBe,
    Standing told,
    Optional<Instant> evaluatedAt) {
  private static final long MAX_HOLE_MINUTES = 10;

  /** What comes if it holds, and since when it does. */
  record Coming(Standing standing, Instant since) {}

  /**
   * What a look came to.
   *
   * @param changed whether the standing is another one
   * @param tell whether subscribers are to be told of it
   */
  record Step(AlertState state, boolean changed, boolean tell) {}

  /** The state of a rule that was never looked at. */
  static AlertState fresh(Instant at) {
    return new AlertState(Standing.OK, at, Optional.empty(), Standing.OK, Optional.empty());
  }

  /** The status as people see it: {@code pending} is what will fire if it holds. */
  String status() {
    return isPending() ? "pending" : standing.code();
  }

  /** Since when the status is that. */
  Instant statusSince() {
    return isPending() ? toBe.orElseThrow().since() : since;
  }

  private boolean isPending() {
    return standing != Standing.FIRING
        && toBe.map(coming -> coming.standing() == Standing.FIRING).orElse(false);
  }

  /**
   * The state after a look.
   *
   * @param at not before the last look
   * @param quiet whether nobody is to be told now
   */
  Step after(Reading reading, Instant at, Duration holdDown, boolean quiet) {
    AlertState moved = moved(reading, at, holdDown);
    boolean tell = !quiet && moved.standing != told;
    AlertState next =
        new AlertState(
            moved.standing, moved.since, moved.toBe, tell ? moved.standing : told, Optional.of(at));
    return new Step(next, moved.standing != standing, tell);
  }

  private AlertState moved(Reading reading, Instant at, Duration holdDown) {
    return switch (reading) {
      case Reading.Beyond beyond ->
          standing == Standing.FIRING ? calm() : towards(Standing.FIRING, at, holdDown);
      case Reading.Missing missing ->
          standing == Standing.NO_DATA ? calm() : towards(Standing.NO_DATA, at, holdDown);
      case Reading.Clear clear -> standing == Standing.OK ? calm() : become(Standing.OK, at);
      case Reading.Between between -> seenAgain(at);
      case Reading.TooFew few -> seenAgain(at);
    };
  }

  /** Nothing is certain, but there is data. */
  private AlertState seenAgain(Instant at) {
    return standing == Standing.NO_DATA ? become(Standing.OK, at) : calm();
  }

  private AlertState towards(Standing coming, Instant at, Duration holdDown) {
    boolean isHole =
        evaluatedAt.map(last -> last.plusSeconds(MAX_HOLE_MINUTES * 60).isBefore(at)).orElse(true);
    Instant begun =
        toBe.filter(one -> one.standing() == coming && !isHole).map(Coming::since).orElse(at);
    if (!begun.plus(holdDown).isAfter(at)) {
      return become(coming, at);
    }
    return new AlertState(
        standing, since, Optional.of(new Coming(coming, begun)), told, evaluatedAt);
  }

  private AlertState become(Standing next, Instant at) {
    return new AlertState(next, at, Optional.empty(), told, evaluatedAt);
  }

  private AlertState calm() {
    return new AlertState(standing, since, Optional.empty(), told, evaluatedAt);
  }
}
