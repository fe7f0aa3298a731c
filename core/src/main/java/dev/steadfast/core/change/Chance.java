package dev.steadfast.core.change;

/** How likely so strong a step is somewhere in a series that has none. */
final class Chance {
  private Chance() {}

  /**
   * The chance that the largest of all scanned steps reaches the given height: {@code b phi(b)}
   * times the integral of {@code nu(b / sqrt(n t (1 - t))) / (t (1 - t))} over the scanned share of
   * the series (James, James and Siegmund 1987), with {@code nu(x) = exp(-0.583 x)} (Siegmund 1985,
   * chapter X).
   *
   * @param squared the squared height, on the scale of a known variance
   * @param count days of the series
   */
  static double ofBestStep(double squared, int count) {
    if (count <= 2 * StepScan.SHORTEST) {
      return 0;
    }
    double height = Math.sqrt(squared);
    double from = Math.log((double) StepScan.SHORTEST / (count - StepScan.SHORTEST));
    int parts = 64;
    double width = -2 * from / parts;
    double sum = 0;
    for (int part = 0; part < parts; part++) {
      double share = 1 / (1 + Math.exp(-(from + (part + 0.5) * width)));
      sum += Math.exp(-0.583 * height / Math.sqrt(count * share * (1 - share))) * width;
    }
    double density = Math.exp(-height * height / 2) / Math.sqrt(2 * Math.PI);
    return Math.min(1, height * density * sum);
  }

  /** Wallace's (1959) normal equivalent of a squared t ratio. */
  static double knownVariance(double ratio, double freedom) {
    double shrink = 1 - 0.75 / freedom;
    return freedom * Math.log1p(ratio / freedom) * Math.max(0, shrink) * Math.max(0, shrink);
  }

  /** See {@link LevelShift#probability()}. */
  static double posterior(double chance) {
    if (chance >= Math.exp(-1)) {
      return 0.5;
    }
    return chance <= 0 ? 1 : 1 / (1 - Math.E * chance * Math.log(chance));
  }
}
