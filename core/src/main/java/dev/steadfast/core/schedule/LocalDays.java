package dev.steadfast.core.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The days of a zone from 1900 to the end of 2199 as instants. A day starts at the instant of its
 * midnight and ends where the next one starts; days are epoch days, instants epoch milliseconds.
 */
final class LocalDays {
  static final LocalDate FIRST = LocalDate.of(1900, 1, 1);
  static final LocalDate END = LocalDate.of(2200, 1, 1);
  static final long DAY = 86_400_000L;
  private static final long MINUTE = 60_000L;

  private final ZoneRules rules;
  private final long[] changes;
  private final int[] offsets;
  private final long[] irregular;
  private final long first;
  private final long end;

  LocalDays(ZoneId zone) {
    this.rules = zone.getRules();
    this.first = startOf(FIRST.toEpochDay());
    this.end = startOf(END.toEpochDay());
    LongStream.Builder instants = LongStream.builder();
    Set<Long> near = new TreeSet<>();
    IntStream.Builder after = IntStream.builder();
    Instant start = Instant.ofEpochMilli(first).minusSeconds(2 * 86_400);
    Instant stop = Instant.ofEpochMilli(end).plusSeconds(2 * 86_400);
    after.add(millis(rules.getOffset(start)));
    for (ZoneOffsetTransition change = rules.nextTransition(start);
        change != null && change.getInstant().isBefore(stop);
        change = rules.nextTransition(change.getInstant())) {
      instants.add(change.getInstant().toEpochMilli());
      after.add(millis(change.getOffsetAfter()));
      addDaysAround(change, near);
    }
    this.changes = instants.build().toArray();
    this.offsets = after.build().toArray();
    this.irregular = near.stream().mapToLong(Long::longValue).toArray();
  }

  private static int millis(ZoneOffset offset) {
    return offset.getTotalSeconds() * 1000;
  }

  private static void addDaysAround(ZoneOffsetTransition change, Set<Long> days) {
    long before = change.getDateTimeBefore().toLocalDate().toEpochDay();
    long after = change.getDateTimeAfter().toLocalDate().toEpochDay();
    LongStream.rangeClosed(Math.min(before, after) - 1, Math.max(before, after) + 1)
        .forEach(days::add);
  }

  /** The days at or beside a clock change, in order. All others have 24 hours at one offset. */
  long[] irregular() {
    return irregular;
  }

  /**
   * Refuses an instant outside the days.
   *
   * @throws IllegalArgumentException if it is before 1900 or after 2199
   */
  long require(long instant) {
    if (instant < first || instant > end) {
      throw new IllegalArgumentException(
          Instant.ofEpochMilli(instant) + " is not between " + FIRST + " and " + END);
    }
    return instant;
  }

  /** Milliseconds since the epoch by the wall clock at that instant. */
  long local(long instant) {
    int found = Arrays.binarySearch(changes, instant);
    return instant + offsets[found >= 0 ? found + 1 : -found - 1];
  }

  /** The day that the instant lies in. */
  long dayOf(long instant) {
    long day = Math.floorDiv(local(instant), DAY);
    if (Arrays.binarySearch(irregular, day) < 0) {
      return day;
    }
    while (instant < startOf(day)) {
      day--;
    }
    while (instant >= startOf(day + 1)) {
      day++;
    }
    return day;
  }

  /** When the day starts. */
  long startOf(long day) {
    return instant(day, 0);
  }

  /**
   * The instant of a wall-clock time: the end of the gap if a clock change skips it, the first
   * occurrence if it comes twice. Later times never have earlier instants.
   *
   * @param minute of the day, 0 to 1440
   */
  long instant(long day, int minute) {
    LocalDateTime local =
        LocalDateTime.of(
                LocalDate.ofEpochDay(minute == LocalInterval.DAY ? day + 1 : day),
                LocalTime.MIDNIGHT)
            .plusMinutes(minute == LocalInterval.DAY ? 0 : minute);
    ZoneOffsetTransition change = rules.getTransition(local);
    if (change != null && change.isGap()) {
      return change.getInstant().toEpochMilli();
    }
    ZoneOffset offset = change == null ? rules.getOffset(local) : change.getOffsetBefore();
    return local.toEpochSecond(offset) * 1000;
  }

  /** The instants of minutes of a day, in their order. */
  long[] instants(long day, int[] minutes) {
    return Arrays.stream(minutes).mapToLong(minute -> instant(day, minute)).toArray();
  }

  /** How much of the minutes, given as start, end …, lies before that time of an ordinary day. */
  static long openBefore(int[] minutes, long millisOfDay) {
    long open = 0;
    for (int i = 0; i < minutes.length; i += 2) {
      long start = minutes[i] * MINUTE;
      if (millisOfDay <= start) {
        break;
      }
      open += Math.min(millisOfDay, minutes[i + 1] * MINUTE) - start;
    }
    return open;
  }

  /** How much of the stretches, given as start, end …, lies before that instant. */
  static long openBefore(long[] edges, long instant) {
    long open = 0;
    for (int i = 0; i < edges.length && edges[i] < instant; i += 2) {
      open += Math.min(instant, edges[i + 1]) - edges[i];
    }
    return open;
  }
}
