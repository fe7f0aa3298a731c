package dev.steadfast.core.calibration;

/**
 * Odds that were stated, and what came.
 *
 * @param odds 0 to 1
 */
public record Statement(double odds, boolean happened) {
  public Statement {
    checked(odds);
  }

  static double checked(double odds) {
    if (!(odds >= 0 && odds <= 1)) {
      throw new IllegalArgumentException("odds are 0 to 1: " + odds);
    }
    return odds;
  }
}
