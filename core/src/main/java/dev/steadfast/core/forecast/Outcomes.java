package dev.steadfast.core.forecast;

import dev.steadfast.core.measure.Quantiles;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The distribution of one measured quantity at the end of a window, as equally likely outcomes in
 * the unit of the quantity (shares in percent).
 */
public final class Outcomes implements WindowOutlook {
  private final double[] sorted;
  private final Domain domain;

  private Outcomes(double[] values, Domain domain) {
    sorted = values.clone();
    Arrays.sort(sorted);
    this.domain = domain;
  }

  /**
   * Of equally likely values.
   *
   * @throws IllegalArgumentException if there is none, or one is no number
   */
  public static Outcomes of(double[] values, Domain domain) {
    if (values.length == 0) {
      throw new IllegalArgumentException("no outcomes");
    }
    for (double value : values) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("no outcome: " + value);
      }
    }
    return new Outcomes(values, domain);
  }

  /** The mean of all outcomes. */
  public double mean() {
    double mean = 0;
    for (double value : sorted) {
      mean += value / sorted.length;
    }
    return mean;
  }

  /**
   * The quantile by Hyndman and Fan's type 7.
   *
   * @param p 0 to 1
   */
  public double quantile(double p) {
    if (!(p >= 0 && p <= 1)) {
      throw new IllegalArgumentException("a quantile is at 0 to 1: " + p);
    }
    return Quantiles.type7(sorted, p);
  }

  /** The odds, 0 to 1, that the outcome is at least the target (up) or at most it (down). */
  public double oddsOf(double target, Direction direction) {
    int below = count(target, direction == Direction.UP);
    double n = sorted.length;
    return direction == Direction.UP ? (n - below) / n : below / n;
  }

  /**
   * The most demanding target that has these odds.
   *
   * @param odds 0 to 1
   */
  public double levelAt(double odds, Direction direction) {
    return quantile(direction == Direction.UP ? 1 - odds : odds);
  }

  /** How many outcomes were simulated; 1 where nothing is left open. */
  public int size() {
    return sorted.length;
  }

  /**
   * The outcomes if an effect comes on top that does not depend on them.
   *
   * @param effectMean in the unit of the outcomes, with its sign
   * @param effectSd standard deviation, at least 0
   */
  public Outcomes shifted(double effectMean, double effectSd) {
    if (!(effectSd >= 0) || !Double.isFinite(effectMean + effectSd)) {
      throw new IllegalArgumentException("no effect: " + effectMean + " ± " + effectSd);
    }
    SplittableRandom random = new SplittableRandom(new Seed().add(sorted).value());
    int copies = effectSd == 0 ? 1 : Math.max(1, Forecaster.PATHS / sorted.length);
    double[] shifted = new double[sorted.length * copies];
    for (int i = 0; i < shifted.length; i++) {
      double effect = effectSd == 0 ? effectMean : effectMean + effectSd * random.nextGaussian();
      double value = sorted[i % sorted.length] + effect;
      shifted[i] = domain == Domain.COUNT ? Math.max(0, value) : domain.clamp(value);
    }
    return new Outcomes(shifted, domain);
  }

  /**
   * The outcomes spread about their median by a factor, as a calibration record may ask for.
   *
   * @param factor above 0
   */
  public Outcomes widened(double factor) {
    if (!(factor > 0 && factor <= 1e6)) {
      throw new IllegalArgumentException("no factor of a spread: " + factor);
    }
    double median = quantile(0.5);
    double[] widened = new double[sorted.length];
    for (int i = 0; i < widened.length; i++) {
      double value = median + factor * (sorted[i] - median);
      widened[i] = domain == Domain.COUNT ? Math.max(0, value) : domain.clamp(value);
    }
    return new Outcomes(widened, domain);
  }

  /** All outcomes, ascending. */
  public double[] values() {
    return sorted.clone();
  }

  /** How many outcomes are below the target, or at most it. */
  private int count(double target, boolean isStrict) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      boolean isBelow = isStrict ? sorted[middle] < target : sorted[middle] <= target;
      if (isBelow) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
