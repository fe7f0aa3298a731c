package dev.steadfast.core.schedule;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.THURSDAY;
import static java.time.DayOfWeek.TUESDAY;
import static java.time.DayOfWeek.WEDNESDAY;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;

/** Schedules and times told as sentences. */
final class Week {
  static final List<DayOfWeek> WORKDAYS = List.of(MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY);
  static final List<DayOfWeek> EVERY_DAY = List.of(DayOfWeek.values());
  static final WeeklyHours OFFICE = WeeklyHours.on(WORKDAYS, hours("09:00-17:00"));

  private Week() {}

  static LocalInterval hours(String text) {
    return LocalInterval.of(text.substring(0, 5), text.substring(6));
  }

  static WeeklyHours daily(String... hours) {
    return WeeklyHours.on(
        EVERY_DAY, java.util.Arrays.stream(hours).map(Week::hours).toArray(LocalInterval[]::new));
  }

  static Schedule in(String zone, WeeklyHours hours) {
    return in(zone, ScheduleVersion.always(hours));
  }

  static Schedule in(String zone, ScheduleVersion... versions) {
    return new Schedule(ZoneId.of(zone), List.of(versions));
  }

  static LocalDate date(String text) {
    return LocalDate.parse(text);
  }

  /** A wall-clock time that comes once. */
  static Instant at(Schedule schedule, String local) {
    return LocalDateTime.parse(local.replace(' ', 'T')).atZone(schedule.zone()).toInstant();
  }

  static Duration counted(Schedule schedule, String from, String to) {
    return counted(schedule, at(schedule, from), at(schedule, to));
  }

  static Duration counted(Schedule schedule, Instant from, Instant to) {
    return Duration.ofMillis(
        BusinessTime.millisBetween(schedule, from, to, ClockRule.SUM_OVER_HISTORY));
  }

  static Duration countedOn(Schedule schedule, String date) {
    LocalDate day = date(date);
    return counted(
        schedule,
        day.atStartOfDay(schedule.zone()).toInstant(),
        day.plusDays(1).atStartOfDay(schedule.zone()).toInstant());
  }
}
