package dev.steadfast.core.schedule;

import java.util.Arrays;
import java.util.Optional;

/** Which version of a schedule measures a span in which another one came into force. */
public enum ClockRule {
  /** Each part of the span by the version in force in it. */
  SUM_OVER_HISTORY("sum-over-history"),
  /** The whole span by the version in force at its end. */
  AT_END("at-end");

  private final String code;

  ClockRule(String code) {
    this.code = code;
  }

  /** The stable name in kebab case. */
  public String code() {
    return code;
  }

  /** The rule of that code, or empty. */
  public static Optional<ClockRule> named(String code) {
    return Arrays.stream(values()).filter(rule -> rule.code.equals(code)).findFirst();
  }
}
