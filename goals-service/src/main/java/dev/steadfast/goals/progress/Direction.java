package dev.steadfast.goals.progress;

import java.util.Locale;

/** Which way is better for a goal. */
public enum Direction {
  HIGHER,
  LOWER;

  /** Whether {@code value} is at {@code level} or beyond it in the better direction. */
  public boolean reaches(double value, double level) {
    return this == HIGHER ? value >= level : value <= level;
  }

  /** The name in documents. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The direction of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Direction named(String code) {
    return switch (code) {
      case "higher" -> HIGHER;
      case "lower" -> LOWER;
      default -> throw new IllegalArgumentException("higher or lower");
    };
  }
}
