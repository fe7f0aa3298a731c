package dev.steadfast.core.effect;

import java.util.Optional;

/**
 * What was to be expected without the initiative.
 *
 * <p>With controls there are two courses: on their estimated scale, and one to one. Noise in the
 * controls shrinks an estimated scale, so that a common drift is followed only in part; one to one
 * follows it in full but pays with all the noise of the controls. Each is weighted, at even odds
 * beforehand, by how it foretold the means after placebo dates, by the evidence that its gap has no
 * slope, and a little by its fit to single days.
 */
final class Counterfactual {
  /** Fit to single days is no proof for weeks: it may change the odds by a factor of e, no more. */
  private static final double MOST_FOR_FIT = 1;

  private final Course scaled;
  private final Optional<Course> parallel;
  private final double scaledWeight;

  private Counterfactual(Course scaled, Optional<Course> parallel, double scaledWeight) {
    this.scaled = scaled;
    this.parallel = parallel;
    this.scaledWeight = parallel.isEmpty() ? 1 : scaledWeight;
  }

  static Counterfactual of(Comparison comparison, int[] days, PlaceboDates placebos) {
    Course scaled = Course.of(comparison.scaled(), days);
    Optional<Course> parallel = comparison.parallel().map(panel -> Course.of(panel, days));
    double weight =
        parallel
            .map(
                other -> {
                  double fit = other.logEvidence() - scaled.logEvidence();
                  double advantage =
                      placebos
                          .parallelAdvantage()
                          .map(
                              sum ->
                                  sum
                                      + Math.log(other.levelWeight() / scaled.levelWeight())
                                      + Math.clamp(fit, -MOST_FOR_FIT, MOST_FOR_FIT))
                          .orElse(fit);
                  return 1 / (1 + Math.exp(advantage));
                })
            .orElse(1.0);
    return new Counterfactual(scaled, parallel, weight);
  }

  static Counterfactual weighted(Course scaled, Optional<Course> parallel, double scaledWeight) {
    return new Counterfactual(scaled, parallel, scaledWeight);
  }

  /** A weighted sum of gaps between value and expectation over days after the baseline. */
  Uncertain gap(int[] days, double[] weights) {
    Uncertain gap = scaled.gap(days, weights);
    return parallel.map(other -> gap.averaged(scaledWeight, other.gap(days, weights))).orElse(gap);
  }

  /** The fit at a day before the start. */
  Uncertain fitted(int day) {
    Uncertain fitted = scaled.fitted(day);
    return parallel.map(other -> fitted.averaged(scaledWeight, other.fitted(day))).orElse(fitted);
  }

  /** The course with more evidence. */
  Course main() {
    return scaledWeight >= 0.5 ? scaled : parallel.orElse(scaled);
  }

  Course scaled() {
    return scaled;
  }

  double scaledWeight() {
    return scaledWeight;
  }
}
