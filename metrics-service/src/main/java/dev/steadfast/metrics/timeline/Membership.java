package dev.steadfast.metrics.timeline;

/** What something is to a ratio. */
enum Membership {
  NUMERATOR,
  DENOMINATOR_ONLY,
  OUT;

  static Membership of(boolean isInNumerator) {
    return isInNumerator ? NUMERATOR : DENOMINATOR_ONLY;
  }
}
