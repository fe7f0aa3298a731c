package dev.steadfast.core.compare;

import dev.steadfast.core.measure.Measured;

/**
 * One side of a comparison.
 *
 * @param days how long it was observed; 0 where it has not begun
 */
public record Side(Measured values, double days) {
  public Side {
    if (!(days >= 0) || Double.isInfinite(days)) {
      throw new IllegalArgumentException("not a length of time: " + days);
    }
  }
}
