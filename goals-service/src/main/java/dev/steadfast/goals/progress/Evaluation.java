package dev.steadfast.goals.progress;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How a goal stands on a day.
 *
 * @param window the days measured, or empty where none have passed yet
 * @param expected where the linear path is, or empty before the period
 * @param verdict on the target, as if the period ended on that day
 * @param reached the highest level that is met for certain
 * @param newestDay the newest day up to then on which something was observed
 */
public record Evaluation(
    Optional<DateRange> window,
    Optional<Measurement> measurement,
    OptionalDouble expected,
    Status status,
    Verdict verdict,
    Level reached,
    Optional<LocalDate> newestDay) {

  /** A running goal without an observation for more than this many days is stale. */
  public static final int STALE_AFTER_DAYS = 7;

  /**
   * Evaluates a goal.
   *
   * @param cells of its metric and scope; for a level all days since the beginning, otherwise at
   *     least those of the window and after it
   * @param today in the zone that the cells' days belong to
   * @param silences of the sources of the tenant, in days of that zone
   */
  public static Evaluation of(
      Target target,
      DateRange period,
      List<DayCell> cells,
      LocalDate today,
      List<Silence> silences) {
    Optional<LocalDate> newestDay =
        cells.stream()
            .filter(each -> !each.day().isAfter(today) && each.cell().count() > 0)
            .map(DayCell::day)
            .max(LocalDate::compareTo);
    Optional<DateRange> window = target.window().on(today, period);
    Optional<Measurement> measured =
        window.flatMap(days -> Measurement.of(target.aggregation(), days, cells));
    OptionalDouble expected =
        window.isEmpty()
            ? OptionalDouble.empty()
            : OptionalDouble.of(target.expected(shareOver(period, today)));
    boolean over = today.isAfter(period.to());
    boolean stale = !over && silence(newestDay, today) > STALE_AFTER_DAYS;
    Judging judging = new Judging(target, expected, over, stale);
    Judging.Judged judged =
        window.isPresent() && measured.isPresent()
            ? judging.of(measured.get(), window.get(), silences)
            : judging.of(measured);
    return new Evaluation(
        window, measured, expected, judged.status(), judged.verdict(), judged.reached(), newestDay);
  }

  /** Progress, 0 at the baseline and 1 at the target, or empty without a value. */
  public OptionalDouble progress(Target target) {
    return measurement.isPresent()
        ? OptionalDouble.of(target.progress(measurement.get().value()))
        : OptionalDouble.empty();
  }

  /** How much of the period has passed when {@code today} ends. */
  private static double shareOver(DateRange period, LocalDate today) {
    double passed = ChronoUnit.DAYS.between(period.from(), today) + 1.0;
    return Math.clamp(passed / period.days(), 0.0, 1.0);
  }

  private static long silence(Optional<LocalDate> newestDay, LocalDate today) {
    return newestDay.map(day -> ChronoUnit.DAYS.between(day, today)).orElse(0L);
  }
}
