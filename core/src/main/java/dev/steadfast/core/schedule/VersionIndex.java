package dev.steadfast.core.schedule;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.TreeSet;

/**
 * How long one version is open before any instant, as if it were always in force. Ordinary days are
 * whole weeks times the week; what holidays, special days and clock changes take or add is summed
 * up beforehand. So a span of years costs as much as one of hours.
 */
final class VersionIndex {
  /** 1970-01-01 was a Thursday: three days after a Monday. */
  private static final int EPOCH_WEEKDAY = 3;

  private final LocalDays days;
  private final ScheduleVersion version;
  private final int[][] week = new int[7][];
  private final long[] beforeWeekday = new long[8];
  private final long[] exceptions;
  private final long[][] exceptionEdges;

  /** What the exceptions before each one differ from ordinary days, in milliseconds. */
  private final long[] correction;

  VersionIndex(LocalDays days, ScheduleVersion version) {
    this.days = days;
    this.version = version;
    for (int i = 0; i < 7; i++) {
      week[i] = version.hours().openMinutes(DayOfWeek.of(i + 1));
      beforeWeekday[i + 1] = beforeWeekday[i] + LocalDays.openBefore(week[i], LocalDays.DAY);
    }
    this.exceptions = exceptions();
    this.exceptionEdges = new long[exceptions.length][];
    this.correction = new long[exceptions.length + 1];
    for (int i = 0; i < exceptions.length; i++) {
      long day = exceptions[i];
      exceptionEdges[i] = days.instants(day, openMinutes(LocalDate.ofEpochDay(day)));
      long ordinary = LocalDays.openBefore(week[weekday(day)], LocalDays.DAY);
      correction[i + 1] =
          correction[i] + LocalDays.openBefore(exceptionEdges[i], Long.MAX_VALUE) - ordinary;
    }
  }

  private long[] exceptions() {
    TreeSet<Long> all = new TreeSet<>();
    Arrays.stream(days.irregular()).forEach(all::add);
    version.holidays().keySet().forEach(date -> all.add(date.toEpochDay()));
    version.specialDays().keySet().forEach(date -> all.add(date.toEpochDay()));
    return all.stream().mapToLong(Long::longValue).toArray();
  }

  private static int weekday(long day) {
    return (int) Math.floorMod(day + EPOCH_WEEKDAY, 7L);
  }

  private int[] openMinutes(LocalDate date) {
    return version
        .specialMinutes(date)
        .orElseGet(
            () ->
                version.holidays().containsKey(date)
                    ? new int[0]
                    : week[date.getDayOfWeek().getValue() - 1]);
  }

  /** The name of the holiday that closes the day, or empty. */
  Optional<String> holiday(long day) {
    LocalDate date = LocalDate.ofEpochDay(day);
    return version.specialDays().containsKey(date)
        ? Optional.empty()
        : Optional.ofNullable(version.holidays().get(date));
  }

  /** When the day is open: start, end, start, end … */
  long[] edges(long day) {
    int found = Arrays.binarySearch(exceptions, day);
    return found >= 0 ? exceptionEdges[found] : days.instants(day, week[weekday(day)]);
  }

  /** When the day would be open if it were no holiday: start, end, start, end … */
  long[] ordinaryEdges(long day) {
    return days.instants(day, week[weekday(day)]);
  }

  /** Open milliseconds before the day starts, from a fixed day on. */
  long openBeforeDay(long day) {
    int found = Arrays.binarySearch(exceptions, day);
    return ordinaryBefore(day) + correction[found >= 0 ? found : -found - 1];
  }

  private long ordinaryBefore(long day) {
    long weeks = Math.floorDiv(day + EPOCH_WEEKDAY, 7L);
    return weeks * beforeWeekday[7] + beforeWeekday[weekday(day)];
  }

  /** Open milliseconds before the instant, from a fixed day on. */
  long openBefore(long instant) {
    long local = days.local(instant);
    long day = Math.floorDiv(local, LocalDays.DAY);
    int found = Arrays.binarySearch(exceptions, day);
    if (found < 0) {
      return ordinaryBefore(day)
          + correction[-found - 1]
          + LocalDays.openBefore(week[weekday(day)], Math.floorMod(local, LocalDays.DAY));
    }
    long exact = days.dayOf(instant);
    return openBeforeDay(exact) + LocalDays.openBefore(edges(exact), instant);
  }
}
