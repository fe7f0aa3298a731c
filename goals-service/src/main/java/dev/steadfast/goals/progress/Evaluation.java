package dev.steadfast.goals.progress;

import dev.steadfast.core.measure.Interval;
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
   * A value without sampling error is at risk rather than off track within this share of the way
   * from baseline to target.
   */
  static final double SLACK = 0.1;

  /**
   * Evaluates a goal.
   *
   * @param cells of its metric and scope; for a level all days since the beginning, otherwise at
   *     least those of the window and after it
   * @param today in the zone that the cells' days belong to
   */
  public static Evaluation of(
      Target target, DateRange period, List<DayCell> cells, LocalDate today) {
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
    Verdict verdict = verdict(target, measured, target.levels().target(), over);
    return new Evaluation(
        window,
        measured,
        expected,
        status(target, measured, expected, verdict, over, silence(newestDay, today)),
        verdict,
        reached(target, measured, over),
        newestDay);
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

  /** A total that still grows has missed nothing yet, and has not kept below anything either. */
  private static Verdict verdict(
      Target target, Optional<Measurement> measured, double level, boolean over) {
    Verdict verdict = Verdict.of(measured, target.minimumSample(), target.direction(), level);
    if (over || !target.accumulates()) {
      return verdict;
    }
    boolean settled =
        target.direction() == Direction.HIGHER
            ? verdict instanceof Verdict.Met
            : verdict instanceof Verdict.Missed;
    return settled || measured.isEmpty()
        ? verdict
        : new Verdict.CannotTell("the total still grows until the period ends");
  }

  private static Level reached(Target target, Optional<Measurement> measured, boolean over) {
    Levels levels = target.levels();
    if (isMet(target, measured, levels.stretch(), over)) {
      return Level.STRETCH;
    }
    if (isMet(target, measured, OptionalDouble.of(levels.target()), over)) {
      return Level.TARGET;
    }
    return isMet(target, measured, levels.commit(), over) ? Level.COMMIT : Level.NONE;
  }

  private static boolean isMet(
      Target target, Optional<Measurement> measured, OptionalDouble level, boolean over) {
    return level.isPresent()
        && verdict(target, measured, level.getAsDouble(), over) instanceof Verdict.Met;
  }

  private static Status status(
      Target target,
      Optional<Measurement> measured,
      OptionalDouble expected,
      Verdict verdict,
      boolean over,
      long silence) {
    if (measured.isEmpty() || expected.isEmpty()) {
      return Status.NO_DATA;
    }
    if (!over && silence > STALE_AFTER_DAYS) {
      return Status.STALE;
    }
    Measurement value = measured.get();
    if (value.n() < target.minimumSample() || value.interval().isEmpty()) {
      return Status.CANNOT_TELL;
    }
    if (verdict instanceof Verdict.Met) {
      return Status.ACHIEVED;
    }
    if (over || (target.accumulates() && verdict instanceof Verdict.Missed)) {
      return verdict instanceof Verdict.Missed ? Status.OFF_TRACK : Status.CANNOT_TELL;
    }
    return againstPath(target, value.value(), value.interval().get(), expected.getAsDouble());
  }

  private static Status againstPath(
      Target target, double value, Interval interval, double expected) {
    Direction direction = target.direction();
    double goal = target.levels().target();
    boolean higher = direction == Direction.HIGHER;
    double best = higher ? interval.upper() : interval.lower();
    double worst = higher ? interval.lower() : interval.upper();
    boolean exact = interval.lower() == interval.upper();
    if (!exact && direction.reaches(best, goal) && direction.reaches(target.baseline(), worst)) {
      return Status.CANNOT_TELL;
    }
    if (direction.reaches(value, expected)) {
      return Status.ON_TRACK;
    }
    double slack = exact ? SLACK * (goal - target.baseline()) : 0;
    return direction.reaches(best + slack, expected) ? Status.AT_RISK : Status.OFF_TRACK;
  }
}
