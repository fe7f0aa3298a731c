package dev.steadfast.goals.odds;

/**
 * What the initiatives of a goal are expected to move its metric by until the window is over.
 *
 * @param hash of the initiatives that it rests on; empty of none
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
}
