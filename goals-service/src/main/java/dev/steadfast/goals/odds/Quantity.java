package dev.steadfast.goals.odds;

import java.util.Locale;

/**
 * A value of a metric in words: durations in two parts, shares in percent, counts with thousands.
 *
 * @param unit ms, percent or count
 */
public record Quantity(double value, String unit) {
  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;
  private static final double WHOLE_FROM = 100;

  /** Such as 23 h 10 min, 84.2 % or 1,240. */
  public String words() {
    return switch (unit) {
      case "ms" -> value < 0 ? "-" + duration(-value) : duration(value);
      case "percent" -> String.format(Locale.ROOT, "%.1f %%", value);
      default ->
          value == Math.rint(value) || Math.abs(value) >= WHOLE_FROM
              ? String.format(Locale.ROOT, "%,.0f", value)
              : String.format(Locale.ROOT, "%.1f", value);
    };
  }

  /** The same of a difference: shares in points. */
  public String differenceInWords() {
    return unit.equals("percent") ? String.format(Locale.ROOT, "%.1f points", value) : words();
  }

  private static String duration(double milliseconds) {
    long rounded = Math.round(milliseconds);
    if (rounded >= 2 * DAY) {
      return parts(rounded, DAY, "d", HOUR, "h");
    }
    if (rounded >= HOUR) {
      return parts(rounded, HOUR, "h", MINUTE, "min");
    }
    return rounded >= MINUTE
        ? parts(rounded, MINUTE, "min", SECOND, "s")
        : String.format(Locale.ROOT, "%.1f s", milliseconds / SECOND);
  }

  private static String parts(long value, long big, String bigName, long small, String smallName) {
    long smalls = Math.round(value / (double) small);
    long ratio = big / small;
    String first = smalls / ratio + " " + bigName;
    return smalls % ratio == 0 ? first : first + " " + smalls % ratio + " " + smallName;
  }
}
