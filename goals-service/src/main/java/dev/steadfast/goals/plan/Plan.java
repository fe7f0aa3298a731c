package dev.steadfast.goals.plan;

import dev.steadfast.core.forecast.Outcomes;
import java.util.Set;

/**
 * What the initiatives of a goal are expected to move its metric by, beyond what its history shows,
 * until the window is over.
 *
 * @param hash the initiatives that it rests on with their versions; empty of none
 * @param effect in the unit of the metric, with its sign
 * @param deviation standard deviation of that expectation, at least 0
 */
public record Plan(String hash, double effect, double deviation) {
  /** Nothing is planned. */
  public static final Plan NONE = new Plan("", 0, 0);

  private static final String BETWEEN = " ";

  public Plan {
    if (!(deviation >= 0) || !Double.isFinite(effect + deviation)) {
      throw new IllegalArgumentException("no effect: " + effect + " ± " + deviation);
    }
  }

  /** This plan and one more initiative, whose outcome does not depend on the others. */
  public Plan and(String initiative, Contribution.Moves moves) {
    return new Plan(
        hash.isEmpty() ? initiative : hash + BETWEEN + initiative,
        effect + moves.mean(),
        Math.hypot(deviation, moves.sd()));
  }

  Set<String> keys() {
    return hash.isEmpty() ? Set.of() : Set.of(hash.split(BETWEEN));
  }

  /** What comes if this plan comes on top; where nothing is left open it changes nothing. */
  public Outcomes on(Outcomes outcomes) {
    boolean isOpen = outcomes.size() > 1;
    return isOpen && (effect != 0 || deviation != 0)
        ? outcomes.shifted(effect, deviation)
        : outcomes;
  }
}
