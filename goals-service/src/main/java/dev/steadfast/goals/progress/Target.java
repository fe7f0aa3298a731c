package dev.steadfast.goals.progress;

import dev.steadfast.contracts.metric.Aggregation;

/**
 * What a goal wants of a metric.
 *
 * @param baseline where it started, never the target level itself
 * @param minimumSample below this many observations there is no verdict
 */
public record Target(
    Aggregation aggregation,
    Window window,
    Direction direction,
    double baseline,
    Levels levels,
    int minimumSample) {
  public Target {
    if (!Double.isFinite(baseline) || !Double.isFinite(levels.target())) {
      throw new IllegalArgumentException("baseline and target are finite numbers");
    }
    if (baseline == levels.target()) {
      throw new IllegalArgumentException("the baseline is the target");
    }
    if (minimumSample < 1) {
      throw new IllegalArgumentException("the minimum sample is at least 1");
    }
  }

  /**
   * Progress of a value: 0 at the baseline, 1 at the target, below 0 when it got worse. The formula
   * serves both directions.
   */
  public double progress(double value) {
    return (value - baseline) / (levels.target() - baseline);
  }

  /** Whether the value grows from nothing through the period, as a count of happenings does. */
  public boolean accumulates() {
    return (aggregation == Aggregation.COUNT || aggregation == Aggregation.SUM)
        && window instanceof Window.WholePeriod;
  }

  /**
   * Where the linear path is when a share of the period has passed. A value that accumulates starts
   * at zero, any other at the baseline.
   *
   * @param share 0 to 1
   */
  public double expected(double share) {
    double start = accumulates() ? 0 : baseline;
    return start + share * (levels.target() - start);
  }
}
