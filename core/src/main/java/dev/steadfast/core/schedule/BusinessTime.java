package dev.steadfast.core.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The time that counts between two instants by a schedule. Instants are cut to milliseconds and lie
 * from 1900 to the end of 2199. Spans are half-open, so parts of a span sum to the whole; a span
 * outside hours counts 0.
 */
public final class BusinessTime {
  private static final Duration LONGEST =
      Duration.ofDays(LocalDays.END.toEpochDay() - LocalDays.FIRST.toEpochDay());

  private BusinessTime() {}

  /**
   * Counted milliseconds, 0 or more and never more than the span lasts. The cost does not depend on
   * how long the span is.
   *
   * @throws IllegalArgumentException if {@code from} is after {@code to}, or one is out of bounds
   */
  public static long millisBetween(Schedule schedule, Instant from, Instant to, ClockRule rule) {
    long start = schedule.days().require(from.toEpochMilli());
    long end = schedule.days().require(to.toEpochMilli());
    if (start > end) {
      throw new IllegalArgumentException(from + " is after " + to);
    }
    return switch (rule) {
      case SUM_OVER_HISTORY -> schedule.countedBefore(end) - schedule.countedBefore(start);
      case AT_END -> {
        VersionIndex version = schedule.index(schedule.versionAt(end));
        yield version.openBefore(end) - version.openBefore(start);
      }
    };
  }

  /**
   * Counted milliseconds with each stretch that they come from, day by day.
   *
   * @throws IllegalArgumentException as {@link #millisBetween}
   */
  public static Span between(Schedule schedule, Instant from, Instant to, ClockRule rule) {
    long counted = millisBetween(schedule, from, to, rule);
    PartList parts = new PartList(from.toEpochMilli(), to.toEpochMilli());
    if (parts.isOver()) {
      return new Span(counted, List.of());
    }
    int last = schedule.versionAt(to.toEpochMilli());
    for (long day = schedule.days().dayOf(from.toEpochMilli()); !parts.isOver(); day++) {
      int version = rule == ClockRule.AT_END ? last : schedule.versionOn(day);
      parts.addDay(schedule, day, version);
    }
    return new Span(counted, parts.parts);
  }

  /**
   * The earliest instant at which so much has been counted since {@code from}, each version in its
   * time: one business hour after Friday 16:30 is Monday 9:30 where Friday ends at 17:00, and half
   * an hour after it is Friday 17:00. No time at all is {@code from} itself.
   *
   * @param duration 0 or more, cut to milliseconds
   * @return empty if the schedule does not open for so long before 2200
   * @throws IllegalArgumentException if the duration is negative or {@code from} out of bounds
   */
  public static Optional<Instant> plus(Schedule schedule, Instant from, Duration duration) {
    long start = schedule.days().require(from.toEpochMilli());
    if (duration.isNegative()) {
      throw new IllegalArgumentException("not a duration to wait: " + duration);
    }
    if (duration.compareTo(LONGEST) > 0) {
      return Optional.empty();
    }
    if (duration.toMillis() == 0) {
      return Optional.of(from);
    }
    long first = schedule.days().dayOf(start);
    long before = schedule.countedBefore(start);
    long end = LocalDays.END.toEpochDay();
    if (schedule.countedBeforeDay(end) - before < duration.toMillis()) {
      return Optional.empty();
    }
    long wanted = before + duration.toMillis();
    long day = lastDayBelow(schedule, wanted, first, end);
    long open = schedule.countedBeforeDay(day);
    long[] edges = schedule.index(schedule.versionOn(day)).edges(day);
    for (int i = 0; i < edges.length; i += 2) {
      long here = edges[i + 1] - edges[i];
      if (open + here >= wanted) {
        return Optional.of(Instant.ofEpochMilli(edges[i] + wanted - open));
      }
      open += here;
    }
    throw new IllegalStateException("day " + day + " does not reach what it is known to reach");
  }

  /** The last day before which less than that is counted: the day that reaches it. */
  private static long lastDayBelow(Schedule schedule, long wanted, long first, long end) {
    long low = first;
    long high = end;
    while (high - low > 1) {
      long middle = (low + high) >>> 1;
      if (schedule.countedBeforeDay(middle) < wanted) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The parts of a span, built from its start to its end. */
  private static final class PartList {
    private final List<Part> parts = new ArrayList<>();
    private final long end;
    private long reached;

    PartList(long start, long end) {
      this.reached = start;
      this.end = end;
    }

    boolean isOver() {
      return reached >= end;
    }

    void addDay(Schedule schedule, long day, int version) {
      VersionIndex index = schedule.index(version);
      LocalDate date = LocalDate.ofEpochDay(day);
      long dayEnd = Math.min(end, schedule.days().startOf(day + 1));
      Optional<String> holiday = index.holiday(day);
      if (holiday.isPresent() && reached < dayEnd) {
        long[] skipped = index.ordinaryEdges(day);
        parts.add(
            new Part.Holiday(
                at(reached),
                at(dayEnd),
                date,
                holiday.get(),
                version,
                LocalDays.openBefore(skipped, dayEnd) - LocalDays.openBefore(skipped, reached)));
        reached = dayEnd;
        return;
      }
      long[] edges = index.edges(day);
      for (int i = 0; i < edges.length; i += 2) {
        closeUntil(Math.min(dayEnd, edges[i]));
        long to = Math.min(dayEnd, edges[i + 1]);
        if (reached < to) {
          parts.add(new Part.Counted(at(reached), at(to), date, version));
          reached = to;
        }
      }
      closeUntil(dayEnd);
    }

    private void closeUntil(long to) {
      if (reached >= to) {
        return;
      }
      if (!parts.isEmpty() && parts.getLast() instanceof Part.Closed before) {
        parts.set(parts.size() - 1, new Part.Closed(before.from(), at(to)));
      } else {
        parts.add(new Part.Closed(at(reached), at(to)));
      }
      reached = to;
    }

    private static Instant at(long millis) {
      return Instant.ofEpochMilli(millis);
    }
  }
}
