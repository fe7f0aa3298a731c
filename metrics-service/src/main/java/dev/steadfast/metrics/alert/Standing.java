package dev.steadfast.metrics.alert;

import java.util.Locale;

/** How a rule stands. */
enum Standing {
  OK,
  FIRING,
  /** There is nothing to judge by: neither good nor bad. */
  NO_DATA;

  /** As in documents: {@code no-data}. */
  String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Standing of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
