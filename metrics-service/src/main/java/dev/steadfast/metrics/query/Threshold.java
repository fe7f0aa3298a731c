package dev.steadfast.metrics.query;

import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.contracts.metric.MetricDefinition.Kind;
import dev.steadfast.core.measure.Cell;
import dev.steadfast.core.measure.Histogram;
import dev.steadfast.platform.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * The share of the values up to a threshold among all: {@code within:PT1H} of durations, {@code
 * within:3} of numbers. Values are kept to 1 %, so that those count that are not told apart from
 * the threshold as well.
 *
 * @param code as it was asked for
 * @param asked in the unit of the metric
 * @param countedTo the largest value that counts, at most 0.8 % above what was asked
 */
public record Threshold(String code, long asked, long countedTo) {
  private static final String PREFIX = "WITHIN:";
  private static final Set<Kind> KINDS = EnumSet.of(Kind.DURATION, Kind.NUMBER, Kind.AGE);

  /** Over thirty thousand years in milliseconds. */
  private static final long LARGEST = 1_000_000_000_000_000L;

  /** Whether the code of an aggregation is meant for one, well formed or not. */
  static boolean isMeant(String code) {
    return code.toUpperCase(Locale.ROOT).startsWith(PREFIX);
  }

  /** Whether a metric has values that can be within one. */
  static boolean fits(MetricDefinition metric) {
    return KINDS.contains(metric.kind());
  }

  /**
   * Reads {@code within:} and a whole number in the unit of the metric, or an ISO 8601 duration.
   *
   * @throws ProblemException {@code invalid-parameter}
   */
  static Threshold of(MetricDefinition metric, String code) {
    String text = code.substring(PREFIX.length()).toUpperCase(Locale.ROOT);
    boolean isDuration = metric.kind() != Kind.NUMBER;
    try {
      long asked =
          isDuration && text.startsWith("P") ? Duration.parse(text).toMillis() : number(text);
      if (asked >= 0 && asked <= LARGEST) {
        return new Threshold("within:" + text, asked, Histogram.lastLike(asked));
      }
    } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
      // answered below like any other threshold that is none
    }
    throw ProblemException.invalidParameter(
        "aggregation",
        isDuration
            ? "A share is within a number of milliseconds or a duration such as within:PT1H, from 0 to 10^15 ms."
            : "A share is within a whole number such as within:3, from 0 to 10^15.");
  }

  private static long number(String text) {
    if (!text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new NumberFormatException(text);
    }
    return Long.parseLong(text);
  }

  /** Of which share {@link dev.steadfast.contracts.metric.Aggregation#SHARE} is the value. */
  public Cell of(Cell cell) {
    Histogram values = cell.histogram();
    return values == null
        ? new Cell()
        : new Cell(cell.count(), 0, values.countBelow(countedTo + 1), cell.count(), null);
  }
}
