package dev.steadfast.core.effect;

import java.util.Arrays;

/** The counterfactual of every day with the band around it. */
record Expectation(double[] counterfactual, Band band) {
  static Expectation of(Panel panel, Counterfactual source, int[] before, int[] after) {
    double[] middle = new double[panel.values().length];
    double[] lower = new double[middle.length];
    double[] upper = new double[middle.length];
    for (double[] line : new double[][] {middle, lower, upper}) {
      Arrays.fill(line, Double.NaN);
    }
    double reach = source.main().reach();
    for (int day : before) {
      Uncertain fitted = source.fitted(day);
      double half = reach * Math.sqrt(fitted.variance());
      middle[day] = fitted.value();
      lower[day] = fitted.value() - half;
      upper[day] = fitted.value() + half;
    }
    double[] whole = {1};
    for (int day : after) {
      Uncertain gap = source.gap(new int[] {day}, whole);
      middle[day] = panel.value(day) - gap.value();
      double half = reach * Math.sqrt(gap.variance());
      lower[day] = middle[day] - half;
      upper[day] = middle[day] + half;
    }
    return new Expectation(middle, new Band(lower, upper));
  }

  /** The mean over the given days from a start on. */
  double mean(int[] after, int from) {
    return Arrays.stream(after)
        .filter(day -> day >= from)
        .mapToDouble(day -> counterfactual[day])
        .average()
        .orElse(0);
  }
}
