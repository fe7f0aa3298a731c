package dev.steadfast.core.effect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Estimates at dates before the start, where nothing happened: each fitted to the days before it
 * and held against up to four weeks that follow.
 */
final class PlaceboDates {
  private static final int MOST = 8;
  private static final int SHORTEST_WINDOW = 14;
  private static final int LONGEST_WINDOW = 28;
  private static final int FEWEST_BEFORE = 21;

  private final List<Trial> trials = new ArrayList<>();
  private final double share;

  /** One date: both courses up to it, and the days that follow. */
  private record Trial(Course scaled, Optional<Course> parallel, int[] days, double[] weights) {}

  PlaceboDates(Comparison comparison, int[] before, int daysAfter) {
    int width = comparison.scaled().row(0, Baseline.Shape.TREND).length;
    int least = Math.max(Math.max(SHORTEST_WINDOW + width, FEWEST_BEFORE), before.length / 3);
    int window = Math.clamp(daysAfter, SHORTEST_WINDOW, LONGEST_WINDOW);
    int room = before.length - least - SHORTEST_WINDOW;
    int count = room < 0 ? 0 : Math.min(MOST, room / SHORTEST_WINDOW + 1);
    double step = (double) room / Math.max(1, count - 1);
    share = count < 2 ? 1 : Math.min(1, step / window);
    for (int i = 0; i < count; i++) {
      int from = least + room - (int) Math.round(i * step);
      int[] days = Arrays.copyOfRange(before, from, Math.min(before.length, from + window));
      double[] weights = new double[days.length];
      Arrays.fill(weights, 1.0 / days.length);
      int[] earlier = Arrays.copyOf(before, from);
      trials.add(
          new Trial(
              Course.of(comparison.scaled(), earlier),
              comparison.parallel().map(panel -> Course.of(panel, earlier)),
              days,
              weights));
    }
  }

  /**
   * How much better the one-to-one comparison foretold the means after the placebo dates than the
   * scaled one, in log density; windows that overlap count in part. Empty without any date.
   */
  Optional<Double> parallelAdvantage() {
    if (trials.isEmpty()) {
      return Optional.empty();
    }
    double sum = 0;
    for (Trial trial : trials) {
      if (trial.parallel().isEmpty()) {
        return Optional.empty();
      }
      Course parallel = trial.parallel().get();
      sum +=
          parallel.steadyGap(trial.days(), trial.weights()).logDensityAtZero()
              - trial.scaled().steadyGap(trial.days(), trial.weights()).logDensityAtZero();
    }
    return Optional.of(share * sum);
  }

  /** Two-sided chances of the gaps after the placebo dates. */
  List<Double> chances(double scaledWeight) {
    return trials.stream()
        .map(
            trial ->
                Counterfactual.weighted(trial.scaled(), trial.parallel(), scaledWeight)
                    .gap(trial.days(), trial.weights())
                    .chance())
        .toList();
  }
}
