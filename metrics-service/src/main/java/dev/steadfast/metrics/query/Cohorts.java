package dev.steadfast.metrics.query;

import java.util.Map;

/** Metrics whose cohorts go on changing for a while, because something may still follow. */
final class Cohorts {
  private static final Map<String, Integer> SETTLE_AFTER_DAYS =
      Map.of(
          "reopen-rate", 7,
          "reopen-rate.events", 7,
          // As long as the link of an invitation holds, unless the survey says otherwise.
          "response-rate", 14,
          "first-contact-resolution", 7,
          "first-contact-resolution.any-topic", 7,
          "deflection-rate", 1);

  private Cohorts() {}

  /**
   * How many days the cohorts of a metric can still change without any late event.
   *
   * @param origin the key of a built-in metric, that a copy is of
   */
  static int settleAfterDays(String origin) {
    return SETTLE_AFTER_DAYS.getOrDefault(origin, 0);
  }
}
