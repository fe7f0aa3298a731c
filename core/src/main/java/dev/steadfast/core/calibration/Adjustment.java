package dev.steadfast.core.calibration;

import dev.steadfast.core.measure.Interval;
import java.util.List;
import java.util.Locale;

/**
 * What the record of past intervals means for the spread of the next forecasts.
 *
 * @param factor for the spread about the median; 1 changes nothing
 * @param coverage part of past intervals that held, in percent; not a number of none
 * @param n past intervals
 * @param sentence for the reader, says what was found and done
 */
public record Adjustment(double factor, double coverage, int n, String sentence) {
  /** Fewer past intervals than these change nothing. */
  public static final int LEAST = 20;

  private static final double LEAST_FACTOR = 0.5;
  private static final double MOST_FACTOR = 3;

  /**
   * From intervals that were all stated at one level. The spread changes only where the 95 %
   * interval of the coverage (Wilson 1927) excludes the stated level; then by the factor at which
   * as many past intervals as stated would have held, with the finite-sample rank of split
   * conformal prediction (Lei and others 2018), between 0.5 and 3.
   *
   * @throws IllegalArgumentException if the levels differ
   */
  public static Adjustment of(List<PastInterval> past) {
    int n = past.size();
    if (n == 0) {
      return new Adjustment(1, Double.NaN, 0, "No interval has come due yet; none is changed.");
    }
    double level = past.getFirst().level();
    int held = 0;
    for (PastInterval interval : past) {
      if (interval.level() != level) {
        throw new IllegalArgumentException("levels differ: " + level + ", " + interval.level());
      }
      held += interval.isHeld() ? 1 : 0;
    }
    double coverage = 100.0 * held / n;
    String found =
        String.format(
            Locale.ROOT, "Of %d past %.0f %% intervals %.0f %% held the value", n, level, coverage);
    if (n < LEAST) {
      return new Adjustment(
          1, coverage, n, found + "; too few to judge, so the spread stays as it is.");
    }
    if (Interval.ofShare(held, n).contains(level)) {
      return new Adjustment(1, coverage, n, found + "; the spread stays as it is.");
    }
    double factor = factor(past, level);
    String done =
        factor > 1 ? "too narrow, so the spread is widened" : "too wide, so it is narrowed";
    return new Adjustment(
        factor,
        coverage,
        n,
        found + String.format(Locale.ROOT, ": %s by the factor %.2f.", done, factor));
  }

  private static double factor(List<PastInterval> past, double level) {
    double[] stretches = past.stream().mapToDouble(PastInterval::stretch).sorted().toArray();
    int rank = (int) Math.ceil((stretches.length + 1) * level / 100);
    double stretch = stretches[Math.min(rank, stretches.length) - 1];
    return Math.clamp(stretch, LEAST_FACTOR, MOST_FACTOR);
  }
}
