package dev.steadfast.core.forecast;

import java.util.Arrays;
import java.util.List;

/**
 * Weights of models from their absolute errors: within a treatment of the seasons by a high power
 * of the inverse error, between treatments by a lower one, since treatments fail at different
 * times. Few checked steps tell models apart less.
 */
final class Weights {
  private static final double POWER = 8;
  private static final double HEDGE = 4;

  /** A model whose error is larger than this multiple of the best is dropped. */
  private static final double TAIL = 1.4;

  /** Checked steps from which on the errors count in full. */
  private static final double ENOUGH = 80;

  private Weights() {}

  /**
   * Weights that sum to 1.
   *
   * @param absolute sums of absolute errors by treatment and model
   * @param priors weights before any error is known, alike
   * @param checked steps that the sums are of
   */
  static double[][] of(double[][] absolute, List<double[]> priors, int checked) {
    double evidence = Math.min(1, checked / ENOUGH);
    double least = Arrays.stream(absolute).mapToDouble(Weights::least).min().orElse(0);
    double[][] weights = new double[absolute.length][];
    double total = 0;
    for (int i = 0; i < absolute.length; i++) {
      double best = least(absolute[i]);
      double share = best <= least ? 1 : Math.pow(least / best, HEDGE);
      weights[i] = within(absolute[i], priors.get(i), share, evidence);
      total += share;
    }
    for (double[] some : weights) {
      for (int model = 0; model < some.length; model++) {
        some[model] /= total;
      }
    }
    return weights;
  }

  private static double[] within(
      double[] absolute, double[] priors, double share, double evidence) {
    double best = least(absolute);
    double tail = 1 + (TAIL - 1) / evidence;
    double[] weights = new double[absolute.length];
    double sum = 0;
    for (int model = 0; model < absolute.length; model++) {
      double one = absolute[model];
      double fit = one <= best ? 1 : one > tail * best ? 0 : Math.pow(best / one, POWER * evidence);
      weights[model] = priors[model] * fit;
      sum += weights[model];
    }
    for (int model = 0; model < weights.length; model++) {
      weights[model] *= share / sum;
    }
    return weights;
  }

  private static double least(double[] errors) {
    return Arrays.stream(errors).min().orElse(0);
  }
}
