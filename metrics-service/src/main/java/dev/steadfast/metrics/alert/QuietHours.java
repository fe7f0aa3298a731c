package dev.steadfast.metrics.alert;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;

/**
 * When nobody is told, by the wall clock of a zone.
 *
 * @param from inclusive
 * @param to exclusive; before or equal to {@code from} it is on the next day
 * @param days those on which they begin
 */
record QuietHours(ZoneId zone, LocalTime from, LocalTime to, Set<DayOfWeek> days) {
  /** Whether that moment is within them. */
  boolean contains(Instant at) {
    ZonedDateTime local = at.atZone(zone);
    LocalTime time = local.toLocalTime();
    if (from.isBefore(to)) {
      return days.contains(local.getDayOfWeek()) && !time.isBefore(from) && time.isBefore(to);
    }
    return days.contains(local.getDayOfWeek()) && !time.isBefore(from)
        || days.contains(local.getDayOfWeek().minus(1)) && time.isBefore(to);
  }
}
