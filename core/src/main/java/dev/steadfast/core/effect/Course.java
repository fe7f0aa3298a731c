package dev.steadfast.core.effect;

/**
 * The course of one comparison: a baseline with a steady level and one with a trend, each weighted
 * by the evidence before the start (Bayesian information criterion, Raftery 1995, with the number
 * of independent days).
 */
final class Course {
  /** Odds of a trend before any evidence: most weeks of a service metric have none. */
  private static final double TREND_ODDS = 0.25;

  /** A trend without noise has endless odds, which two courses could not be compared by. */
  private static final double MOST_LOG_ODDS = 600;

  private final Baseline level;
  private final Baseline trend;
  private final double levelWeight;
  private final double logEvidence;

  private Course(Panel panel, int[] days) {
    level = Baseline.of(panel, days, Baseline.Shape.LEVEL);
    trend = Baseline.of(panel, days, Baseline.Shape.TREND);
    double ratio = trend.lastRatio();
    int n = days.length;
    double independent = Math.max(1, n * (1 - trend.rho()) / (1 + trend.rho()));
    double log = (n * Math.log1p(ratio * ratio / n) - Math.log(independent)) / 2;
    double odds = TREND_ODDS * Math.exp(Math.min(log, MOST_LOG_ODDS));
    levelWeight = 1 / (1 + odds);
    logEvidence = level.logEvidence() + Math.log1p(odds);
  }

  static Course of(Panel panel, int[] days) {
    return new Course(panel, days);
  }

  Uncertain gap(int[] days, double[] weights) {
    return level.gap(days, weights).averaged(levelWeight, trend.gap(days, weights));
  }

  Uncertain fitted(int day) {
    return level.fitted(day).averaged(levelWeight, trend.fitted(day));
  }

  /** Standard errors to either side of a 95 % interval. */
  double reach() {
    return Uncertain.reach(level.freedom());
  }

  Baseline trend() {
    return trend;
  }

  Baseline level() {
    return level;
  }

  /** Gaps if the level is steady: what parallel paths would leave. */
  Uncertain steadyGap(int[] days, double[] weights) {
    return level.gap(days, weights);
  }

  /** The weight of a steady level against a trend. */
  double levelWeight() {
    return levelWeight;
  }

  /** Of this comparison, up to a constant of the days. */
  double logEvidence() {
    return logEvidence;
  }

  /** The coefficient of a column that both designs have. */
  double coefficient(int column) {
    return levelWeight * level.coefficients()[column]
        + (1 - levelWeight) * trend.coefficients()[column];
  }
}
