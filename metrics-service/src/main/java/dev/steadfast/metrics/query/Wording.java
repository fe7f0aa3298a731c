package dev.steadfast.metrics.query;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Values and differences as people read them. */
public final class Wording {
  private static final MathContext TWO_DIGITS = new MathContext(2);

  private Wording() {}

  /** A value for a reader, in the unit of the metric. */
  public static String value(String unit, double value) {
    return switch (unit) {
      case "percent" -> String.format(Locale.ROOT, "%.1f %%", value);
      case "ms" -> duration(value);
      case "ratio" -> String.format(Locale.ROOT, Math.abs(value) < 100 ? "%.2f" : "%,.0f", value);
      default -> number(value);
    };
  }

  /** Below one, two digits that say something: of 0.004 that it is not nothing. */
  private static String number(double value) {
    double size = Math.abs(value);
    if (!(size < 1) || size == 0) {
      return String.format(Locale.ROOT, size < 100 ? "%.1f" : "%,.0f", value);
    }
    BigDecimal rounded = BigDecimal.valueOf(value).round(TWO_DIGITS).stripTrailingZeros();
    return rounded.setScale(Math.max(1, rounded.scale()), RoundingMode.UNNECESSARY).toPlainString();
  }

  private static String duration(double milliseconds) {
    double minutes = milliseconds / 60_000;
    if (Math.abs(minutes) < 1) {
      return String.format(Locale.ROOT, "%.0f s", milliseconds / 1000);
    }
    if (Math.abs(minutes) < 120) {
      return String.format(Locale.ROOT, "%.1f min", minutes);
    }
    double hours = minutes / 60;
    return hours < 48
        ? String.format(Locale.ROOT, "%.1f h", hours)
        : String.format(Locale.ROOT, "%.1f days", hours / 24);
  }

  /** A difference without its sign, of shares in percentage points. */
  public static String size(String unit, double difference) {
    double size = Math.abs(difference);
    return unit.equals("percent")
        ? String.format(Locale.ROOT, "%.1f points", size)
        : value(unit, size);
  }

  /** A difference with its sign. */
  public static String difference(String unit, double difference) {
    return (difference < 0 ? "\u2212" : "+") + size(unit, difference);
  }
}
