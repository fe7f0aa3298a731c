package dev.steadfast.goals.forecast;

import dev.steadfast.contracts.metric.Aggregation;
import dev.steadfast.core.forecast.CannotTell;
import dev.steadfast.core.forecast.WindowForecast;
import dev.steadfast.core.forecast.WindowOutlook;
import dev.steadfast.core.measure.Cell;
import dev.steadfast.goals.progress.DateRange;
import dev.steadfast.goals.progress.DayCell;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last window of a goal, and what of it is still to come.
 *
 * @param last the newest day of the history
 * @param window the days that the goal's final value is measured over
 * @param outlook what they will measure if nothing changes
 */
record GoalAhead(LocalDate last, DateRange window, Aggregation aggregation, WindowOutlook outlook) {
  private static final int FURTHEST = 1_000;

  /**
   * The outlook of a window by its history.
   *
   * @param cells whole days, oldest first, at least one; for a level, all since its beginning
   */
  static GoalAhead of(List<DayCell> cells, DateRange window, Aggregation aggregation) {
    LocalDate first = cells.getFirst().day();
    LocalDate newest = cells.getLast().day();
    LocalDate last = newest.isAfter(window.to()) ? window.to() : newest;
    int to = (int) first.until(window.to(), ChronoUnit.DAYS) + 1;
    if (to < 1) {
      return new GoalAhead(last, window, aggregation, nothing());
    }
    List<@Nullable Cell> days = days(cells, first, last, aggregation);
    if (to - days.size() > FURTHEST) {
      return new GoalAhead(
          last,
          window,
          aggregation,
          new CannotTell("The window ends more than " + FURTHEST + " days after the history."));
    }
    int from = Math.max(0, (int) first.until(window.from(), ChronoUnit.DAYS));
    return new GoalAhead(last, window, aggregation, WindowForecast.of(days, aggregation, from, to));
  }

  private static CannotTell nothing() {
    return new CannotTell("Nothing was observed in the window, and no day of it is to come.");
  }

  private static List<@Nullable Cell> days(
      List<DayCell> cells, LocalDate first, LocalDate last, Aggregation aggregation) {
    boolean counts = aggregation == Aggregation.COUNT;
    List<@Nullable Cell> days = new ArrayList<>();
    int next = 0;
    for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
      if (cells.get(next).day().equals(day)) {
        days.add(cells.get(next).cell());
        next++;
      } else {
        days.add(counts ? new Cell() : null);
      }
    }
    return days;
  }

  /** How many days of the window are still to come from a day on. */
  long daysFrom(LocalDate start) {
    LocalDate from = start.isAfter(last) ? start : last.plusDays(1);
    if (from.isBefore(window.from())) {
      from = window.from();
    }
    return from.isAfter(window.to()) ? 0 : from.until(window.to(), ChronoUnit.DAYS) + 1;
  }

  /**
   * By how much a steady change of each day from a start on moves the value of the window: the
   * share of its days for a mean, a share or a quantile, their number for a total, and all of it
   * for a level that it reaches.
   */
  double weight(LocalDate start) {
    long days = daysFrom(start);
    return switch (aggregation) {
      case COUNT, SUM -> days;
      case LEVEL -> days > 0 ? 1 : 0;
      case MEAN, MEDIAN, P75, P90, P95, P99, MIN, MAX, SHARE, NET_SCORE ->
          (double) days / window.days();
    };
  }

  /** Whether amounts of parts add up to that of the whole. */
  boolean addsUp() {
    return aggregation == Aggregation.COUNT
        || aggregation == Aggregation.SUM
        || aggregation == Aggregation.LEVEL;
  }
}
