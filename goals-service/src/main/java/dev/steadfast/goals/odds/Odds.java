package dev.steadfast.goals.odds;

import dev.steadfast.core.forecast.Outcomes;
import dev.steadfast.goals.progress.Direction;
import dev.steadfast.goals.progress.Levels;
import java.util.OptionalDouble;

/** The odds of the levels of a goal, each 0 to 1; empty for a level that it does not have. */
public record Odds(OptionalDouble commit, double target, OptionalDouble stretch) {
  public static Odds of(Outcomes outcomes, Direction direction, Levels levels) {
    dev.steadfast.core.forecast.Direction side = side(direction);
    return new Odds(
        odds(outcomes, levels.commit(), side),
        outcomes.oddsOf(levels.target(), side),
        odds(outcomes, levels.stretch(), side));
  }

  private static OptionalDouble odds(
      Outcomes outcomes, OptionalDouble level, dev.steadfast.core.forecast.Direction side) {
    return level.isPresent()
        ? OptionalDouble.of(outcomes.oddsOf(level.getAsDouble(), side))
        : OptionalDouble.empty();
  }

  /** The side of a target on which it is reached. */
  public static dev.steadfast.core.forecast.Direction side(Direction direction) {
    return switch (direction) {
      case HIGHER -> dev.steadfast.core.forecast.Direction.UP;
      case LOWER -> dev.steadfast.core.forecast.Direction.DOWN;
    };
  }
}
