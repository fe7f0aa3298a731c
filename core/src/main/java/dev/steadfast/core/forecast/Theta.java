package dev.steadfast.core.forecast;

/**
 * The Theta method of Assimakopoulos and Nikolopoulos (2000) in the form of Hyndman and Billah
 * (2003): simple exponential smoothing with a drift of half the slope of the regression line.
 *
 * @param alpha gain of the level
 * @param slope of the regression line, per step
 */
record Theta(double alpha, double slope) {

  /** From the first {@code n} values, without season. */
  static Theta of(double[] values, int n, double alpha) {
    double middle = (n - 1) / 2.0;
    double sum = 0;
    double squares = 0;
    for (int t = 0; t < n; t++) {
      sum += (t - middle) * values[t];
      squares += (t - middle) * (t - middle);
    }
    return new Theta(alpha, squares > 0 ? sum / squares : 0);
  }

  /** The steps after a smoothed level at {@code n}. */
  double[] forecast(double level, int n, int horizon) {
    double[] forecast = new double[horizon];
    double start = (1 - Math.pow(1 - alpha, n)) / alpha;
    for (int h = 0; h < horizon; h++) {
      forecast[h] = level + slope / 2 * (h + start);
    }
    return forecast;
  }
}
