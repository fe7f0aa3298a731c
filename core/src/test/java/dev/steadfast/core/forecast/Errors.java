package dev.steadfast.core.forecast;

import java.util.Arrays;

/**
 * Errors of a forecast as the data's own notes define them; missing values are left out.
 *
 * @param smape in percent
 * @param mase by the mean absolute seasonal difference of the training part
 */
record Errors(double mae, double rmse, double smape, double mase) {

  static Errors of(double[] forecast, double[] actual, double[] train, int season) {
    double absolute = 0;
    double squared = 0;
    double symmetric = 0;
    int n = 0;
    for (int h = 0; h < actual.length; h++) {
      if (!Double.isNaN(actual[h])) {
        double off = Math.abs(forecast[h] - actual[h]);
        absolute += off;
        squared += off * off;
        symmetric += 200 * off / (Math.abs(forecast[h]) + Math.abs(actual[h]));
        n++;
      }
    }
    double[] present = Arrays.stream(train).filter(value -> !Double.isNaN(value)).toArray();
    double scale = 0;
    for (int t = season; t < present.length; t++) {
      scale += Math.abs(present[t] - present[t - season]) / (present.length - season);
    }
    return new Errors(absolute / n, Math.sqrt(squared / n), symmetric / n, absolute / n / scale);
  }
}
