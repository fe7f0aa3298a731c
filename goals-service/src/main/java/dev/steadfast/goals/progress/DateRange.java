package dev.steadfast.goals.progress;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * Days from one to another, both included.
 *
 * @param to not before {@code from}
 */
public record DateRange(LocalDate from, LocalDate to) {
  public DateRange {
    if (to.isBefore(from)) {
      throw new IllegalArgumentException("ends before it starts: " + from + " to " + to);
    }
  }

  /** How many days it has, at least 1. */
  public long days() {
    return ChronoUnit.DAYS.between(from, to) + 1;
  }

  /** Whether the day is one of them. */
  public boolean contains(LocalDate day) {
    return !day.isBefore(from) && !day.isAfter(to);
  }

  /** Whether both have a day in common. */
  public boolean overlaps(DateRange other) {
    return !other.to.isBefore(from) && !other.from.isAfter(to);
  }
}
