package dev.steadfast.core.schedule;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a schedule says from a date on, until the next version begins.
 *
 * @param validFrom its first date; empty for the version that has always been in force
 * @param hours of ordinary days
 * @param holidays names by date; closed from midnight to midnight
 * @param specialDays hours of single dates in place of all others, also of a holiday; none of them
 *     crosses midnight or overlaps another; an empty list closes the date
 */
public record ScheduleVersion(
    Optional<LocalDate> validFrom,
    WeeklyHours hours,
    Map<LocalDate, String> holidays,
    Map<LocalDate, List<LocalInterval>> specialDays) {
  public ScheduleVersion {
    holidays = Map.copyOf(holidays);
    Map<LocalDate, List<LocalInterval>> sorted = new TreeMap<>();
    specialDays.forEach((date, intervals) -> sorted.put(date, checked(date, intervals)));
    specialDays = Collections.unmodifiableMap(sorted);
  }

  /** The only version, or the first one: hours without holidays. */
  public static ScheduleVersion always(WeeklyHours hours) {
    return new ScheduleVersion(Optional.empty(), hours, Map.of(), Map.of());
  }

  /** Hours without holidays from that date on. */
  public static ScheduleVersion from(LocalDate date, WeeklyHours hours) {
    return new ScheduleVersion(Optional.of(date), hours, Map.of(), Map.of());
  }

  /** The same version with those holidays. */
  public ScheduleVersion withHolidays(Map<LocalDate, String> names) {
    return new ScheduleVersion(validFrom, hours, names, specialDays);
  }

  /** The same version with those special days. */
  public ScheduleVersion withSpecialDays(Map<LocalDate, List<LocalInterval>> days) {
    return new ScheduleVersion(validFrom, hours, holidays, days);
  }

  private static List<LocalInterval> checked(LocalDate date, List<LocalInterval> intervals) {
    List<LocalInterval> sorted =
        intervals.stream().sorted(Comparator.comparingInt(LocalInterval::start)).toList();
    int end = 0;
    for (LocalInterval hours : sorted) {
      if (hours.crossesMidnight()) {
        throw new IllegalArgumentException(
            date + ": " + hours + " crosses midnight; special hours end by 24:00");
      }
      if (hours.start() < end) {
        throw new IllegalArgumentException(date + ": " + hours + " overlaps the hours before it");
      }
      end = hours.end();
    }
    return sorted;
  }

  /** The open minutes of that date if it is special: start, end, start, end … in order. */
  Optional<int[]> specialMinutes(LocalDate date) {
    List<LocalInterval> hours = specialDays.get(date);
    if (hours == null) {
      return Optional.empty();
    }
    List<int[]> open = new ArrayList<>();
    hours.forEach(interval -> open.add(new int[] {interval.start(), interval.end()}));
    return Optional.of(WeeklyHours.joined(open));
  }
}
