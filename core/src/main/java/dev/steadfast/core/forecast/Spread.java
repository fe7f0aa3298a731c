package dev.steadfast.core.forecast;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Deviations of what may come from the combined forecast: the level wanders as {@link LevelModel}
 * found, may shift as often and as far as it did before, and carries noise in blocks of the
 * history's own residuals, so that fat tails, autocorrelation and the spread of each weekday stay.
 */
final class Spread {
  private static final int BLOCK = 10;
  private static final int RECENT = 730;
  private static final int ENOUGH = 40;
  private static final double PRIOR = 4;
  private static final double MOST_SURPRISE = 12;

  private final double[] pool;
  private final double[] middles;
  private final boolean[] observed;
  private final int cycle;
  private final List<LevelShift> shifts;
  private final LevelModel level;
  private final SplittableRandom random;

  Spread(History history, double[] pattern, SplittableRandom random) {
    this.random = random;
    observed = history.observed();
    shifts = history.shifts();
    cycle = history.seasons().length > 0 && history.seasons()[0] <= 31 ? history.seasons()[0] : 1;
    int n = history.length();
    double[] adjusted = new double[n];
    double[] ones = new double[n];
    for (int t = 0; t < n; t++) {
      adjusted[t] = history.values()[t] - pattern[t];
      ones[t] = 1;
    }
    level = LevelModel.fit(adjusted, observed, ones);
    double[] along = level.along(adjusted, observed);
    pool = pool(history, pattern, adjusted, along);
    middles = middles();
  }

  private double[] pool(History history, double[] pattern, double[] adjusted, double[] along) {
    int n = adjusted.length;
    double sum = 0;
    double squares = 0;
    int count = 0;
    for (int t = 0; t < n; t++) {
      if (observed[t]) {
        double off = adjusted[t] - along[t];
        sum += off;
        squares += off * off;
        count++;
      }
    }
    double mean = sum / Math.max(1, count);
    double sd = Math.sqrt(Math.max(0, squares / Math.max(1, count) - mean * mean));
    double factor = sd > 0 ? level.noise() / sd : 0;
    double[] noise = new double[n];
    for (int t = 0; t < n; t++) {
      noise[t] = factor * (history.raw()[t] - pattern[t] - along[t] - mean);
    }
    return noise;
  }

  /** The median of the noise at such a step, which a skewed noise has off zero. */
  double middle(int step) {
    return middles[step % cycle];
  }

  private double[] middles() {
    double[] middles = new double[cycle];
    for (int phase = 0; phase < cycle; phase++) {
      double[] some = new double[pool.length];
      int count = 0;
      for (int t = Math.max(0, pool.length - RECENT); t < pool.length; t++) {
        if (observed[t] && t % cycle == phase) {
          some[count++] = pool[t];
        }
      }
      middles[phase] = count < ENOUGH ? 0 : Robust.median(some, 0, count);
    }
    return middles;
  }

  /** The standard deviation of the noise of a single step. */
  double noise() {
    return level.noise();
  }

  /**
   * Deviations by path and step. The part of the level is widened or narrowed by how far the means
   * of the rolled errors lay from zero, compared with what this model expects of them.
   */
  double[][] deviations(int paths, int horizon, double[][] errors) {
    double[][] levels = level.simulate(paths, horizon, shifts, observed.length, random);
    centre(levels, level.mean(horizon));
    double[][] noise = new double[paths][];
    for (int i = 0; i < paths; i++) {
      noise[i] = noise(horizon);
    }
    double factor = factor(levels, noise, errors);
    for (int i = 0; i < paths; i++) {
      for (int h = 0; h < horizon; h++) {
        levels[i][h] = factor * levels[i][h] + noise[i][h];
      }
    }
    return levels;
  }

  private static void centre(double[][] levels, double[] mean) {
    for (double[] path : levels) {
      for (int h = 0; h < path.length; h++) {
        path[h] -= mean[h];
      }
    }
  }

  private double[] noise(int horizon) {
    int n = pool.length;
    int block = (BLOCK + cycle - 1) / cycle * cycle;
    int first = Math.max(0, n - RECENT);
    double[] noise = new double[horizon];
    int at = 0;
    for (int h = 0; h < horizon; h++) {
      if (h % block == 0 || at >= n) {
        at = first + random.nextInt(n - first);
        at += Math.floorMod(n + h - at, cycle);
        at = at >= n ? at - cycle : at;
      }
      while (!observed[at]) {
        at -= cycle;
        if (at < 0) {
          at = n - 1;
        }
      }
      noise[h] = pool[at++];
    }
    return noise;
  }

  private static double factor(double[][] levels, double[][] noise, double[][] errors) {
    int checked = Math.min(levels[0].length, errors[0].length);
    double expected = 0;
    for (int i = 0; i < levels.length; i++) {
      double mean = 0;
      for (int h = 0; h < checked; h++) {
        mean += (levels[i][h] + noise[i][h]) / checked;
      }
      expected += mean * mean / levels.length;
    }
    if (!(expected > 0)) {
      return 1;
    }
    double surprise = PRIOR;
    double seen = PRIOR;
    for (double[] error : errors) {
      double sum = 0;
      int count = 0;
      for (int h = 0; h < checked; h++) {
        if (!Double.isNaN(error[h])) {
          sum += error[h];
          count++;
        }
      }
      if (count > 0) {
        surprise += Math.min(MOST_SURPRISE, sum / count * sum / count / expected);
        seen++;
      }
    }
    return Math.clamp(Math.sqrt(surprise / seen), 0.8, 2);
  }
}
