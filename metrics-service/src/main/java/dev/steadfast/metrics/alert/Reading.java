package dev.steadfast.metrics.alert;

import org.jspecify.annotations.Nullable;

/** What one look at the metric says of a rule. */
sealed interface Reading {
  /** What was seen. */
  Seen seen();

  /**
   * A value with its interval.
   *
   * @param lower end of the 95 % interval, or of the band of ordinary days; null where there is
   *     none
   * @param n how many observations it is made of
   * @param reason in words, for people
   */
  record Seen(
      @Nullable Double value,
      @Nullable Double lower,
      @Nullable Double upper,
      long n,
      String reason) {}

  /** The condition is met, with certainty. */
  record Beyond(Seen seen) implements Reading {}

  /** It is not met, and the value is also on the good side of the level that clears. */
  record Clear(Seen seen) implements Reading {}

  /** Neither: the value lies between both levels, or its interval reaches over the threshold. */
  record Between(Seen seen) implements Reading {}

  /** There are too few observations to judge. */
  record TooFew(Seen seen) implements Reading {}

  /** There is nothing to see, or a source that should tell is silent. */
  record Missing(Seen seen) implements Reading {}
}
