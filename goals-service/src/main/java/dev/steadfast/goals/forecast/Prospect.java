package dev.steadfast.goals.forecast;

import dev.steadfast.core.forecast.Outcomes;
import dev.steadfast.goals.odds.Distribution;
import dev.steadfast.goals.odds.Odds;
import dev.steadfast.goals.plan.Plan;
import dev.steadfast.goals.progress.Target;

/** How likely the levels of a goal are with a plan, and what its final value will be. */
record Prospect(Odds odds, Distribution value) {
  /**
   * With a plan.
   *
   * @param base if nothing came of any plan
   */
  static Prospect of(Outcomes base, Target target, Plan plan) {
    Outcomes outcomes = plan.on(base);
    return new Prospect(
        Odds.of(outcomes, target.direction(), target.levels()), Distribution.of(outcomes));
  }

  /** Odds of the target, 0 to 1. */
  double target() {
    return odds.target();
  }
}
