package dev.steadfast.core.effect;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.hipparchus.distribution.continuous.TDistribution;

/** Whether the days before the start support the counterfactual. */
final class AssumptionChecks {
  /** Fewest observed days on either side of a start. */
  static final int FEWEST = 14;

  private static final double PRE_TREND_CHANCE = 0.01;
  private static final int FEWEST_FOR_A_BREAK = 28;
  private static final double PLACEBO_CHANCE = 0.05;
  private static final double LOUD = 0.001;

  private final Panel panel;
  private final int[] before;

  AssumptionChecks(Panel panel, int start) {
    this.panel = panel;
    before = panel.observed(0, start);
  }

  static Check points(String name, String side, int count) {
    String detail = count + " days with a value " + side + "; " + FEWEST + " are needed.";
    return count >= FEWEST ? Check.passed(name, detail) : Check.failed(name, detail);
  }

  /** Whether there is noise to judge the change by. */
  Check variation(Baseline level) {
    double[] values = panel.values(before);
    double spread = Arrays.stream(values).max().orElse(0) - Arrays.stream(values).min().orElse(0);
    return spread > 0 && level.variance() > 1e-18 * spread * spread
        ? Check.passed("variation", "The values before the start vary around what is fitted.")
        : Check.failed(
            "variation", "The values before the start show no noise to judge a change by.");
  }

  /**
   * With controls: no slope of the gap to them. Without: one slope for the whole time before, so
   * that it may be carried on; a slope as such is part of the counterfactual.
   */
  Check preTrend(Counterfactual counterfactual) {
    boolean controlled = !panel.regressors().isEmpty();
    if (before.length < (controlled ? FEWEST : FEWEST_FOR_A_BREAK)) {
      return Check.notPossible(
          "pre-trend", before.length + " days are too few to see a trend before the start.");
    }
    Baseline baseline =
        controlled
            ? counterfactual.main().trend()
            : Baseline.of(panel, before, Baseline.Shape.BROKEN_TREND);
    double ratio = Math.abs(baseline.lastRatio());
    double chance = 2 * (1 - new TDistribution(baseline.freedom()).cumulativeProbability(ratio));
    String what =
        controlled ? "slope of the gap to the controls" : "break of the trend in the middle";
    String detail =
        String.format(
            Locale.ROOT,
            "The %s before the start is %.1f standard errors from none (chance %.1f %%).",
            what,
            ratio,
            100 * chance);
    return chance < PRE_TREND_CHANCE
        ? Check.failed("pre-trend", detail)
        : Check.passed("pre-trend", detail);
  }

  /**
   * Two or more of at most eight placebo dates significant at 5 % are noisier than chance allows in
   * 95 of 100 series, and so is a single one beyond 0.1 %.
   */
  static Check placeboDates(List<Double> chances) {
    if (chances.isEmpty()) {
      return Check.notPossible(
          "placebo-dates", "There is no room for a placebo date before the start.");
    }
    long significant = chances.stream().filter(chance -> chance < PLACEBO_CHANCE).count();
    boolean loud = chances.stream().anyMatch(chance -> chance < LOUD);
    String detail =
        significant + " of " + chances.size() + " placebo dates before the start show an effect.";
    return significant >= 2 || loud
        ? Check.failed("placebo-dates", detail)
        : Check.passed("placebo-dates", detail);
  }
}
