package dev.steadfast.core.effect;

import org.hipparchus.distribution.continuous.TDistribution;

/** A value, its variance, and the degrees of freedom with which that variance is known. */
record Uncertain(double value, double variance, double freedom) {
  Estimate estimate() {
    double half = reach(freedom) * Math.sqrt(variance);
    return new Estimate(value, value - half, value + half);
  }

  /** Standard errors to either side of a 95 % interval. */
  static double reach(double freedom) {
    return new TDistribution(freedom).inverseCumulativeProbability(0.975);
  }

  /** That the sign of the value is the true one. */
  double probability() {
    if (variance == 0) {
      return value == 0 ? 0.5 : 1;
    }
    return new TDistribution(freedom).cumulativeProbability(Math.abs(value) / Math.sqrt(variance));
  }

  /** The log density at zero of Student's t around the value. */
  double logDensityAtZero() {
    double spread = Math.sqrt(Math.max(variance, Double.MIN_NORMAL));
    return new TDistribution(freedom).logDensity(value / spread) - Math.log(spread);
  }

  /** Of two-sided significance; 1 for a value of zero. */
  double chance() {
    return 2 * (1 - probability());
  }

  /** This with its weight and another with the rest; disagreement counts as uncertainty. */
  Uncertain averaged(double weight, Uncertain other) {
    double mean = weight * value + (1 - weight) * other.value;
    double apart = value - other.value;
    double spread =
        weight * variance + (1 - weight) * other.variance + weight * (1 - weight) * apart * apart;
    return new Uncertain(mean, spread, weight * freedom + (1 - weight) * other.freedom);
  }
}
