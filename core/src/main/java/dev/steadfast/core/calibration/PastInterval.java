package dev.steadfast.core.calibration;

/**
 * An interval that was forecast, and what came.
 *
 * @param level stated chance to hold the value, in percent, above 0 and below 100
 * @param lower at most {@code upper}
 */
public record PastInterval(double level, double lower, double upper, double actual) {
  public PastInterval {
    if (!(level > 0 && level < 100)) {
      throw new IllegalArgumentException("a level is between 0 and 100 percent: " + level);
    }
    if (!(lower <= upper) || !Double.isFinite(upper - lower) || !Double.isFinite(actual)) {
      throw new IllegalArgumentException(
          "no past interval: " + lower + " to " + upper + ", came " + actual);
    }
  }

  /** Whether the value lies inside, ends included. */
  public boolean isHeld() {
    return lower <= actual && actual <= upper;
  }

  /** By which factor the interval would have to be stretched about its middle to just hold it. */
  double stretch() {
    double half = (upper - lower) / 2;
    double off = Math.abs(actual - (lower + half));
    return half > 0 ? off / half : off > 0 ? Double.POSITIVE_INFINITY : 1;
  }
}
