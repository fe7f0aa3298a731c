package dev.steadfast.core.forecast;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What the level of a season-free series can be at its end and how it wanders from there: a local
 * level with damped slope, autoregressive disturbance and noise (Harvey 1989), by Kalman filter
 * over a grid of variance ratios. The grid points are kept with their posterior weights, so that
 * not knowing the variances widens what is simulated.
 */
final class LevelModel {
  private static final double[] LEVELS = {1e-6, 3e-4, 3e-3, 0.02, 0.1, 0.5, 3, 30};
  private static final double[][] DISTURBANCES = {{0, 0}, {0.4, 0.4}, {0.7, 0.4}, {0.9, 0.25}};
  private static final double[] SLOPES = {0, 1, 5};
  private static final int LONGEST_FIT = 400;
  private static final double NEGLIGIBLE = 0.01;

  private final List<LevelFilter.Point> points = new ArrayList<>();
  private final double[] weights;

  private LevelModel(List<LevelFilter.Point> all) {
    double most = all.stream().mapToDouble(LevelFilter.Point::logLikelihood).max().orElse(0);
    double total = 0;
    for (LevelFilter.Point point : all) {
      double weight = Math.exp(point.logLikelihood() - most);
      if (weight > NEGLIGIBLE) {
        points.add(point);
        total += weight;
      }
    }
    weights = new double[points.size()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = Math.exp(points.get(i).logLikelihood() - most) / total;
    }
  }

  /**
   * Fits to the last 400 steps.
   *
   * @param noise relative variance of the noise of each step, about 1
   */
  static LevelModel fit(double[] values, boolean[] observed, double[] noise) {
    int from = Math.max(0, values.length - LONGEST_FIT);
    List<LevelFilter.Point> points = new ArrayList<>();
    double most = Double.NEGATIVE_INFINITY;
    List<double[]> settings = new ArrayList<>();
    for (double[] disturbance : DISTURBANCES) {
      for (double q : LEVELS) {
        LevelFilter.Point point =
            new LevelFilter(q, 0, disturbance[0], disturbance[1])
                .run(values, observed, noise, from);
        points.add(point);
        settings.add(new double[] {q, disturbance[0], disturbance[1]});
        most = Math.max(most, point.logLikelihood());
      }
    }
    int flat = points.size();
    for (int i = 0; i < flat; i++) {
      if (points.get(i).logLikelihood() > most - 4) {
        double[] setting = settings.get(i);
        for (int s = 1; s < SLOPES.length; s++) {
          points.add(
              new LevelFilter(setting[0], SLOPES[s], setting[1], setting[2])
                  .run(values, observed, noise, from));
        }
      }
    }
    return new LevelModel(points);
  }

  /** The mean of the level at each of the steps to come, without shifts. */
  double[] mean(int horizon) {
    double[] mean = new double[horizon];
    for (int i = 0; i < weights.length; i++) {
      LevelFilter.Point point = points.get(i);
      double level = point.level();
      double slope = point.slope();
      for (int h = 0; h < horizon; h++) {
        level += slope;
        slope *= LevelFilter.DAMPING;
        mean[h] += weights[i] * level;
      }
    }
    return mean;
  }

  /** The standard deviation of the noise of a step of relative variance 1. */
  double noise() {
    double variance = 0;
    for (int i = 0; i < weights.length; i++) {
      variance += weights[i] * points.get(i).noise();
    }
    return Math.sqrt(variance);
  }

  /** The level along the history, by smoothing forwards and backwards with the mean gain. */
  double[] along(double[] values, boolean[] observed) {
    double gain = 0;
    for (int i = 0; i < weights.length; i++) {
      gain += weights[i] * points.get(i).gain();
    }
    int n = values.length;
    gain = Math.max(gain, 1.0 / n);
    double[] along = new double[n];
    int start = Math.min(n, Math.max(7, (int) (1 / gain)));
    double level = mean(values, 0, start);
    for (int t = 0; t < n; t++) {
      along[t] = level / 2;
      level += observed[t] ? gain * (values[t] - level) : 0;
    }
    level = mean(values, n - start, n);
    for (int t = n - 1; t >= 0; t--) {
      along[t] += level / 2;
      level += observed[t] ? gain * (values[t] - level) : 0;
    }
    return along;
  }

  private static double mean(double[] values, int from, int to) {
    double sum = 0;
    for (int t = from; t < to; t++) {
      sum += values[t];
    }
    return sum / (to - from);
  }

  /**
   * Paths of the level, which may shift again as often and as far as it did.
   *
   * @param shifts those of the history, of {@code length} steps
   * @return by path and step
   */
  double[][] simulate(
      int paths, int horizon, List<LevelShift> shifts, int length, SplittableRandom random) {
    double[][] all = simulate(paths, horizon, random);
    if (shifts.isEmpty()) {
      return all;
    }
    double hazard = shifts.size() / (double) length;
    for (double[] path : all) {
      double offset = 0;
      for (int h = 0; h < horizon; h++) {
        if (random.nextDouble() < hazard) {
          double size = shifts.get(random.nextInt(shifts.size())).size();
          offset += random.nextBoolean() ? size : -size;
        }
        path[h] += offset;
      }
    }
    return all;
  }

  private double[][] simulate(int paths, int horizon, SplittableRandom random) {
    double[][] all = new double[paths][];
    double reached = weights[0];
    int at = 0;
    for (int i = 0; i < paths; i++) {
      while (at < weights.length - 1 && (i + 0.5) / paths > reached) {
        reached += weights[++at];
      }
      all[i] = simulate(points.get(at), horizon, random);
    }
    return all;
  }

  private static double[] simulate(LevelFilter.Point point, int horizon, SplittableRandom random) {
    double levelSd = Math.sqrt(Math.max(0, point.levelVariance()));
    double z = random.nextGaussian();
    double level = point.level() + levelSd * z;
    double shared = levelSd > 0 ? point.covariance() / levelSd : 0;
    double alone = Math.sqrt(Math.max(0, point.slopeVariance() - shared * shared));
    double slope = point.slope() + shared * z + alone * random.nextGaussian();
    double step = Math.sqrt(point.q());
    double slopeStep = Math.sqrt(point.qSlope());
    double[] path = new double[horizon];
    for (int h = 0; h < horizon; h++) {
      level += slope + step * random.nextGaussian();
      slope = LevelFilter.DAMPING * slope + (slopeStep > 0 ? slopeStep * random.nextGaussian() : 0);
      path[h] = level;
    }
    return path;
  }
}
