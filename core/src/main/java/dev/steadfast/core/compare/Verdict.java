package dev.steadfast.core.compare;

/** What may be said of the difference of two values. */
public enum Verdict {
  /** The whole interval lies above zero. */
  HIGHER,
  /** The whole interval lies below zero. */
  LOWER,
  /** The interval holds zero: chance alone may have made the difference. */
  NO_DIFFERENCE_FOUND,
  /** There is no interval, or one side has too few observations. */
  CANNOT_TELL
}
