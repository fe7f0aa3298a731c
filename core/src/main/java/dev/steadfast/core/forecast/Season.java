package dev.steadfast.core.forecast;

import java.util.Arrays;

/**
 * The additive pattern of a cycle, by classical decomposition: deviations from a centred moving
 * average of one cycle, averaged by phase with recent cycles counting more, and shrunk towards zero
 * by the share of their variance that noise explains (James and Stein 1961).
 *
 * @param period in steps; a year of days is 365.25 of them, a year of weeks 52.18
 * @param effect by phase, sums to about zero
 */
record Season(double period, double[] effect) {
  private static final int SMOOTHED_FROM = 30;
  private static final double CLIP = 6;

  /** The exact length of a cycle that is named by a whole number of steps. */
  static double period(int season) {
    return switch (season) {
      case 365 -> 365.25;
      case 52 -> 365.25 / 7;
      default -> season;
    };
  }

  /** Whether that many steps hold enough of such a cycle: two whole ones. */
  static boolean isCarriedBy(int length, int season) {
    return length >= 2 * season + (season > SMOOTHED_FROM ? season / 12 : 0);
  }

  /** The pattern within the first {@code n} values, which have no gaps. */
  static Season of(double[] values, int n, int season) {
    double period = period(season);
    int cycle = (int) Math.round(period);
    boolean isBrief = n < 4 * season && season <= SMOOTHED_FROM;
    double[] deviations = isBrief ? fromMean(values, n, season) : deviations(values, n, cycle);
    int from = isBrief ? 0 : cycle / 2;
    clip(deviations, from, n - from, season);
    double cycles = n / period;
    double keep = Math.pow(0.5, 1 / (Math.max(4, cycles / 4) * period));
    double[] weights = new double[season];
    double[] squaredWeights = new double[season];
    double[] effect = new double[season];
    double weight = 1;
    for (int t = n - from - 1; t >= from; t--) {
      int phase = phase(t, period, season);
      weights[phase] += weight;
      squaredWeights[phase] += weight * weight;
      effect[phase] += weight * deviations[t];
      weight *= keep;
    }
    for (int k = 0; k < season; k++) {
      effect[k] = weights[k] > 0 ? effect[k] / weights[k] : 0;
    }
    double noise = noise(deviations, effect, weights, squaredWeights, from, n - from, period);
    int half = season >= SMOOTHED_FROM ? Math.max(1, season / 52) : 0;
    double[] smooth = half == 0 ? effect : smoothed(effect, half);
    return new Season(period, shrunk(smooth, half == 0 ? noise : noise / (1.5 * half)));
  }

  /** The effect at step {@code t}. */
  double at(int t) {
    return effect[phase(t, period, effect.length)];
  }

  private static int phase(int t, double period, int season) {
    return Math.min((int) (t - Math.floor(t / period) * period), season - 1);
  }

  private static double[] deviations(double[] values, int n, int cycle) {
    double[] sums = new double[n + 1];
    for (int t = 0; t < n; t++) {
      sums[t + 1] = sums[t] + values[t];
    }
    int half = cycle / 2;
    boolean isEven = cycle % 2 == 0;
    double[] deviations = new double[n];
    for (int t = half; t < n - half; t++) {
      double sum =
          isEven
              ? sums[t + half] - sums[t - half + 1] + (values[t - half] + values[t + half]) / 2
              : sums[t + half + 1] - sums[t - half];
      deviations[t] = values[t] - sum / cycle;
    }
    return deviations;
  }

  /**
   * For so few cycles that a moving average of one would leave little: off the mean of them all.
   */
  private static double[] fromMean(double[] values, int n, int season) {
    int whole = n / season * season;
    double mean = 0;
    for (int t = n - whole; t < n; t++) {
      mean += values[t] / whole;
    }
    double[] deviations = new double[n];
    for (int t = 0; t < n; t++) {
      deviations[t] = values[t] - mean;
    }
    return deviations;
  }

  /**
   * Sets deviations that are wild for their phase back. A long cycle has too few of each phase for
   * a median of its own, and changes slowly enough for one of them all.
   */
  private static void clip(double[] deviations, int from, int to, int season) {
    double[] usual = new double[deviations.length];
    if (season <= SMOOTHED_FROM) {
      for (int phase = 0; phase < Math.min(season, to - from); phase++) {
        double[] some = new double[(to - from - phase + season - 1) / season];
        for (int i = 0; i < some.length; i++) {
          some[i] = deviations[from + phase + i * season];
        }
        double median = Robust.median(some, 0, some.length);
        for (int i = 0; i < some.length; i++) {
          usual[from + phase + i * season] = median;
        }
      }
    }
    double[] off = History.minus(deviations, usual);
    double limit = CLIP * Robust.scale(off, from, to);
    for (int t = from; t < to && limit > 0; t++) {
      deviations[t] = usual[t] + Math.clamp(off[t], -limit, limit);
    }
  }

  private static double noise(
      double[] deviations,
      double[] effect,
      double[] weights,
      double[] squaredWeights,
      int from,
      int to,
      double period) {
    double squares = 0;
    for (int t = from; t < to; t++) {
      double off = deviations[t] - effect[phase(t, period, effect.length)];
      squares += off * off;
    }
    double freedom = Math.max(1.0, to - from - effect.length);
    double perIndex = 0;
    for (int k = 0; k < effect.length; k++) {
      perIndex += weights[k] > 0 ? squaredWeights[k] / (weights[k] * weights[k]) : 1;
    }
    return squares / freedom * perIndex / effect.length;
  }

  private static double[] smoothed(double[] effect, int half) {
    int m = effect.length;
    double[] smooth = new double[m];
    for (int k = 0; k < m; k++) {
      double sum = 0;
      double weights = 0;
      for (int d = -half; d <= half; d++) {
        double weight = half + 1 - Math.abs(d);
        sum += weight * effect[(k + d + m) % m];
        weights += weight;
      }
      smooth[k] = sum / weights;
    }
    return smooth;
  }

  private static double[] shrunk(double[] effect, double noise) {
    double mean = Arrays.stream(effect).average().orElse(0);
    double variance = 0;
    for (double one : effect) {
      variance += (one - mean) * (one - mean) / effect.length;
    }
    double kept = variance > 0 ? Math.max(0, 1 - noise / variance) : 0;
    double[] shrunk = new double[effect.length];
    for (int k = 0; k < effect.length; k++) {
      shrunk[k] = (effect[k] - mean) * kept;
    }
    return shrunk;
  }
}
