package dev.steadfast.core.effect;

import dev.steadfast.core.statistics.LeastSquares;
import dev.steadfast.core.statistics.SeasonalColumns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Which controls enter, and how.
 *
 * <p>One or two usable controls, or more than one for every six days before the start: their mean,
 * each in units of its own spread, as one regressor whose scale is estimated. Otherwise a synthetic
 * control: the controls that keep a positive weight when all weights must be at least zero
 * (Doudchenko and Imbens 2016), each a regressor; season and level are taken out first.
 *
 * @param mean of all usable controls, NaN on days that one misses; empty without
 * @param scales of each control in each regressor, by regressor; 0 where it has no part
 */
record ControlChoice(
    Method method,
    Optional<double[]> mean,
    List<Integer> usable,
    List<double[]> regressors,
    List<double[]> scales) {
  private static final double MOST_MISSING = 0.1;
  private static final int DAYS_FOR_EACH = 6;
  private static final int SWEEPS = 500;

  static ControlChoice of(double[] values, List<double[]> controls, int start, int season) {
    List<Integer> usable =
        IntStream.range(0, controls.size())
            .filter(j -> usable(values, controls.get(j), start))
            .boxed()
            .toList();
    if (usable.isEmpty()) {
      return new ControlChoice(
          Method.INTERRUPTED_TIME_SERIES, Optional.empty(), usable, List.of(), List.of());
    }
    int[] days =
        IntStream.range(0, start)
            .filter(
                day ->
                    !Double.isNaN(values[day])
                        && usable.stream().noneMatch(j -> Double.isNaN(controls.get(j)[day])))
            .toArray();
    List<double[]> own = usable.stream().map(j -> centred(controls.get(j), days, season)).toList();
    if (usable.size() > 2 && usable.size() * DAYS_FOR_EACH <= days.length) {
      double[] weights = nonNegative(own, centred(values, days, season));
      List<Integer> active =
          IntStream.range(0, weights.length).filter(j -> weights[j] > 0).boxed().toList();
      if (!active.isEmpty()) {
        return synthetic(controls, usable, active.stream().map(usable::get).toList());
      }
    }
    return difference(controls, usable, own);
  }

  private static boolean usable(double[] values, double[] control, int start) {
    int observed = 0;
    int missing = 0;
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (int day = 0; day < values.length; day++) {
      if (Double.isNaN(values[day])) {
        continue;
      }
      observed++;
      if (Double.isNaN(control[day])) {
        missing++;
      } else if (day < start) {
        least = Math.min(least, control[day]);
        most = Math.max(most, control[day]);
      }
    }
    return missing <= MOST_MISSING * observed && most > least;
  }

  private static ControlChoice synthetic(
      List<double[]> controls, List<Integer> usable, List<Integer> active) {
    List<double[]> scales = new ArrayList<>();
    for (int j : active) {
      double[] scale = new double[controls.size()];
      scale[j] = 1;
      scales.add(scale);
    }
    return new ControlChoice(
        Method.SYNTHETIC_CONTROL,
        Optional.of(mean(controls, usable)),
        usable,
        active.stream().map(controls::get).toList(),
        scales);
  }

  private static ControlChoice difference(
      List<double[]> controls, List<Integer> usable, List<double[]> own) {
    double[] scale = new double[controls.size()];
    double[] mean = new double[controls.getFirst().length];
    for (int i = 0; i < usable.size(); i++) {
      double[] series = own.get(i);
      double spread = Math.sqrt(dot(series, series) / Math.max(1, series.length));
      double part = 1 / ((spread > 0 ? spread : 1) * usable.size());
      double[] control = controls.get(usable.get(i));
      scale[usable.get(i)] = part;
      for (int day = 0; day < mean.length; day++) {
        mean[day] += part * control[day];
      }
    }
    return new ControlChoice(
        Method.DIFFERENCE_IN_DIFFERENCES,
        Optional.of(mean(controls, usable)),
        usable,
        List.of(mean),
        List.of(scale));
  }

  private static double[] mean(List<double[]> controls, List<Integer> usable) {
    double[] mean = new double[controls.getFirst().length];
    for (int j : usable) {
      for (int day = 0; day < mean.length; day++) {
        mean[day] += controls.get(j)[day] / usable.size();
      }
    }
    return mean;
  }

  /**
   * The weight of each control in the counterfactual.
   *
   * @param coefficients of the regressors
   * @param parallel the weight of the plain mean
   */
  List<Double> weights(int controls, double[] coefficients, double parallel) {
    double[] weights = new double[controls];
    for (int j : usable) {
      weights[j] += parallel / usable.size();
    }
    for (int r = 0; r < coefficients.length; r++) {
      for (int j = 0; j < controls; j++) {
        weights[j] += coefficients[r] * scales.get(r)[j];
      }
    }
    return Arrays.stream(weights).boxed().toList();
  }

  private static double[] centred(double[] series, int[] days, int season) {
    double[] picked = Arrays.stream(days).mapToDouble(day -> series[day]).toArray();
    List<double[]> columns = new ArrayList<>();
    double[] level = new double[days.length];
    Arrays.fill(level, 1);
    columns.add(level);
    columns.addAll(SeasonalColumns.of(days, season));
    return LeastSquares.fit(columns, picked).residuals();
  }

  /** Least squares with weights of at least zero, by coordinate descent. */
  private static double[] nonNegative(List<double[]> columns, double[] target) {
    double[] weights = new double[columns.size()];
    double[] rest = target.clone();
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      double moved = 0;
      for (int j = 0; j < weights.length; j++) {
        double[] column = columns.get(j);
        double length = dot(column, column);
        if (!(length > 0)) {
          continue;
        }
        double next = Math.max(0, weights[j] + dot(column, rest) / length);
        double change = next - weights[j];
        for (int i = 0; i < rest.length; i++) {
          rest[i] -= change * column[i];
        }
        weights[j] = next;
        moved += change * change * length;
      }
      if (moved <= 1e-14 * dot(target, target)) {
        break;
      }
    }
    return weights;
  }

  private static double dot(double[] left, double[] right) {
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      sum += left[i] * right[i];
    }
    return sum;
  }
}
