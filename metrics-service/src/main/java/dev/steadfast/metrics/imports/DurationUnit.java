package dev.steadfast.metrics.imports;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.OptionalLong;

/** What the numbers of a column of durations count. */
enum DurationUnit {
  MILLISECONDS(1),
  SECONDS(1_000),
  MINUTES(60_000),
  HOURS(3_600_000);

  /** More than any duration, and safe to multiply. */
  private static final BigDecimal MAX_MS = BigDecimal.valueOf(Long.MAX_VALUE / 2);

  private final BigDecimal ms;

  DurationUnit(long ms) {
    this.ms = BigDecimal.valueOf(ms);
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** So many of this unit in milliseconds, rounded half up; nothing if negative or beyond range. */
  OptionalLong milliseconds(BigDecimal number) {
    if (number.signum() < 0 || number.precision() - number.scale() > 18) {
      return OptionalLong.empty();
    }
    BigDecimal exact = number.multiply(ms);
    return exact.compareTo(MAX_MS) > 0
        ? OptionalLong.empty()
        : OptionalLong.of(exact.setScale(0, RoundingMode.HALF_UP).longValueExact());
  }
}
