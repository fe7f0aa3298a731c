package dev.steadfast.core.change;

import dev.steadfast.core.statistics.FirstOrderNoise;
import dev.steadfast.core.statistics.LeastSquares;
import dev.steadfast.core.statistics.SeasonalColumns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The days with a value, and the design of level, season and steps over them. */
record ObservedDays(int[] times, double[] values, int season) {
  private static final double CLIP = 4;
  private static final double NORMAL_MAD = 1.4826;

  static ObservedDays of(double[] daily, int season) {
    int[] times = new int[daily.length];
    double[] values = new double[daily.length];
    int count = 0;
    for (int i = 0; i < daily.length; i++) {
      if (!Double.isNaN(daily[i])) {
        times[count] = i;
        values[count++] = daily[i];
      }
    }
    return new ObservedDays(Arrays.copyOf(times, count), Arrays.copyOf(values, count), season);
  }

  int count() {
    return times.length;
  }

  boolean isConstant() {
    return Arrays.stream(values).allMatch(value -> value == values[0]);
  }

  /** Level, season and a step at each of the positions. */
  List<double[]> design(List<Integer> steps) {
    List<double[]> columns = new ArrayList<>();
    double[] level = new double[count()];
    Arrays.fill(level, 1);
    columns.add(level);
    columns.addAll(SeasonalColumns.of(times, season));
    for (int step : steps) {
      double[] column = new double[count()];
      Arrays.fill(column, step, count(), 1);
      columns.add(column);
    }
    return columns;
  }

  /** Days far from their level pulled in to four standard deviations: one odd day is no shift. */
  ObservedDays clipped(List<Integer> steps) {
    double[] residuals = LeastSquares.fit(design(steps), values).residuals();
    double[] sizes = Arrays.stream(residuals).map(Math::abs).sorted().toArray();
    double limit = CLIP * NORMAL_MAD * sizes[sizes.length / 2];
    double[] pulled = values.clone();
    for (int i = 0; i < pulled.length; i++) {
      pulled[i] += Math.clamp(residuals[i], -limit, limit) - residuals[i];
    }
    return new ObservedDays(times, pulled, season);
  }

  /** The noise around the steps; a step that was searched for takes away as much as two. */
  FirstOrderNoise noise(List<Integer> steps) {
    double[] residuals = LeastSquares.fit(design(steps), values).residuals();
    return FirstOrderNoise.ofResiduals(times, residuals, 1 + 2 * steps.size(), season);
  }

  LeastSquares fit(List<Integer> steps, FirstOrderNoise noise) {
    List<double[]> white = new ArrayList<>();
    for (double[] column : design(steps)) {
      white.add(noise.whiten(times, column));
    }
    return LeastSquares.fit(white, noise.whiten(times, values));
  }

  static List<Integer> with(List<Integer> steps, int... more) {
    List<Integer> all = new ArrayList<>(steps);
    for (int step : more) {
      all.add(step);
    }
    Collections.sort(all);
    return all;
  }
}
