package dev.steadfast.core.effect;

/**
 * The 95 % band of single days around the counterfactual; NaN where there is none.
 *
 * @param lower one for each day of the series
 * @param upper one for each day of the series
 */
public record Band(double[] lower, double[] upper) {
  public Band {
    if (lower.length != upper.length) {
      throw new IllegalArgumentException("two ends of different length");
    }
  }
}
