package dev.steadfast.core.compare;

import dev.steadfast.core.measure.Interval;
import org.hipparchus.distribution.continuous.TDistribution;

/** 95 % intervals of the difference of two independent values: the first less the second. */
public final class DifferenceInterval {
  private static final double UPPER_TAIL = 0.975;

  private DifferenceInterval() {}

  /**
   * From a 95 % interval of each value, by squaring and adding the distances to their ends
   * (Newcombe 1998, method 10, for shares; Zou and Donner 2008, "MOVER", for any value). The
   * distances that make the difference small are those down from the first and up from the second.
   */
  public static Interval squareAndAdd(
      double first, Interval ofFirst, double second, Interval ofSecond) {
    double difference = first - second;
    double down = Math.hypot(distance(first, ofFirst.lower()), distance(ofSecond.upper(), second));
    double up = Math.hypot(distance(ofFirst.upper(), first), distance(second, ofSecond.lower()));
    return new Interval(difference - down, difference + up);
  }

  private static double distance(double higher, double lower) {
    return Math.max(0, higher - lower);
  }

  /**
   * Of two means with unequal variances (Welch 1947): Student's t with the degrees of freedom of
   * Welch and Satterthwaite. Where nothing varies on either side the interval is the difference.
   *
   * @param n at least 2
   * @param againstN at least 2
   * @throws IllegalArgumentException if either side has fewer
   */
  public static Interval ofMeans(
      double mean,
      double variance,
      long n,
      double againstMean,
      double againstVariance,
      long againstN) {
    if (n < 2 || againstN < 2) {
      throw new IllegalArgumentException("a mean of fewer than two has no interval");
    }
    double difference = mean - againstMean;
    double error = variance / n;
    double againstError = againstVariance / againstN;
    double sum = error + againstError;
    if (!(sum > 0)) {
      return new Interval(difference, difference);
    }
    double freedom =
        sum * sum / (error * error / (n - 1) + againstError * againstError / (againstN - 1));
    double half =
        new TDistribution(freedom).inverseCumulativeProbability(UPPER_TAIL) * Math.sqrt(sum);
    return new Interval(difference - half, difference + half);
  }

  /**
   * Of two Poisson rates, from the score interval of each count (Rao 1948: {@code x + z²/2 ± z √(x
   * + z²/4)}), squared and added (Li, Tang and Wong 2014).
   *
   * @param exposure in the unit that the rates are per; above 0
   * @param againstExposure the same; above 0
   */
  public static Interval ofRates(
      long count, double exposure, long againstCount, double againstExposure) {
    if (!(exposure > 0 && againstExposure > 0)) {
      throw new IllegalArgumentException("a rate needs time to be counted in");
    }
    return squareAndAdd(
        count / exposure,
        rate(count, exposure),
        againstCount / againstExposure,
        rate(againstCount, againstExposure));
  }

  private static Interval rate(long count, double exposure) {
    double z = Interval.Z;
    double centre = count + z * z / 2;
    double half = z * Math.sqrt(count + z * z / 4);
    double lower = count == 0 ? 0 : centre - half;
    return new Interval(lower / exposure, (centre + half) / exposure);
  }
}
