package dev.steadfast.core.change;

import dev.steadfast.core.statistics.FirstOrderNoise;
import dev.steadfast.core.statistics.LeastSquares;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the days on which a series changed its level for good.
 *
 * <p>Level, season and steps are fitted together in AR(1) noise; the step (or the pair of steps, up
 * and back) with the highest likelihood ratio is taken as long as chance would explain it in fewer
 * than {@value #ACCEPTED} of the series without any; then every date is fitted again beside the
 * others. Days beyond four standard deviations are pulled in first. A lasting slope is not a level:
 * it shows as a staircase.
 *
 * <p>The promise holds for one look at a series. Where it is looked at again every day, alarm only
 * on shifts with a probability of at least 0.95: in simulated years looked at daily, any shift at
 * all was reported at some time in 45 of 100 quiet ones, such a shift in about 6.
 */
public final class ChangePoints {
  static final double ACCEPTED = 0.033;
  private static final int FEWEST = 21;
  private static final int MOST_SHIFTS = 12;
  private static final double MOST_DEVIATIONS = 1000;

  private ChangePoints() {}

  /**
   * The level shifts in order of their days; none in a series with fewer than 21 values.
   *
   * @param daily one value a day in any unit; NaN for a day without
   * @param season days after which the pattern repeats; 1 for none
   * @throws IllegalArgumentException for an infinite value or a season under 1
   */
  public static List<LevelShift> find(double[] daily, int season) {
    if (season < 1) {
      throw new IllegalArgumentException("not a season: " + season);
    }
    for (double value : daily) {
      if (Double.isInfinite(value)) {
        throw new IllegalArgumentException("not a finite number: " + value);
      }
    }
    ObservedDays days = ObservedDays.of(daily, season);
    if (days.count() < Math.max(FEWEST, 2 * season) || days.isConstant()) {
      return List.of();
    }
    return described(days, confirmed(days, found(days)));
  }

  private static List<Integer> found(ObservedDays days) {
    List<Integer> steps = List.of();
    while (steps.size() < MOST_SHIFTS) {
      List<Integer> more = withNext(days.clipped(steps), steps);
      if (more.size() == steps.size()) {
        return steps;
      }
      steps = settled(days, more);
    }
    return steps;
  }

  private static List<Integer> withNext(ObservedDays days, List<Integer> steps) {
    StepScan.Candidate rough = StepScan.of(days, steps, new FirstOrderNoise(0)).best();
    if (rough.start() < 0) {
      return steps;
    }
    FirstOrderNoise noise = days.noise(ObservedDays.with(steps, rough.start()));
    StepScan scan = StepScan.of(days, steps, noise);
    StepScan.Candidate single = scan.best();
    if (chance(single, days, steps) < ACCEPTED) {
      return ObservedDays.with(steps, single.start());
    }
    StepScan.Candidate pair = scan.bestPair();
    return pair.start() >= 0 && pair.height() > 10 + 2 * Math.log(days.count())
        ? ObservedDays.with(steps, pair.start(), pair.end())
        : steps;
  }

  /** The chance of so strong a step in any of the segments between the known ones. */
  private static double chance(
      StepScan.Candidate candidate, ObservedDays days, List<Integer> known) {
    if (candidate.start() < 0) {
      return 1;
    }
    double sum = 0;
    int from = 0;
    for (int end : ObservedDays.with(known, days.count())) {
      sum += Chance.ofBestStep(candidate.height(), end - from);
      from = end;
    }
    return Math.min(1, sum);
  }

  /** Every step moved to its best day beside the others. */
  private static List<Integer> settled(ObservedDays days, List<Integer> steps) {
    List<Integer> settled = steps;
    for (int step : steps) {
      List<Integer> others = without(settled, step);
      StepScan.Candidate moved = beside(days, others, settled).bestBetween(step, others);
      if (moved.start() >= 0) {
        settled = ObservedDays.with(others, moved.start());
      }
    }
    return settled;
  }

  /** The steps that still stand out beside all others. */
  private static List<Integer> confirmed(ObservedDays days, List<Integer> steps) {
    List<Integer> kept = steps;
    for (int step : steps) {
      List<Integer> others = without(kept, step);
      StepScan.Candidate alone = beside(days, others, kept).at(step);
      if (chance(alone, days, others) >= ACCEPTED) {
        kept = others;
      }
    }
    return kept;
  }

  private static StepScan beside(ObservedDays days, List<Integer> others, List<Integer> all) {
    ObservedDays clipped = days.clipped(all);
    return StepScan.of(clipped, others, clipped.noise(all));
  }

  private static List<Integer> without(List<Integer> steps, int step) {
    return steps.stream().filter(other -> other != step).toList();
  }

  private static List<LevelShift> described(ObservedDays days, List<Integer> steps) {
    if (steps.isEmpty()) {
      return List.of();
    }
    ObservedDays clipped = days.clipped(steps);
    LeastSquares fit = clipped.fit(steps, clipped.noise(steps));
    double[] coefficients = fit.coefficients();
    double variance = fit.residualSumOfSquares() / Math.max(1, days.count() - fit.rank());
    double level = coefficients[0];
    List<LevelShift> shifts = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      double step = coefficients[coefficients.length - steps.size() + i];
      StepScan.Candidate alone = beside(days, without(steps, steps.get(i)), steps).at(steps.get(i));
      shifts.add(
          new LevelShift(
              days.times()[steps.get(i)],
              Chance.posterior(chance(alone, days, without(steps, steps.get(i)))),
              level,
              level + step,
              variance > 0 ? step / Math.sqrt(variance) : Math.copySign(MOST_DEVIATIONS, step)));
      level += step;
    }
    return List.copyOf(shifts);
  }
}
