package dev.steadfast.goals.plan;

import dev.steadfast.contracts.metric.Aggregation;
import dev.steadfast.core.measure.Scope;
import dev.steadfast.goals.progress.DateRange;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * The last window of a goal, and what of it is still to come.
 *
 * @param metric the key of what is measured
 * @param window the days that the goal's final value is measured over
 * @param on the first day to come: the history ends the day before
 */
public record Aim(
    String metric, Scope scope, Aggregation aggregation, DateRange window, LocalDate on) {
  /**
   * Days after which the level that a forecast starts from is taken to show a lasting change in
   * full. Measured on simulated shares and counts of 90 days, with steps of half a daily standard
   * deviation to two: after 7 days the forecasts held 40 to 77 % of the step, after 14 days 63 to
   * 95 %, after 21 days 77 to 106 %.
   */
  public static final int MEMORY_DAYS = 21;

  /** The newest value of a level is the level: one day after, forecasts held 62 to 86 %. */
  private static final int MEMORY_DAYS_OF_A_LEVEL = 1;

  /** How many days of the window are still to come from a day on. */
  public long daysFrom(LocalDate start) {
    LocalDate from = latest(start, latest(on, window.from()));
    return Math.max(0, ChronoUnit.DAYS.between(from, window.to()) + 1);
  }

  /**
   * The share of an effect that the history cannot show yet, 0 to 1: all of it before the start,
   * then less with each day until {@link #MEMORY_DAYS} have passed.
   */
  public double stillToCome(LocalDate start) {
    double memory = aggregation == Aggregation.LEVEL ? MEMORY_DAYS_OF_A_LEVEL : MEMORY_DAYS;
    long passed = Math.max(0, ChronoUnit.DAYS.between(start, on));
    return Math.max(0, 1 - passed / memory);
  }

  /**
   * By how much a steady change of each day from a start on moves the value of the window beyond
   * what the history shows: the share of its days to come for a mean, a share or a quantile, their
   * number for a total, and all of it for a level that it reaches, times what is still to come of
   * the effect.
   */
  double weight(LocalDate start) {
    long days = daysFrom(start);
    double reach =
        switch (aggregation) {
          case COUNT, SUM -> days;
          case LEVEL -> days > 0 ? 1 : 0;
          case MEAN,
              MEDIAN,
              P75,
              P90,
              P95,
              P99,
              MIN,
              MAX,
              SHARE,
              RATIO,
              NET_SCORE,
              MEAN_SCORE,
              DISTINCT_INTERACTIONS,
              DISTINCT_CUSTOMERS ->
              (double) days / window.days();
        };
    return reach * stillToCome(start);
  }

  private static LocalDate latest(LocalDate one, LocalDate other) {
    return one.isAfter(other) ? one : other;
  }
}
