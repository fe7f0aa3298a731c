package dev.steadfast.goals.forecast;

import dev.steadfast.core.forecast.Direction;
import dev.steadfast.core.forecast.Outcomes;
import dev.steadfast.goals.progress.Target;
import java.util.Collection;
import java.util.OptionalDouble;

/**
 * How likely the levels of a goal are.
 *
 * @param commit 0 to 1; empty without that level
 * @param target 0 to 1
 * @param stretch 0 to 1; empty without that level
 * @param lower of the 80 % interval of the final value
 * @param upper of the same interval
 */
record GoalOdds(
    OptionalDouble commit,
    double target,
    OptionalDouble stretch,
    double median,
    double lower,
    double upper) {

  /** The odds if those contributions come on top, each for itself. */
  static GoalOdds of(Outcomes base, Target target, Collection<Contribution> contributions) {
    double mean = 0;
    double variance = 0;
    for (Contribution each : contributions) {
      if (each instanceof Contribution.Moves moves) {
        mean += moves.mean();
        variance += moves.sd() * moves.sd();
      }
    }
    Outcomes outcomes = mean == 0 && variance == 0 ? base : base.shifted(mean, Math.sqrt(variance));
    Direction direction =
        switch (target.direction()) {
          case HIGHER -> Direction.UP;
          case LOWER -> Direction.DOWN;
        };
    return new GoalOdds(
        odds(outcomes, target.levels().commit(), direction),
        outcomes.oddsOf(target.levels().target(), direction),
        odds(outcomes, target.levels().stretch(), direction),
        outcomes.quantile(0.5),
        outcomes.quantile(0.1),
        outcomes.quantile(0.9));
  }

  private static OptionalDouble odds(Outcomes outcomes, OptionalDouble level, Direction direction) {
    return level.isEmpty()
        ? level
        : OptionalDouble.of(outcomes.oddsOf(level.getAsDouble(), direction));
  }
}
