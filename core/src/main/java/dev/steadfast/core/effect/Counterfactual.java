package dev.steadfast.core.effect;

import java.util.Optional;

/**
 * What was to be expected without the initiative.
 *
 * <p>With controls there are two courses: on their estimated scale, and one to one. Noise in the
 * controls shrinks an estimated scale, so that a common drift is followed only in part; one to one
 * follows it in full but pays with all the noise of the controls. Each has the weight of its
 * evidence before the start; beforehand the second, the usual assumption, is held twice as likely.
 */
final class Counterfactual {
  private static final double PARALLEL_ODDS = 2;

  private final Course scaled;
  private final Optional<Course> parallel;
  private final double scaledWeight;

  private Counterfactual(Comparison comparison, int[] days) {
    scaled = Course.of(comparison.scaled(), days);
    parallel = comparison.parallel().map(panel -> Course.of(panel, days));
    scaledWeight =
        parallel
            .map(other -> 1
                    / (1
                        + PARALLEL_ODDS
                            * Math.exp(other.logEvidence() - scaled.logEvidence())))
            .orElse(1.0);
  }

  static Counterfactual of(Comparison comparison, int[] days) {
    return new Counterfactual(comparison, days);
  }

  /** A weighted sum of gaps between value and expectation over days after the baseline. */
  Uncertain gap(int[] days, double[] weights) {
    Uncertain gap = scaled.gap(days, weights);
    return parallel
        .map(other -> gap.averaged(scaledWeight, other.gap(days, weights)))
        .orElse(gap);
  }

  /** The fit at a day before the start. */
  Uncertain fitted(int day) {
    Uncertain fitted = scaled.fitted(day);
    return parallel
        .map(other -> fitted.averaged(scaledWeight, other.fitted(day)))
        .orElse(fitted);
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
