package dev.steadfast.metrics.erasure;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What becomes of what a person took part in. */
public enum ErasureMode {
  /** A random name stands in place of theirs; all numbers of the tenant stay. */
  PSEUDONYMISE,
  /** The interactions that the customer opened go with all that was counted of them. */
  REMOVE;

  @JsonValue
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The mode of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  @JsonCreator
  public static ErasureMode named(String text) {
    for (ErasureMode mode : values()) {
      if (mode.text().equals(text)) {
        return mode;
      }
    }
    throw new IllegalArgumentException("must be one of pseudonymise, remove");
  }
}
