package dev.steadfast.core.forecast;

/** Which values a series can take; forecasts stay within. */
public enum Domain {
  /** Any number. */
  REAL,
  /** Zero and above. */
  NON_NEGATIVE,
  /** Whole numbers from zero. */
  COUNT,
  /** 0 to 100. */
  PERCENT,
  /** −100 to 100. */
  NET_SCORE;

  /** The nearest value of this domain. */
  double clamp(double value) {
    return switch (this) {
      case REAL -> value;
      case NON_NEGATIVE -> Math.max(0, value);
      case COUNT -> Math.max(0, Math.rint(value));
      case PERCENT -> Math.min(100, Math.max(0, value));
      case NET_SCORE -> Math.min(100, Math.max(-100, value));
    };
  }

  boolean holds(double value) {
    return switch (this) {
      case REAL -> true;
      case NON_NEGATIVE, COUNT -> value >= 0;
      case PERCENT -> value >= 0 && value <= 100;
      case NET_SCORE -> value >= -100 && value <= 100;
    };
  }
}
