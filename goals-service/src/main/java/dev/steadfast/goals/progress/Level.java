package dev.steadfast.goals.progress;

import java.util.Locale;

/** How far a goal has come for certain. */
public enum Level {
  NONE,
  COMMIT,
  TARGET,
  STRETCH;

  /** The name in documents. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
