package dev.steadfast.goals.odds;

import dev.steadfast.contracts.metric.Aggregation;
import dev.steadfast.core.forecast.CannotTell;
import dev.steadfast.core.forecast.WindowForecast;
import dev.steadfast.core.forecast.WindowOutlook;
import dev.steadfast.core.measure.Cell;
import dev.steadfast.core.measure.Measured;
import dev.steadfast.goals.progress.DateRange;
import dev.steadfast.goals.progress.DayCell;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The day cells of a metric up to yesterday, one entry a calendar day. A day that is still running
 * is not in it: it would look like a bad day to whatever learns from it, and is a day to come.
 *
 * @param aggregation by which the days are read
 * @param from the day of the first entry
 * @param days null for a day without data. Where nothing observed means nothing happened (counts,
 *     sums, levels), such a day is an empty cell
 */
public record DailyHistory(Aggregation aggregation, LocalDate from, List<@Nullable Cell> days) {
  /** How far back a history reaches, at least; it begins with a month. */
  public static final int MOST_DAYS = 730;

  /** A window that ends later than this many days after the history is not forecast. */
  public static final int FURTHEST_DAYS = 731;

  private static final int WEEK = 7;
  private static final int WEEKS_OF_ORDINARY_DAYS = 4;

  public DailyHistory {
    days = Collections.unmodifiableList(new ArrayList<>(days));
  }

  /** The first day that a history as of a day can have, unless the window begins before it. */
  public static LocalDate earliest(LocalDate today, LocalDate windowFrom) {
    LocalDate usual = today.minusDays(MOST_DAYS).withDayOfMonth(1);
    return windowFrom.isBefore(usual) ? windowFrom : usual;
  }

  /**
   * The history as of a day.
   *
   * @param cells in any order; for a level with what was before the history
   * @param windowFrom the first day of the window that will be asked about
   */
  public static DailyHistory of(
      Aggregation aggregation, List<DayCell> cells, LocalDate today, LocalDate windowFrom) {
    LocalDate earliest = earliest(today, windowFrom);
    List<DayCell> known =
        cells.stream()
            .filter(each -> each.day().isBefore(today) && isData(aggregation, each.cell()))
            .filter(each -> aggregation == Aggregation.LEVEL || !each.day().isBefore(earliest))
            .sorted(Comparator.comparing(DayCell::day))
            .toList();
    if (known.isEmpty()) {
      return new DailyHistory(aggregation, today, List.of());
    }
    LocalDate first = known.getFirst().day();
    LocalDate from = first.isBefore(earliest) ? earliest : first;
    Map<LocalDate, Cell> byDay = new HashMap<>();
    for (DayCell each : known) {
      LocalDate day = each.day().isBefore(from) ? from : each.day();
      byDay.computeIfAbsent(day, any -> new Cell()).add(each.cell());
    }
    List<@Nullable Cell> days = new ArrayList<>();
    for (LocalDate day = from; day.isBefore(today); day = day.plusDays(1)) {
      Cell cell = byDay.get(day);
      days.add(cell == null && aggregation.isTotal() ? new Cell() : cell);
    }
    return new DailyHistory(aggregation, from, days);
  }

  private static boolean isData(Aggregation aggregation, Cell cell) {
    return aggregation.isTotal() || value(aggregation, cell).isPresent();
  }

  /** Goals are of built-in metrics. */
  private static OptionalDouble value(Aggregation aggregation, Cell cell) {
    return Measured.inWholes(cell).value(aggregation);
  }

  /** The day after its last entry. */
  public LocalDate end() {
    return from.plusDays(days.size());
  }

  /** How many days have data. */
  public int daysWithData() {
    return (int) days.stream().filter(Objects::nonNull).count();
  }

  /**
   * One value a day in the unit of the metric, not a number where there is none. For a level, the
   * level at the end of the day.
   */
  public double[] values() {
    double[] values = new double[days.size()];
    Cell level = new Cell();
    for (int i = 0; i < values.length; i++) {
      Cell day = days.get(i);
      if (aggregation == Aggregation.LEVEL && day != null) {
        level.add(day);
        day = level;
      }
      values[i] = day == null ? Double.NaN : value(aggregation, day).orElse(Double.NaN);
    }
    return values;
  }

  /** What the window will measure when it ends, if nothing changes; or why that cannot be told. */
  public WindowOutlook outlook(DateRange window) {
    long first = ChronoUnit.DAYS.between(from, window.from());
    long end = ChronoUnit.DAYS.between(from, window.to()) + 1;
    if (end <= 0) {
      return new CannotTell("Nothing was observed in the window, and no day of it is to come.");
    }
    if (end > days.size() + (long) FURTHEST_DAYS) {
      return new CannotTell(
          "The window ends more than "
              + FURTHEST_DAYS
              + " days ahead; no forecast reaches so far.");
    }
    try {
      return WindowForecast.of(days, aggregation, (int) Math.max(0, first), (int) end);
    } catch (IllegalArgumentException e) {
      return new CannotTell("The days contradict themselves: " + e.getMessage() + ".");
    }
  }

  /**
   * This history and then, up to but not including a day, ordinary days: of the same weekday in the
   * last four weeks, the one in the middle by its value.
   */
  DailyHistory followedByOrdinaryDays(LocalDate until) {
    List<@Nullable Cell> longer = new ArrayList<>(days);
    for (LocalDate day = end(); day.isBefore(until); day = day.plusDays(1)) {
      longer.add(ordinary(longer.size() % WEEK));
    }
    return new DailyHistory(aggregation, from, longer);
  }

  private @Nullable Cell ordinary(int weekday) {
    List<Cell> same = new ArrayList<>();
    for (int i = days.size() - 1; i >= 0 && i >= days.size() - WEEKS_OF_ORDINARY_DAYS * WEEK; i--) {
      Cell day = days.get(i);
      if (i % WEEK == weekday && day != null) {
        same.add(day);
      }
    }
    same.sort(Comparator.comparingDouble(cell -> value(aggregation, cell).orElse(0)));
    return same.isEmpty() ? null : same.get((same.size() - 1) / 2);
  }

  /** A hash of all that a forecast reads of it. */
  public long fingerprint() {
    long hash = from.toEpochDay();
    for (Cell day : days) {
      hash =
          31 * hash + (day == null ? 0 : 31L * day.hashCode() + Objects.hashCode(day.histogram()));
    }
    return hash;
  }
}
