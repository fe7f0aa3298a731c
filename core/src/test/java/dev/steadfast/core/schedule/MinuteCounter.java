package dev.steadfast.core.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;

/** Asks of each minute by itself whether the schedule is open in it. Slow and simple. */
final class MinuteCounter {
  private final Schedule schedule;

  MinuteCounter(Schedule schedule) {
    this.schedule = schedule;
  }

  /** Both instants are whole minutes. */
  long millisBetween(Instant from, Instant to, ClockRule rule) {
    ScheduleVersion last = versionOn(wallClock(to).toLocalDate());
    long minutes = 0;
    for (Instant minute = from; minute.isBefore(to); minute = minute.plus(1, ChronoUnit.MINUTES)) {
      LocalDateTime local = wallClock(minute);
      ScheduleVersion version = rule == ClockRule.AT_END ? last : versionOn(local.toLocalDate());
      if (isOpen(version, local)) {
        minutes++;
      }
    }
    return minutes * 60_000;
  }

  /** In the second pass of a repeated hour, the last minute of that hour. */
  private LocalDateTime wallClock(Instant minute) {
    ZonedDateTime zoned = minute.atZone(schedule.zone());
    ZoneOffsetTransition change = schedule.zone().getRules().getTransition(zoned.toLocalDateTime());
    ZoneOffset offset = zoned.getOffset();
    return change != null && change.isOverlap() && offset.equals(change.getOffsetAfter())
        ? change.getDateTimeBefore().minusMinutes(1)
        : zoned.toLocalDateTime();
  }

  private ScheduleVersion versionOn(LocalDate date) {
    ScheduleVersion found = schedule.versions().getFirst();
    for (ScheduleVersion version : schedule.versions()) {
      if (version.validFrom().isPresent() && !date.isBefore(version.validFrom().get())) {
        found = version;
      }
    }
    return found;
  }

  private static boolean isOpen(ScheduleVersion version, LocalDateTime local) {
    LocalDate date = local.toLocalDate();
    int minute = local.getHour() * 60 + local.getMinute();
    List<LocalInterval> special = version.specialDays().get(date);
    if (special != null) {
      return special.stream().anyMatch(hours -> hours.start() <= minute && minute < hours.end());
    }
    if (version.holidays().containsKey(date)) {
      return false;
    }
    boolean today =
        hoursOn(version, date).stream()
            .anyMatch(
                hours ->
                    hours.start() <= minute && (hours.crossesMidnight() || minute < hours.end()));
    boolean fromYesterday =
        hoursOn(version, date.minusDays(1)).stream()
            .anyMatch(hours -> hours.crossesMidnight() && minute < hours.end());
    return today || fromYesterday;
  }

  private static List<LocalInterval> hoursOn(ScheduleVersion version, LocalDate date) {
    return version.hours().days().getOrDefault(date.getDayOfWeek(), List.of());
  }
}
