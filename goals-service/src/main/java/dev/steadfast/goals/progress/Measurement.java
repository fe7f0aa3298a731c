package dev.steadfast.goals.progress;

import dev.steadfast.contracts.metric.Aggregation;
import dev.steadfast.core.measure.Cell;
import dev.steadfast.core.measure.Interval;
import dev.steadfast.core.measure.Measured;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A measured value with its uncertainty.
 *
 * @param interval 95 %; the value itself for a plain total or level, which has no sampling error;
 *     empty when there are too few observations for one
 * @param n how many observations
 */
public record Measurement(double value, Optional<Interval> interval, long n) {
  /** The value of those days, or empty where nothing was observed. */
  public static Optional<Measurement> of(
      Aggregation aggregation, DateRange days, List<DayCell> cells) {
    boolean level = aggregation == Aggregation.LEVEL;
    Cell merged = new Cell();
    boolean any = false;
    for (DayCell each : cells) {
      LocalDate day = each.day();
      if (level ? !day.isAfter(days.to()) : days.contains(day)) {
        merged.add(each.cell());
        any = true;
      }
    }
    Measured measured = Measured.inWholes(merged);
    if (!any || merged.count() <= 0 || measured.value(aggregation).isEmpty()) {
      return Optional.empty();
    }
    double value = measured.value(aggregation).getAsDouble();
    Optional<Interval> interval =
        isExact(aggregation)
            ? Optional.of(new Interval(value, value))
            : measured.interval(aggregation);
    return Optional.of(new Measurement(value, interval, merged.count()));
  }

  /** The same with a total that is so many times as large. */
  Measurement times(double factor) {
    return new Measurement(
        value * factor,
        interval.map(given -> new Interval(given.lower() * factor, given.upper() * factor)),
        n);
  }

  /** Whether values of that aggregation are facts rather than samples of a wider population. */
  static boolean isExact(Aggregation aggregation) {
    return switch (aggregation) {
      case COUNT, SUM, LEVEL, MIN, MAX, DISTINCT_INTERACTIONS, DISTINCT_CUSTOMERS -> true;
      case MEAN, MEDIAN, P75, P90, P95, P99, SHARE, RATIO, NET_SCORE, MEAN_SCORE -> false;
    };
  }
}
