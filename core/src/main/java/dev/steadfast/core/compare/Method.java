package dev.steadfast.core.compare;

/** How the interval of a difference is found. */
public enum Method {
  /** Newcombe's hybrid score interval of two independent shares. */
  NEWCOMBE,
  /** Welch's t interval of two independent means. */
  WELCH,
  /** From the intervals of both values, by squaring and adding (MOVER). */
  SQUARE_AND_ADD,
  /** Two Poisson counts: as if each happening came independently of the others. */
  POISSON,
  /** None is defined, or nothing was observed. */
  NONE
}
