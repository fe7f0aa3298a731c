package dev.steadfast.core.calibration;

import dev.steadfast.core.measure.Interval;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What the record of past intervals means for the spread of the next forecasts.
 *
 * @param factor for the spread about the median; 1 changes nothing
 * @param coverage part of past intervals that held, in percent, each outcome counting once; not a
 *     number of none
 * @param n different outcomes that the intervals were about
 * @param sentence for the reader, says what was found and done
 */
public record Adjustment(double factor, double coverage, int n, String sentence) {
  /** Fewer different outcomes than these change nothing. */
  public static final int LEAST = 20;

  private static final double LEAST_FACTOR = 0.5;
  private static final double MOST_FACTOR = 3;

  /** Of sums of weights such as thirds. */
  private static final double ROUNDING = 1e-9;

  /**
   * From intervals that were all stated at one level. Those about one outcome hold or miss together
   * and are one piece of evidence, so they share the weight of one. The spread changes only where
   * the 95 % interval of the coverage (Wilson 1927) excludes the stated level; then by the factor
   * at which as many outcomes as stated would have been held, with the finite-sample rank of split
   * conformal prediction (Lei and others 2018; with weights as by Tibshirani and others 2019),
   * between 0.5 and 3.
   *
   * @param outcomes the intervals of each outcome, at least one
   * @throws IllegalArgumentException if the levels differ, or an outcome has no interval
   */
  public static Adjustment of(Collection<List<PastInterval>> outcomes) {
    int n = outcomes.size();
    if (n == 0) {
      return new Adjustment(1, Double.NaN, 0, "No interval has come due yet; none is changed.");
    }
    List<Weighed> past = weighed(outcomes);
    double level = past.getFirst().interval().level();
    double held = 0;
    for (Weighed each : past) {
      if (each.interval().level() != level) {
        throw new IllegalArgumentException(
            "levels differ: " + level + ", " + each.interval().level());
      }
      held += each.interval().isHeld() ? each.weight() : 0;
    }
    double coverage = 100 * held / n;
    String found =
        String.format(
            Locale.ROOT,
            "Of %d past outcomes the %.0f %% intervals held %.0f %%",
            n,
            level,
            coverage);
    if (n < LEAST) {
      return new Adjustment(
          1, coverage, n, found + "; too few to judge, so the spread stays as it is.");
    }
    if (Interval.ofShare(Math.min(n, Math.round(held)), n).contains(level)) {
      return new Adjustment(1, coverage, n, found + "; the spread stays as it is.");
    }
    double factor = factor(past, n, level);
    String done =
        factor > 1 ? "too narrow, so the spread is widened" : "too wide, so it is narrowed";
    return new Adjustment(
        factor,
        coverage,
        n,
        found + String.format(Locale.ROOT, ": %s by the factor %.2f.", done, factor));
  }

  /** An interval with its part of the weight of its outcome. */
  private record Weighed(PastInterval interval, double weight) {}

  private static List<Weighed> weighed(Collection<List<PastInterval>> outcomes) {
    List<Weighed> past = new ArrayList<>();
    for (List<PastInterval> outcome : outcomes) {
      if (outcome.isEmpty()) {
        throw new IllegalArgumentException("an outcome without an interval");
      }
      outcome.forEach(each -> past.add(new Weighed(each, 1.0 / outcome.size())));
    }
    return past;
  }

  private static double factor(List<Weighed> past, int n, double level) {
    List<Weighed> sorted =
        past.stream()
            .sorted(Comparator.comparingDouble(each -> each.interval().stretch()))
            .toList();
    double needed = (n + 1) * level / 100 - ROUNDING;
    double reached = 0;
    double stretch = 0;
    for (Weighed each : sorted) {
      if (reached >= needed) {
        break;
      }
      reached += each.weight();
      stretch = each.interval().stretch();
    }
    return Math.clamp(stretch, LEAST_FACTOR, MOST_FACTOR);
  }
}
