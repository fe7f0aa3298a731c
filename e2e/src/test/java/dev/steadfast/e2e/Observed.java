package dev.steadfast.e2e;

import java.util.Arrays;

/**
 * Exact values of a metric and what they come to, worked out here and not by the suite.
 *
 * @param sorted in ascending order
 */
record Observed(long[] sorted) {
  static final double HOUR = 3_600_000;

  static Observed of(long[] values) {
    long[] sorted = values.clone();
    Arrays.sort(sorted);
    return new Observed(sorted);
  }

  int n() {
    return sorted.length;
  }

  long sum() {
    return Arrays.stream(sorted).sum();
  }

  double mean() {
    return (double) sum() / n();
  }

  /** Hyndman and Fan's type 7: linear between the order statistics around {@code (n − 1) p}. */
  double quantile(double p) {
    double rank = (n() - 1) * p;
    int below = (int) Math.floor(rank);
    int above = Math.min(below + 1, n() - 1);
    return sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
  }
}
