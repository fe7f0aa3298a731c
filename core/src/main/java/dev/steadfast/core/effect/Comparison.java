package dev.steadfast.core.effect;

import java.util.Optional;

/**
 * What the values are compared with.
 *
 * @param scaled regressors with estimated coefficients, or none
 * @param parallel the plain mean of the controls, one to one: the parallel paths of
 *     difference-in-differences; empty without controls
 */
record Comparison(Panel scaled, Optional<Panel> parallel) {
  static Comparison of(double[] values, ControlChoice choice, int season, int start) {
    double[] known = values.clone();
    choice
        .mean()
        .ifPresent(
            mean -> {
              for (int day = 0; day < known.length; day++) {
                known[day] = Double.isNaN(mean[day]) ? Double.NaN : known[day];
              }
            });
    Panel scaled = Panel.of(known, choice.regressors(), season, start);
    return new Comparison(scaled, choice.mean().map(scaled::matchedWith));
  }
}
