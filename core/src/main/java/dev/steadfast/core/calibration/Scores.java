package dev.steadfast.core.calibration;

import java.util.Arrays;

/** Scores of a single forecast against what came; lower is better, 0 is perfect. */
public final class Scores {
  private Scores() {}

  /**
   * The squared distance between the stated odds and what happened (Brier 1950, for one class).
   *
   * @param odds 0 to 1
   * @return 0 to 1
   */
  public static double brier(double odds, boolean happened) {
    double off = Statement.checked(odds) - (happened ? 1 : 0);
    return off * off;
  }

  /**
   * The continuous ranked probability score of equally likely outcomes, in their unit: {@code E|X −
   * y| − ½ E|X − X'|} (Gneiting and Raftery 2007, eq. 21). For a single outcome it is the absolute
   * error.
   *
   * @throws IllegalArgumentException if there are no outcomes
   */
  public static double crps(double[] outcomes, double actual) {
    int n = outcomes.length;
    if (n == 0) {
      throw new IllegalArgumentException("no outcomes");
    }
    double[] sorted = outcomes.clone();
    Arrays.sort(sorted);
    double distance = 0;
    double pairs = 0;
    for (int i = 0; i < n; i++) {
      distance += Math.abs(sorted[i] - actual) / n;
      pairs += sorted[i] * (2.0 * i - n + 1);
    }
    return distance - pairs / n / n;
  }

  /**
   * The same from quantiles: twice the mean pinball loss, which comes near it when the levels are
   * evenly spread over 0 to 1 (Gneiting and Ranjan 2011).
   *
   * @param levels above 0 and below 1
   * @param quantiles one for each level
   */
  public static double crps(double[] levels, double[] quantiles, double actual) {
    if (levels.length == 0 || levels.length != quantiles.length) {
      throw new IllegalArgumentException(
          levels.length + " levels, " + quantiles.length + " values");
    }
    double loss = 0;
    for (int i = 0; i < levels.length; i++) {
      double off = actual - quantiles[i];
      loss += (off >= 0 ? levels[i] : levels[i] - 1) * off;
    }
    return 2 * loss / levels.length;
  }
}
