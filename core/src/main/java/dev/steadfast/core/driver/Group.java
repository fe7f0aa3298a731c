package dev.steadfast.core.driver;

/**
 * The observations of one value of a dimension, before and after.
 *
 * @param value of the dimension; empty for the observations that have none
 * @param weightBefore how many observations, at least 0; parts of one where it belongs to several
 *     values
 * @param amountBefore what is averaged over them: a numerator, or a sum
 */
public record Group(
    String value,
    double weightBefore,
    double amountBefore,
    double weightAfter,
    double amountAfter) {
  public Group {
    if (weightBefore < 0 || weightAfter < 0) {
      throw new IllegalArgumentException(
          "a number of observations below zero: " + weightBefore + ", " + weightAfter);
    }
  }
}
