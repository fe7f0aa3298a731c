package dev.steadfast.goals.progress;

import java.util.Arrays;
import java.util.Locale;

/** How a goal stands today. */
public enum Status {
  /** The whole interval is at the target or beyond. */
  ACHIEVED,
  /** At the expected path or ahead of it. */
  ON_TRACK,
  /** Behind the expected path, but not beyond doubt. */
  AT_RISK,
  /** Behind the expected path beyond doubt. */
  OFF_TRACK,
  /** Too few observations, or an interval too wide to say anything. */
  CANNOT_TELL,
  /** Nothing was observed, or so much is missing that nothing can be said. */
  NO_DATA,
  /** Nothing new was observed for long. */
  STALE;

  /** The name in documents. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The status of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Status named(String code) {
    return Arrays.stream(values())
        .filter(status -> status.code().equals(code))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    String.join(", ", Arrays.stream(values()).map(Status::code).toList())));
  }
}
