package dev.steadfast.core.effect;

/**
 * A value with its 95 % interval, in the unit of the series.
 *
 * @param value NaN when there was nothing to estimate from; the interval is then unbounded
 */
public record Estimate(double value, double lower, double upper) {
  /** Nothing is known: any value is as good as any other. */
  public static final Estimate UNKNOWN =
      new Estimate(Double.NaN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  public Estimate {
    if (!(lower <= upper) || value < lower || value > upper) {
      throw new IllegalArgumentException(value + " outside " + lower + " to " + upper);
    }
  }

  /** Whether there was anything to estimate from. */
  public boolean isKnown() {
    return Double.isFinite(value);
  }

  /** Whether the interval leaves zero out. */
  public boolean excludesZero() {
    return lower > 0 || upper < 0;
  }

  Estimate times(double factor) {
    return isKnown() ? new Estimate(value * factor, lower * factor, upper * factor) : this;
  }
}
