package dev.steadfast.core.measure;

/** Quantiles of exact values. */
public final class Quantiles {
  private Quantiles() {}

  /**
   * The quantile at {@code p} by Hyndman and Fan's type 7, the default of R and NumPy.
   *
   * @param sorted in ascending order, at least one
   * @param p 0 to 1
   */
  public static double type7(double[] sorted, double p) {
    if (sorted.length == 0) {
      throw new IllegalArgumentException("nothing has no quantile");
    }
    double rank = (sorted.length - 1) * p;
    int below = (int) Math.floor(rank);
    double fraction = rank - below;
    return fraction == 0
        ? sorted[below]
        : sorted[below] + fraction * (sorted[below + 1] - sorted[below]);
  }
}
