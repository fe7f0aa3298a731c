package dev.steadfast.goals.goal;

import java.util.Locale;

/** Where a goal is in its life. It moves forward only. */
public enum GoalState {
  DRAFT,
  ACTIVE,
  CLOSED;

  /** The name in documents. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The state of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  static GoalState named(String code) {
    return switch (code) {
      case "draft" -> DRAFT;
      case "active" -> ACTIVE;
      case "closed" -> CLOSED;
      default -> throw new IllegalArgumentException("draft, active or closed");
    };
  }
}
