package dev.steadfast.goals.odds;

import dev.steadfast.core.forecast.CannotTell;
import dev.steadfast.core.forecast.Outcomes;
import dev.steadfast.core.forecast.WindowOutlook;
import dev.steadfast.goals.plan.Plan;
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
    return switch (withoutPlan()) {
      case CannotTell thin -> thin;
      case Outcomes outcomes -> plan.on(outcomes);
    };
  }

  WindowOutlook withoutPlan() {
    return switch (history.outlook(terms.window())) {
      case CannotTell thin -> thin;
      case Outcomes outcomes -> Spread.on(outcomes, factor);
    };
  }

  /** The odds of the target, 0 to 1, or empty where they cannot be told. */
  OptionalDouble oddsOfTarget() {
    return outlook() instanceof Outcomes outcomes
        ? OptionalDouble.of(Odds.of(outcomes, terms.direction(), terms.levels()).target())
        : OptionalDouble.empty();
  }
}
