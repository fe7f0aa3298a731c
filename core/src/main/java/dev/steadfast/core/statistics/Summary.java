package dev.steadfast.core.statistics;

import java.util.OptionalDouble;

/**
 * Mean, spread and lag-1 autocorrelation of a series, to the digits that its doubles carry.
 *
 * <p>The sum is compensated (Neumaier 1974) and the mean kept as a sum of two doubles; deviations
 * from it are taken and squared in a second pass, compensated likewise (Ogita, Rump and Oishi
 * 2005). A large level under a small spread therefore costs no digits beyond those lost when the
 * values themselves were rounded to doubles.
 */
public final class Summary {
  private final int count;
  private final double mean;
  private final double squares;
  private final double neighbours;
  private final double min;
  private final double max;

  private Summary(double[] values) {
    count = values.length;
    CompensatedSum sum = new CompensatedSum();
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      sum.add(value);
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    min = least;
    max = most;
    mean = sum.value() / count;
    double rest = (Math.fma(-mean, count, sum.high()) + sum.low()) / count;
    CompensatedSum squared = new CompensatedSum();
    CompensatedSum adjacent = new CompensatedSum();
    double previous = 0;
    for (int i = 0; i < count; i++) {
      double deviation = (values[i] - mean) - rest;
      squared.addProduct(deviation, deviation);
      if (i > 0) {
        adjacent.addProduct(previous, deviation);
      }
      previous = deviation;
    }
    squares = squared.value();
    neighbours = adjacent.value();
  }

  /**
   * The summary of the values in their order.
   *
   * @param values at least one; all finite
   */
  public static Summary of(double... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("nothing has no summary");
    }
    for (double value : values) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("not a finite number: " + value);
      }
    }
    return new Summary(values);
  }

  /** How many values there are, at least 1. */
  public int count() {
    return count;
  }

  /** The arithmetic mean. */
  public double mean() {
    return mean;
  }

  /** The smallest value. */
  public double min() {
    return min;
  }

  /** The largest value. */
  public double max() {
    return max;
  }

  /** The sample standard deviation (divided by n - 1); empty for a single value. */
  public OptionalDouble standardDeviation() {
    return count < 2 ? OptionalDouble.empty() : OptionalDouble.of(Math.sqrt(squares / (count - 1)));
  }

  /**
   * The lag-1 autocorrelation: neighbouring products of deviations over squared deviations, both
   * from the mean of all (NIST handbook 1.3.3.1); -1 to 1. Empty where nothing varies.
   */
  public OptionalDouble lagOneAutocorrelation() {
    return squares > 0 ? OptionalDouble.of(neighbours / squares) : OptionalDouble.empty();
  }
}
