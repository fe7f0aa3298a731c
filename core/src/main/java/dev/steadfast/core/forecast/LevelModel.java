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
  private static final double DAMPING = 0.98;
  private static final int LONGEST_FIT = 400;
  private static final double NEGLIGIBLE = 0.01;

  /**
   * One grid point after the last step.
   *
   * @param q variance of a step of the level
   * @param qSlope variance of a step of the slope
   * @param noise variance of what is neither level nor slope
   * @param gain of the level in the long run
   */
  private record Point(
      double logLikelihood,
      double level,
      double slope,
      double levelVariance,
      double covariance,
      double slopeVariance,
      double q,
      double qSlope,
      double noise,
      double gain) {}

  private final List<Point> points = new ArrayList<>();
  private final double[] weights;

  private LevelModel(List<Point> all) {
    double most = all.stream().mapToDouble(Point::logLikelihood).max().orElse(0);
    double total = 0;
    for (Point point : all) {
      double weight = Math.exp(point.logLikelihood - most);
      if (weight > NEGLIGIBLE) {
        points.add(point);
        total += weight;
      }
    }
    weights = new double[points.size()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = Math.exp(points.get(i).logLikelihood - most) / total;
    }
  }

  /**
   * Fits to the last 400 steps.
   *
   * @param noise relative variance of the noise of each step, about 1
   */
  static LevelModel fit(double[] values, boolean[] observed, double[] noise) {
    int from = Math.max(0, values.length - LONGEST_FIT);
    List<Point> points = new ArrayList<>();
    double most = Double.NEGATIVE_INFINITY;
    List<double[]> settings = new ArrayList<>();
    for (double[] disturbance : DISTURBANCES) {
      for (double q : LEVELS) {
        Point point = filter(values, observed, noise, from, q, 0, disturbance[0], disturbance[1]);
        points.add(point);
        settings.add(new double[] {q, disturbance[0], disturbance[1]});
        most = Math.max(most, point.logLikelihood);
      }
    }
    int flat = points.size();
    for (int i = 0; i < flat; i++) {
      if (points.get(i).logLikelihood > most - 4) {
        double[] setting = settings.get(i);
        for (int s = 1; s < SLOPES.length; s++) {
          points.add(
              filter(values, observed, noise, from, setting[0], SLOPES[s], setting[1], setting[2]));
        }
      }
    }
    return new LevelModel(points);
  }

  private static Point filter(
      double[] values,
      boolean[] observed,
      double[] noise,
      int from,
      double q,
      double slopes,
      double rho,
      double qx) {
    double qb = slopes * slopes * 1e-4 * (0.01 + q);
    double l = values[from];
    double b = 0;
    double x = 0;
    double pll = noise[from] + q;
    double plb = 0;
    double plx = 0;
    double pbb = qb / (1 - DAMPING * DAMPING);
    double pbx = 0;
    double pxx = qx / (1 - rho * rho);
    pll += pxx;
    double logs = 0;
    double squares = 0;
    int n = 0;
    double gain = 0;
    for (int t = from + 1; t < values.length; t++) {
      l += b;
      b *= DAMPING;
      x *= rho;
      pll += 2 * plb + pbb + q;
      plb = DAMPING * (plb + pbb);
      pbb = DAMPING * DAMPING * pbb + qb;
      plx = rho * (plx + pbx);
      pbx = DAMPING * rho * pbx;
      pxx = rho * rho * pxx + qx;
      if (observed[t]) {
        double f = pll + 2 * plx + pxx + noise[t];
        double e = values[t] - l - x;
        double hl = pll + plx;
        double hb = plb + pbx;
        double hx = plx + pxx;
        double scaled = e / f;
        gain = hl / f;
        l += hl * scaled;
        b += hb * scaled;
        x += hx * scaled;
        pll -= hl * hl / f;
        plb -= hl * hb / f;
        plx -= hl * hx / f;
        pbb -= hb * hb / f;
        pbx -= hb * hx / f;
        pxx -= hx * hx / f;
        logs += Math.log(f);
        squares += e * scaled;
        n++;
      }
    }
    double sigma2 = n > 0 ? Math.max(squares / n, 1e-12) : 1e-12;
    double logLikelihood = -0.5 * (logs + n * Math.log(sigma2));
    double other = 1 + qx / (1 - rho * rho);
    return new Point(
        logLikelihood,
        l,
        b,
        pll * sigma2,
        plb * sigma2,
        pbb * sigma2,
        q * sigma2,
        qb * sigma2,
        other * sigma2,
        gain);
  }

  /** The mean of the level at each of the steps to come. */
  double[] mean(int horizon) {
    double[] mean = new double[horizon];
    for (int i = 0; i < weights.length; i++) {
      Point point = points.get(i);
      double level = point.level;
      double slope = point.slope;
      for (int h = 0; h < horizon; h++) {
        level += slope;
        slope *= DAMPING;
        mean[h] += weights[i] * level;
      }
    }
    return mean;
  }

  /** The standard deviation of the noise of a step of relative variance 1. */
  double noise() {
    double variance = 0;
    for (int i = 0; i < weights.length; i++) {
      variance += weights[i] * points.get(i).noise;
    }
    return Math.sqrt(variance);
  }

  /** The level along the history, by smoothing forwards and backwards with the mean gain. */
  double[] along(double[] values, boolean[] observed) {
    double gain = 0;
    for (int i = 0; i < weights.length; i++) {
      gain += weights[i] * points.get(i).gain;
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

  private static double[] simulate(Point point, int horizon, SplittableRandom random) {
    double levelSd = Math.sqrt(Math.max(0, point.levelVariance));
    double z = random.nextGaussian();
    double level = point.level + levelSd * z;
    double shared = levelSd > 0 ? point.covariance / levelSd : 0;
    double alone = Math.sqrt(Math.max(0, point.slopeVariance - shared * shared));
    double slope = point.slope + shared * z + alone * random.nextGaussian();
    double step = Math.sqrt(point.q);
    double slopeStep = Math.sqrt(point.qSlope);
    double[] path = new double[horizon];
    for (int h = 0; h < horizon; h++) {
      level += slope + step * random.nextGaussian();
      slope = DAMPING * slope + (slopeStep > 0 ? slopeStep * random.nextGaussian() : 0);
      path[h] = level;
    }
    return path;
  }
}
