package dev.steadfast.core.change;

import java.util.SplittableRandom;

/** Made-up daily series whose noise has a standard deviation of one. */
record DailySeries(double[] values) {
  /** Level 50, a weekly pattern with a spread of two, AR(1) noise. */
  static DailySeries quiet(SplittableRandom random, int days, double rho) {
    double[] pattern = random.doubles(7, -3.5, 3.5).toArray();
    double[] values = new double[days];
    double noise = random.nextGaussian();
    for (int day = 0; day < days; day++) {
      values[day] = 50 + pattern[day % 7] + noise;
      noise = rho * noise + Math.sqrt(1 - rho * rho) * random.nextGaussian();
    }
    return new DailySeries(values);
  }

  DailySeries shiftedFrom(int day, double by) {
    double[] shifted = values.clone();
    for (int i = day; i < shifted.length; i++) {
      shifted[i] += by;
    }
    return new DailySeries(shifted);
  }

  DailySeries with(int day, double value) {
    double[] changed = values.clone();
    changed[day] = value;
    return new DailySeries(changed);
  }
}
