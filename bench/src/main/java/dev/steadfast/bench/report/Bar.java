package dev.steadfast.bench.report;

import java.util.Locale;

/**
 * A bar of {@code quality.md}.
 *
 * @param needed a run fails on the wrong side of it
 * @param aimed worth reporting; 0 where there is no aim
 * @param atLeast whether more is better
 */
public record Bar(
    String name, double value, double needed, double aimed, boolean atLeast, String format) {

  public boolean isMet() {
    return atLeast ? value >= needed : value <= needed;
  }

  private boolean isAimMet() {
    return atLeast ? value >= aimed : value <= aimed;
  }

  /** One line, beginning with a mark. */
  public String line() {
    String sign = atLeast ? "≥" : "≤";
    String line =
        String.format(
            Locale.ROOT,
            "%-6s %-44s " + format + "   bar %s " + format,
            isMet() ? "pass" : "MISSED",
            name,
            value,
            sign,
            needed);
    if (aimed == 0) {
      return line;
    }
    return line
        + String.format(
            Locale.ROOT, ", aim %s " + format + " %s", sign, aimed, isAimMet() ? "met" : "not met");
  }
}
