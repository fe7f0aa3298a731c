package dev.steadfast.goals.odds;

import dev.steadfast.core.forecast.Direction;
import dev.steadfast.core.forecast.Outcomes;
import java.util.OptionalDouble;

/** The odds of the levels of a goal, each 0 to 1; empty for a level that it does not have. */
record Odds(OptionalDouble commit, double target, OptionalDouble stretch) {
  static Odds of(Outcomes outcomes, Terms terms) {
    Direction side = Inputs.side(terms.direction());
    return new Odds(
        odds(outcomes, terms.levels().commit(), side),
        outcomes.oddsOf(terms.levels().target(), side),
        odds(outcomes, terms.levels().stretch(), side));
  }

  private static OptionalDouble odds(Outcomes outcomes, OptionalDouble level, Direction side) {
    return level.isPresent()
        ? OptionalDouble.of(outcomes.oddsOf(level.getAsDouble(), side))
        : OptionalDouble.empty();
  }
}
