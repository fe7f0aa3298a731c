package dev.steadfast.goals.odds;

/**
 * What the initiatives of a goal are expected to move its metric by until the window is over.
 *
 * @param hash the initiatives that it rests on with their versions; empty of none
 * @param effect in the unit of the metric, with its sign
 * @param deviation standard deviation of that expectation, at least 0
 */
record Plan(String hash, double effect, double deviation) {
  /** Nothing is planned. */
  static final Plan NONE = new Plan("", 0, 0);

  Plan {
    if (!(deviation >= 0) || !Double.isFinite(effect + deviation)) {
      throw new IllegalArgumentException("no effect: " + effect + " ± " + deviation);
    }
  }

  /** This plan and one more initiative, whose outcome does not depend on the others. */
  Plan and(String initiative, double more, double uncertainty) {
    return new Plan(
        hash.isEmpty() ? initiative : hash + " " + initiative,
        effect + more,
        Math.hypot(deviation, uncertainty));
  }
}
