package dev.steadfast.core.forecast;

/**
 * An interval for each step to come, in the unit of the series.
 *
 * @param lower one value a step
 * @param upper at least {@code lower} at each step
 */
public record Band(double[] lower, double[] upper) {
  public Band {
    if (lower.length != upper.length) {
      throw new IllegalArgumentException(lower.length + " lower ends, " + upper.length + " upper");
    }
  }
}
