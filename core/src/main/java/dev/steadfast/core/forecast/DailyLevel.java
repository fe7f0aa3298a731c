package dev.steadfast.core.forecast;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The level of a quantity that each day measures with its own precision: weekly season and level
 * shifts removed, then a {@link LevelModel}.
 */
final class DailyLevel {
  private static final int WEEK = 7;
  private static final double LEAST_NOISE = 0.2;
  private static final double MOST_NOISE = 25;

  private final boolean[] observed;
  private final double[] pattern;
  private final double[] adjusted;
  private final List<LevelShift> shifts;
  private final LevelModel model;
  private final double[] offsets;

  /**
   * @param values one a day, NaN where nothing was measured; at least one is there
   * @param variances of the measurement of each day, in any unit
   * @param horizon days to come
   */
  DailyLevel(double[] values, double[] variances, int horizon) {
    int n = values.length;
    observed = new boolean[n];
    double typical = 0;
    int count = 0;
    for (int t = 0; t < n; t++) {
      observed[t] = !Double.isNaN(values[t]);
      typical += observed[t] ? Math.log(variances[t]) : 0;
      count += observed[t] ? 1 : 0;
    }
    double scale = Math.exp(typical / count);
    double[] noise = new double[n];
    for (int t = 0; t < n; t++) {
      noise[t] = observed[t] ? Math.clamp(variances[t] / scale, LEAST_NOISE, MOST_NOISE) : 1;
    }
    double[] given = ended(values);
    int[] week = Season.isCarriedBy(n, WEEK) ? new int[] {WEEK} : new int[0];
    double[] rough = History.filled(given, new double[n]);
    pattern = History.pattern(rough, n, week, week.length, n + horizon);
    double[] filled = History.filled(given, Arrays.copyOf(pattern, n));
    double[] level = History.minus(filled, Arrays.copyOf(pattern, n));
    shifts = Shifts.find(level, WEEK);
    offsets = new double[n];
    adjusted = level.clone();
    for (LevelShift shift : shifts) {
      for (int t = 0; t < shift.index(); t++) {
        offsets[t] += shift.size();
        adjusted[t] += shift.size();
      }
    }
    model = LevelModel.fit(adjusted, observed, noise);
  }

  /** With the nearest value at either end where the first or last is missing. */
  private static double[] ended(double[] values) {
    double[] ended = values.clone();
    int first = 0;
    while (Double.isNaN(values[first])) {
      first++;
    }
    int last = values.length - 1;
    while (Double.isNaN(values[last])) {
      last--;
    }
    ended[0] = values[first];
    ended[values.length - 1] = values[last];
    return ended;
  }

  /** The season's effect on a day, counted from the first of the history. */
  double season(int day) {
    return pattern[day];
  }

  /** The level of each day of the history as it was then, season removed. */
  double[] along() {
    double[] along = model.along(adjusted, observed);
    for (int t = 0; t < along.length; t++) {
      along[t] -= offsets[t];
    }
    return along;
  }

  /** The variance of a typical day around its level, measurement included. */
  double noiseVariance() {
    return model.noise() * model.noise();
  }

  /** Paths of the level, season not included, by path and day to come. */
  double[][] simulate(int paths, int horizon, SplittableRandom random) {
    return model.simulate(paths, horizon, shifts, observed.length, random);
  }
}
