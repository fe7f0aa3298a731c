package dev.steadfast.goals.effect;

import java.util.List;

/** The mean of several series that does not jump when one of them is silent. */
final class Combination {
  private Combination() {}

  /**
   * Each day's mean of what is observed, after each series was moved to the mean of all before the
   * start; NaN where none is observed. A series without a value before the start is left out.
   *
   * @param series of equal length, at least one; NaN for a day without a value
   * @param start the first day that is not before
   */
  static double[] mean(List<double[]> series, int start) {
    int length = series.getFirst().length;
    double[] levels = series.stream().mapToDouble(each -> mean(each, start)).toArray();
    double common = mean(levels, levels.length);
    double[] combined = new double[length];
    for (int day = 0; day < length; day++) {
      double sum = 0;
      int there = 0;
      for (int k = 0; k < levels.length; k++) {
        double off = series.get(k)[day] - levels[k];
        if (!Double.isNaN(off)) {
          sum += off;
          there++;
        }
      }
      combined[day] = there == 0 ? Double.NaN : common + sum / there;
    }
    return combined;
  }

  /** Of the values before an index that are there; NaN where none is. */
  private static double mean(double[] values, int before) {
    double sum = 0;
    int there = 0;
    for (int i = 0; i < before; i++) {
      if (!Double.isNaN(values[i])) {
        sum += values[i];
        there++;
      }
    }
    return there == 0 ? Double.NaN : sum / there;
  }
}
