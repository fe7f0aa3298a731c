package dev.steadfast.core.forecast;

/** Which side of a target is good. */
public enum Direction {
  /** At least the target. */
  UP,
  /** At most the target. */
  DOWN
}
