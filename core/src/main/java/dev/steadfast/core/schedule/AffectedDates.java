package dev.steadfast.core.schedule;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The dates between the first and the last on which two schedules are open at different times, or
 * follow different weekly hours. A span that touches none of them measures the same by both: always
 * by {@link ClockRule#SUM_OVER_HISTORY}, and by {@link ClockRule#AT_END} where all versions of a
 * schedule have the same holidays and special days.
 *
 * @param first at most {@code last}
 * @param last included
 */
public record AffectedDates(LocalDate first, LocalDate last) {
  public AffectedDates {
    if (last.isBefore(first)) {
      throw new IllegalArgumentException(last + " is before " + first);
    }
  }

  /** Where the two differ; empty if they measure everything the same. */
  public static Optional<AffectedDates> between(Schedule before, Schedule after) {
    if (!before.zone().equals(after.zone())) {
      return Optional.of(new AffectedDates(LocalDays.FIRST, LocalDays.END.minusDays(1)));
    }
    TreeSet<LocalDate> differing = new TreeSet<>();
    List<LocalDate> edges = edges(before, after);
    for (int i = 0; i + 1 < edges.size(); i++) {
      LocalDate from = edges.get(i);
      if (!on(before, from).hours().equals(on(after, from).hours())) {
        differing.add(from);
        differing.add(edges.get(i + 1).minusDays(1));
      }
    }
    for (Schedule schedule : List.of(before, after)) {
      for (ScheduleVersion version : schedule.versions()) {
        addDiffering(version.holidays(), before, after, differing);
        addDiffering(version.specialDays(), before, after, differing);
      }
    }
    return differing.isEmpty()
        ? Optional.empty()
        : Optional.of(new AffectedDates(differing.first(), differing.last()));
  }

  /** Between two of them that follow each other, neither schedule changes its version. */
  private static List<LocalDate> edges(Schedule before, Schedule after) {
    TreeSet<LocalDate> edges = new TreeSet<>(List.of(LocalDays.FIRST, LocalDays.END));
    for (Schedule schedule : List.of(before, after)) {
      schedule.versions().forEach(version -> version.validFrom().ifPresent(edges::add));
    }
    return new ArrayList<>(edges);
  }

  private static void addDiffering(
      Map<LocalDate, ?> dates, Schedule before, Schedule after, Set<LocalDate> differing) {
    for (LocalDate date : dates.keySet()) {
      if (!isAlike(on(before, date), on(after, date), date)) {
        differing.add(date);
      }
    }
  }

  private static boolean isAlike(ScheduleVersion one, ScheduleVersion other, LocalDate date) {
    List<LocalInterval> special = one.specialDays().get(date);
    List<LocalInterval> otherSpecial = other.specialDays().get(date);
    if (special != null || otherSpecial != null) {
      return special != null && special.equals(otherSpecial);
    }
    return one.holidays().containsKey(date) == other.holidays().containsKey(date);
  }

  private static ScheduleVersion on(Schedule schedule, LocalDate date) {
    return schedule.versions().get(schedule.versionOn(date.toEpochDay()));
  }
}
