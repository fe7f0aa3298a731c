package dev.steadfast.core.forecast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A series made ready: on its scale, from its first to its last value, gaps filled for averages but
 * marked, single wild values set back to their neighbourhood, and what came before a level shift
 * moved to the level after it.
 *
 * @param values without gaps, on the scale
 * @param raw the same before outliers were set back
 * @param observed which steps have a value
 * @param first index in the series of the first step
 * @param seasons those that the data carry, ascending
 * @param shifts on the scale, oldest first, indices in this history
 */
record History(
    double[] values,
    double[] raw,
    boolean[] observed,
    int first,
    Scale scale,
    int[] seasons,
    List<LevelShift> shifts) {
  private static final double OUTLIER = 6;
  private static final int REACH = 3;
  private static final double LEAST_LIMIT = 1e-9;
  private static final double RARE = 0.02;

  /** Of a series with at least one value. */
  static History of(Series series) {
    double[] all = series.values();
    int first = 0;
    while (Double.isNaN(all[first])) {
      first++;
    }
    int end = all.length;
    while (Double.isNaN(all[end - 1])) {
      end--;
    }
    double[] given = Arrays.copyOfRange(all, first, end);
    int[] seasons = carried(series.seasons(), given.length);
    Scale scale = Scale.of(given, series.domain(), seasons.length > 0 ? seasons[0] : 1);
    boolean[] observed = new boolean[given.length];
    double[] values = new double[given.length];
    for (int t = 0; t < given.length; t++) {
      observed[t] = !Double.isNaN(given[t]);
      values[t] = observed[t] ? scale.to(given[t]) : Double.NaN;
    }
    return prepared(values, observed, first, scale, seasons);
  }

  private static History prepared(
      double[] given, boolean[] observed, int first, Scale scale, int[] seasons) {
    double[] none = new double[given.length];
    double[] rough = filled(given, none);
    double[] pattern = pattern(rough, rough.length, seasons, seasons.length, rough.length);
    double[] raw = filled(given, pattern);
    double[] adjusted = minus(raw, pattern);
    double[] cleaned = withoutOutliers(adjusted, observed);
    List<LevelShift> shifts = Shifts.find(cleaned, seasons.length > 0 ? seasons[0] : 1);
    double[] values = new double[raw.length];
    double offset = 0;
    int next = shifts.size() - 1;
    for (int t = raw.length - 1; t >= 0; t--) {
      while (next >= 0 && t < shifts.get(next).index()) {
        offset += shifts.get(next--).size();
      }
      values[t] = cleaned[t] + pattern[t] + offset;
      raw[t] += offset;
    }
    return new History(values, raw, observed, first, scale, seasons, shifts);
  }

  int length() {
    return values.length;
  }

  /**
   * The sum of the first {@code used} seasons as known at step {@code n}, for steps to {@code to}.
   */
  static double[] pattern(double[] values, int n, int[] seasons, int used, int to) {
    double[] pattern = new double[to];
    double[] rest = Arrays.copyOf(values, n);
    for (int i = 0; i < used; i++) {
      if (!Season.isCarriedBy(n, seasons[i])) {
        break;
      }
      Season season = Season.of(rest, n, seasons[i]);
      for (int t = 0; t < to; t++) {
        double effect = season.at(t);
        pattern[t] += effect;
        if (t < n) {
          rest[t] -= effect;
        }
      }
    }
    return pattern;
  }

  static double[] minus(double[] values, double[] pattern) {
    double[] difference = new double[values.length];
    for (int t = 0; t < values.length; t++) {
      difference[t] = values[t] - pattern[t];
    }
    return difference;
  }

  private static int[] carried(int[] seasons, int length) {
    List<Integer> carried = new ArrayList<>();
    for (int season : seasons) {
      if (Season.isCarriedBy(length, season)) {
        carried.add(season);
      }
    }
    return carried.stream().mapToInt(Integer::intValue).toArray();
  }

  /**
   * Gaps filled in a straight line between the values around them, after the pattern is removed.
   */
  static double[] filled(double[] given, double[] pattern) {
    double[] filled = given.clone();
    int last = 0;
    for (int t = 1; t < given.length; t++) {
      if (Double.isNaN(given[t])) {
        continue;
      }
      double from = given[last] - pattern[last];
      double to = given[t] - pattern[t];
      for (int gap = last + 1; gap < t; gap++) {
        filled[gap] = from + (to - from) * (gap - last) / (t - last) + pattern[gap];
      }
      last = t;
    }
    return filled;
  }

  /**
   * A value far from the median of the three on either side becomes that median, unless more than
   * one in fifty do: what is common is no outlier.
   */
  private static double[] withoutOutliers(double[] values, boolean[] observed) {
    int n = values.length;
    double[] off = new double[n];
    double[] around = new double[n];
    for (int t = 0; t < n; t++) {
      around[t] = neighbourhood(values, t);
      off[t] = values[t] - around[t];
    }
    double limit = OUTLIER * Robust.scale(off, 0, n);
    double[] cleaned = values.clone();
    int wild = 0;
    for (int t = 0; t < n; t++) {
      if (limit > LEAST_LIMIT && observed[t] && Math.abs(off[t]) > limit) {
        cleaned[t] = around[t];
        wild++;
      }
    }
    return wild <= Math.max(1, RARE * n) ? cleaned : values.clone();
  }

  private static double neighbourhood(double[] values, int t) {
    int from = Math.max(0, t - REACH);
    int to = Math.min(values.length, t + REACH + 1);
    double[] others = new double[to - from - 1];
    if (others.length == 0) {
      return values[t];
    }
    int at = 0;
    for (int i = from; i < to; i++) {
      if (i != t) {
        others[at++] = values[i];
      }
    }
    Arrays.sort(others);
    return (others[(others.length - 1) / 2] + others[others.length / 2]) / 2;
  }
}
