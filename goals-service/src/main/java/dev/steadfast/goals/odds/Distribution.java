package dev.steadfast.goals.odds;

import dev.steadfast.core.forecast.Outcomes;

/**
 * What a window will measure, in the unit of the metric.
 *
 * @param quantiles at {@link #LEVELS}
 */
public record Distribution(double mean, double[] quantiles) {
  /** 2.5 %, every twentieth from 5 to 95 %, and 97.5 %. */
  static final double[] LEVELS = {
    0.025, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8,
    0.85, 0.9, 0.95, 0.975
  };

  private static final int MEDIAN = 10;

  public Distribution {
    if (quantiles.length != LEVELS.length) {
      throw new IllegalArgumentException(quantiles.length + " quantiles");
    }
    quantiles = quantiles.clone();
  }

  public static Distribution of(Outcomes outcomes) {
    double[] quantiles = new double[LEVELS.length];
    for (int i = 0; i < quantiles.length; i++) {
      quantiles[i] = outcomes.quantile(LEVELS[i]);
    }
    return new Distribution(outcomes.mean(), quantiles);
  }

  @Override
  public double[] quantiles() {
    return quantiles.clone();
  }

  public double median() {
    return quantiles[MEDIAN];
  }

  /** Lower and upper end of the central 80 %. */
  public double[] central80() {
    return new double[] {quantiles[2], quantiles[quantiles.length - 3]};
  }

  /** Lower and upper end of the central 95 %. */
  public double[] central95() {
    return new double[] {quantiles[0], quantiles[quantiles.length - 1]};
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof Distribution other
        && mean == other.mean
        && java.util.Arrays.equals(quantiles, other.quantiles);
  }

  @Override
  public int hashCode() {
    return java.util.Arrays.hashCode(quantiles);
  }

  @Override
  public String toString() {
    return "Distribution about " + median();
  }
}
