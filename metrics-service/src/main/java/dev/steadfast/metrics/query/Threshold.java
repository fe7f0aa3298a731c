package dev.steadfast.metrics.query;

import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.contracts.metric.MetricDefinition.Kind;
import dev.steadfast.core.measure.Cell;
import dev.steadfast.core.measure.Histogram;
import dev.steadfast.core.measure.Measured;
import dev.steadfast.platform.problem.ProblemException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The share of the values up to a threshold among all: {@code within:PT1H} of durations, {@code
 * within:3} of numbers. Values are kept to 1 %, so that those count that are not told apart from
 * the threshold as well.
 *
 * @param code as it was asked for
 * @param asked in the unit of the metric
 * @param countedTo the largest value that counts, at most 0.8 % above what was asked
 * @param steps the same as cells keep it
 */
public record Threshold(String code, BigDecimal asked, BigDecimal countedTo, long steps) {
  private static final String PREFIX = "WITHIN:";
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,16}(\\.[0-9]{1,6})?");
  private static final Set<Kind> KINDS = EnumSet.of(Kind.DURATION, Kind.NUMBER, Kind.AGE);

  /** Over thirty thousand years in milliseconds. */
  private static final BigDecimal LARGEST = BigDecimal.TEN.pow(15);

  /** Whether the code of an aggregation is meant for one, well formed or not. */
  public static boolean isMeant(String code) {
    return code.toUpperCase(Locale.ROOT).startsWith(PREFIX);
  }

  /** Whether a metric has values that can be within one. */
  public static boolean fits(MetricDefinition metric) {
    return KINDS.contains(metric.kind());
  }

  /**
   * Reads {@code within:} and a number in the unit of the metric, or an ISO 8601 duration.
   *
   * @throws ProblemException {@code invalid-parameter}
   */
  public static Threshold of(MetricDefinition metric, String code) {
    String text = code.substring(PREFIX.length()).toUpperCase(Locale.ROOT);
    boolean isDuration = metric.kind() != Kind.NUMBER;
    try {
      BigDecimal steps =
          isDuration && text.startsWith("P")
              ? BigDecimal.valueOf(Duration.parse(text).toMillis())
              : number(text).movePointRight(metric.decimals());
      if (steps.abs().compareTo(LARGEST) <= 0 && !(isDuration && steps.signum() < 0)) {
        long asked = steps.longValueExact();
        long last = Histogram.lastLike(asked);
        return new Threshold("within:" + text, metric.inUnit(asked), metric.inUnit(last), last);
      }
    } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
      // answered below like any other threshold that is none
    }
    throw ProblemException.invalidParameter(
        "aggregation",
        isDuration
            ? "A share is within a number of milliseconds or a duration such as within:PT1H, from 0 to 10^15 ms."
            : "A share is within a number such as within:3, with at most %d decimals, from -10^%2$d to 10^%2$d."
                .formatted(metric.decimals(), 15 - metric.decimals()));
  }

  private static BigDecimal number(String text) {
    if (!NUMBER.matcher(text).matches()) {
      throw new NumberFormatException(text);
    }
    return new BigDecimal(text);
  }

  /** Of which share {@link dev.steadfast.contracts.metric.Aggregation#SHARE} is the value. */
  public Measured of(Measured measured) {
    Histogram values = measured.cell().histogram();
    return Measured.inWholes(
        values == null
            ? new Cell()
            : new Cell(measured.count(), 0, values.countBelow(steps + 1), measured.count(), null));
  }
}
