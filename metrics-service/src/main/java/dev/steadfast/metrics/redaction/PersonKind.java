package dev.steadfast.metrics.redaction;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whose references they are: a customer and an agent of the same reference are two people. */
public enum PersonKind {
  CUSTOMER,
  AGENT;

  /** The name in requests and rows. */
  @JsonValue
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The kind of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  @JsonCreator
  public static PersonKind named(String text) {
    for (PersonKind kind : values()) {
      if (kind.text().equals(text)) {
        return kind;
      }
    }
    throw new IllegalArgumentException("must be one of customer, agent");
  }
}
