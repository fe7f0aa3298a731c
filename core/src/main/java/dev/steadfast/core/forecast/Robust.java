package dev.steadfast.core.forecast;

import java.util.Arrays;

/** Location and scale that single wild values do not move. */
final class Robust {
  /** Makes the median absolute deviation estimate a normal standard deviation. */
  private static final double TO_SIGMA = 1.4826;

  private Robust() {}

  /** The median of the values in [from, to); 0 of none. */
  static double median(double[] values, int from, int to) {
    if (to <= from) {
      return 0;
    }
    double[] sorted = Arrays.copyOfRange(values, from, to);
    Arrays.sort(sorted);
    int n = sorted.length;
    return (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
  }

  /** 1.4826 × the median absolute deviation from the median of the values in [from, to). */
  static double scale(double[] values, int from, int to) {
    double median = median(values, from, to);
    double[] off = new double[Math.max(0, to - from)];
    for (int i = 0; i < off.length; i++) {
      off[i] = Math.abs(values[from + i] - median);
    }
    return TO_SIGMA * median(off, 0, off.length);
  }
}
