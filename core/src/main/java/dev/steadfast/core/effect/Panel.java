package dev.steadfast.core.effect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The values, the regressors made of controls, and the rows of the design for any day.
 *
 * @param matched what is taken off the values before anything is fitted; zeros for nothing
 * @param regressors series made of the controls, each as long as the values; NaN where unknown
 * @param season 1 for none
 * @param middle day on which the trend is zero
 * @param scale days in which the trend rises by one
 */
record Panel(
    double[] values,
    double[] matched,
    List<double[]> regressors,
    int season,
    double middle,
    double scale) {
  /** Compared with regressors whose coefficients are to be estimated. */
  static Panel of(double[] values, List<double[]> regressors, int season, int start) {
    List<double[]> centred = regressors.stream().map(series -> centred(series, start)).toList();
    return new Panel(values, new double[values.length], centred, season, (start - 1) / 2.0, start);
  }

  /** The same days compared one to one with a series. */
  Panel matchedWith(double[] series) {
    return new Panel(values, series, List.of(), season, middle, scale);
  }

  private static double[] centred(double[] series, int start) {
    double mean = Arrays.stream(series, 0, start).filter(v -> !Double.isNaN(v)).average().orElse(0);
    return Arrays.stream(series).map(value -> value - mean).toArray();
  }

  /** What is fitted: the value less what is matched. */
  double value(int day) {
    return values[day] - matched[day];
  }

  double[] values(int[] days) {
    return Arrays.stream(days).mapToDouble(this::value).toArray();
  }

  boolean predictable(int day) {
    return regressors.stream().noneMatch(series -> Double.isNaN(series[day]));
  }

  /** The days with a value and every regressor, in order. */
  int[] observed(int from, int to) {
    return IntStream.range(from, to)
        .filter(day -> !Double.isNaN(value(day)) && predictable(day))
        .toArray();
  }

  /** Where the regressors begin in a row. */
  int regressorColumn() {
    return season;
  }

  double[] row(int day, Baseline.Shape shape) {
    double[] row = new double[season + regressors.size() + shape.smooth - 1];
    row[0] = 1;
    for (int phase = 1; phase < season; phase++) {
      row[phase] = (day % season == phase ? 1 : 0) - 1.0 / season;
    }
    int column = season;
    for (double[] regressor : regressors) {
      row[column++] = regressor[day];
    }
    if (shape.smooth > 1) {
      row[column++] = (day - middle) / scale;
    }
    if (shape.smooth > 2) {
      row[column] = Math.max(0, day - middle) / scale;
    }
    return row;
  }

  List<double[]> columns(int[] days, Baseline.Shape shape) {
    int width = row(0, shape).length;
    List<double[]> columns = new ArrayList<>();
    for (int j = 0; j < width; j++) {
      columns.add(new double[days.length]);
    }
    for (int i = 0; i < days.length; i++) {
      double[] row = row(days[i], shape);
      for (int j = 0; j < width; j++) {
        columns.get(j)[i] = row[j];
      }
    }
    return columns;
  }
}
