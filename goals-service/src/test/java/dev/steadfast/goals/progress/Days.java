package dev.steadfast.goals.progress;

import dev.steadfast.core.measure.Cell;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Day cells that read as a sentence. */
final class Days {
  private final List<DayCell> cells = new ArrayList<>();

  static LocalDate day(String date) {
    return LocalDate.parse(date);
  }

  static DateRange between(String from, String to) {
    return new DateRange(day(from), day(to));
  }

  /** Observations of those values, such as durations. */
  Days values(String date, long... values) {
    Cell cell = new Cell();
    for (long value : values) {
      cell.value(value, 1);
    }
    cells.add(new DayCell(day(date), cell));
    return this;
  }

  /** The same value that many times. */
  Days times(String date, int times, long value) {
    Cell cell = new Cell();
    for (int i = 0; i < times; i++) {
      cell.value(value, 1);
    }
    cells.add(new DayCell(day(date), cell));
    return this;
  }

  /** A ratio's cohort. */
  Days share(String date, int numerator, int denominator) {
    cells.add(new DayCell(day(date), new Cell(denominator, 0, numerator, denominator, null)));
    return this;
  }

  /** That many happenings. */
  Days happenings(String date, int count) {
    cells.add(new DayCell(day(date), new Cell(count, count, 0, 0, null)));
    return this;
  }

  /** Changes of a level that sum to {@code change}. */
  Days moves(String date, int changes, int change) {
    cells.add(new DayCell(day(date), new Cell(changes, change, 0, 0, null)));
    return this;
  }

  List<DayCell> cells() {
    return List.copyOf(cells);
  }
}
