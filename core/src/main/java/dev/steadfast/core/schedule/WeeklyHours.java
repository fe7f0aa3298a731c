package dev.steadfast.core.schedule;

import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The hours of each day of a week. A day that is not there is closed.
 *
 * @param days by the day on which they start, in order of their start; no two overlap, in the week
 *     as a circle
 */
public record WeeklyHours(Map<DayOfWeek, List<LocalInterval>> days) {
  /** Never open. */
  public static final WeeklyHours NEVER = new WeeklyHours(Map.of());

  /** Always open. */
  public static final WeeklyHours ALWAYS =
      on(List.of(DayOfWeek.values()), new LocalInterval(0, LocalInterval.DAY));

  public WeeklyHours {
    Map<DayOfWeek, List<LocalInterval>> sorted = new EnumMap<>(DayOfWeek.class);
    days.forEach(
        (day, intervals) -> {
          if (!intervals.isEmpty()) {
            sorted.put(
                day,
                intervals.stream().sorted(Comparator.comparingInt(LocalInterval::start)).toList());
          }
        });
    overlap(sorted)
        .ifPresent(
            overlap -> {
              throw new IllegalArgumentException(overlap.toString());
            });
    days = Collections.unmodifiableMap(sorted);
  }

  /** The same hours on each of those days. */
  public static WeeklyHours on(Collection<DayOfWeek> days, LocalInterval... hours) {
    Map<DayOfWeek, List<LocalInterval>> week = new EnumMap<>(DayOfWeek.class);
    days.forEach(day -> week.put(day, List.of(hours)));
    return new WeeklyHours(week);
  }

  /** Hours of a day and the hours, of that day or another, that they overlap. */
  public record Overlap(
      DayOfWeek day, LocalInterval hours, DayOfWeek otherDay, LocalInterval otherHours) {
    @Override
    public String toString() {
      return "%s %s overlaps %s %s".formatted(otherDay, otherHours, day, hours);
    }
  }

  /** Hours in the minutes of a week; those of Sunday night lie beyond its end. */
  private record Placed(DayOfWeek day, LocalInterval hours, int start, int end) {
    static Placed of(DayOfWeek day, LocalInterval hours, int week) {
      int start = (7 * week + day.getValue() - 1) * LocalInterval.DAY + hours.start();
      return new Placed(day, hours, start, start + hours.minutes());
    }
  }

  /** The first hours that overlap others, or empty. */
  public static Optional<Overlap> overlap(Map<DayOfWeek, List<LocalInterval>> days) {
    List<Placed> placed = new ArrayList<>();
    days.forEach(
        (day, intervals) ->
            intervals.forEach(
                hours -> {
                  placed.add(Placed.of(day, hours, 0));
                  placed.add(Placed.of(day, hours, 1));
                }));
    placed.sort(Comparator.comparingInt(Placed::start));
    for (int i = 1; i < placed.size(); i++) {
      Placed first = placed.get(i - 1);
      Placed second = placed.get(i);
      if (second.start() < first.end()) {
        return Optional.of(new Overlap(first.day(), first.hours(), second.day(), second.hours()));
      }
    }
    return Optional.empty();
  }

  /**
   * The open minutes of a calendar day, with what runs into it from the day before: start, end,
   * start, end … in order, 0 to 1440, touching hours as one.
   */
  int[] openMinutes(DayOfWeek day) {
    List<int[]> open = new ArrayList<>();
    for (LocalInterval hours : days.getOrDefault(day.minus(1), List.of())) {
      if (hours.crossesMidnight()) {
        open.add(new int[] {0, hours.end()});
      }
    }
    for (LocalInterval hours : days.getOrDefault(day, List.of())) {
      open.add(
          new int[] {hours.start(), hours.crossesMidnight() ? LocalInterval.DAY : hours.end()});
    }
    return joined(open);
  }

  /** Intervals in order as start, end, start, end …, touching ones as one. */
  static int[] joined(List<int[]> open) {
    int[] edges = new int[2 * open.size()];
    int count = 0;
    for (int[] interval : open) {
      if (count > 0 && edges[count - 1] == interval[0]) {
        edges[count - 1] = interval[1];
      } else {
        edges[count++] = interval[0];
        edges[count++] = interval[1];
      }
    }
    return Arrays.copyOf(edges, count);
  }
}
