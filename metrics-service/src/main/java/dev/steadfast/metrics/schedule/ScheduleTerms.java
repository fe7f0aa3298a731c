package dev.steadfast.metrics.schedule;

import dev.steadfast.core.schedule.LocalInterval;
import dev.steadfast.core.schedule.Schedule;
import dev.steadfast.core.schedule.ScheduleVersion;
import dev.steadfast.core.schedule.WeeklyHours;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A schedule as it was checked.
 *
 * @param versions in order; the first without a date
 * @param holidays in the order in which they were named
 */
record ScheduleTerms(
    String name,
    ZoneId zone,
    List<Version> versions,
    List<HolidaySource> holidays,
    Map<LocalDate, List<LocalInterval>> specialDays) {

  /** The hours from a date on. */
  record Version(Optional<LocalDate> validFrom, WeeklyHours hours) {}

  /** A holiday that counts, and where it is from. */
  record NamedHoliday(LocalDate date, String name, String source) {}

  /** The holidays by date; of two on one date, that of the source named first. */
  TreeMap<LocalDate, NamedHoliday> holidays(HolidayCalendars calendars) {
    TreeMap<LocalDate, NamedHoliday> all = new TreeMap<>();
    for (HolidaySource source : holidays) {
      source
          .names(calendars)
          .forEach(
              (date, name) -> all.putIfAbsent(date, new NamedHoliday(date, name, source.label())));
    }
    return all;
  }

  /** The schedule to measure by. */
  Schedule schedule(HolidayCalendars calendars) {
    Map<LocalDate, String> names = new TreeMap<>();
    holidays(calendars).forEach((date, holiday) -> names.put(date, holiday.name()));
    Map<LocalDate, String> shared = Map.copyOf(names);
    return new Schedule(
        zone,
        versions.stream()
            .map(
                version ->
                    new ScheduleVersion(version.validFrom(), version.hours(), shared, specialDays))
            .toList());
  }
}
