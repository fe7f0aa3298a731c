package dev.steadfast.goals.odds;

import dev.steadfast.core.forecast.CannotTell;
import dev.steadfast.core.forecast.Outcomes;
import dev.steadfast.core.forecast.WindowOutlook;
import dev.steadfast.goals.progress.Direction;
import java.util.OptionalDouble;

/** All that a forecast depends on. The same inputs give the same outcomes, to the bit. */
record Inputs(DailyHistory history, Terms terms, Plan plan, double factor) {
  Inputs with(DailyHistory other) {
    return new Inputs(other, terms, plan, factor);
  }

  Inputs with(Terms other) {
    return new Inputs(history, other, plan, factor);
  }

  Inputs with(Plan other) {
    return new Inputs(history, terms, other, factor);
  }

  WindowOutlook outlook() {
    return switch (history.outlook(terms.window())) {
      case CannotTell thin -> thin;
      case Outcomes outcomes -> {
        boolean isOpen = outcomes.size() > 1;
        Outcomes spread = isOpen && factor != 1 ? outcomes.widened(factor) : outcomes;
        boolean isMoved = isOpen && (plan.effect() != 0 || plan.deviation() != 0);
        yield isMoved ? spread.shifted(plan.effect(), plan.deviation()) : spread;
      }
    };
  }

  /** The odds of the target, 0 to 1, or empty where they cannot be told. */
  OptionalDouble oddsOfTarget() {
    return outlook() instanceof Outcomes outcomes
        ? OptionalDouble.of(outcomes.oddsOf(terms.levels().target(), side(terms.direction())))
        : OptionalDouble.empty();
  }

  static dev.steadfast.core.forecast.Direction side(Direction direction) {
    return switch (direction) {
      case HIGHER -> dev.steadfast.core.forecast.Direction.UP;
      case LOWER -> dev.steadfast.core.forecast.Direction.DOWN;
    };
  }
}
