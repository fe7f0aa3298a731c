package dev.steadfast.metrics.query;

import dev.steadfast.platform.http.TimeParameter;
import dev.steadfast.platform.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * A half-open span of time in a named zone, cut into buckets. The only class that computes period
 * edges.
 *
 * @param from inclusive
 * @param to exclusive
 */
public record Period(ZonedDateTime from, ZonedDateTime to, Interval interval) {
  private static final int MAX_BUCKETS = 10_000;
  private static final long QUARTER_S = 900;
  private static final long DAY_MS = 86_400_000;
  private static final int FIRST_YEAR = 1970;

  /**
   * A bucket of the period.
   *
   * @param from inclusive
   * @param to exclusive
   * @param cut whether the period ends within it, at either side
   */
  public record Bucket(ZonedDateTime from, ZonedDateTime to, boolean cut) {}

  /**
   * Reads a period.
   *
   * @param from a local date, or an RFC 3339 time at a quarter hour
   * @param to the same, exclusive
   * @throws ProblemException {@code invalid-parameter}
   */
  static Period of(String from, String to, ZoneId zone, Interval interval) {
    ZonedDateTime begin = edge("from", from, zone);
    ZonedDateTime end = edge("to", to, zone);
    if (!begin.isBefore(end)) {
      throw ProblemException.invalidParameter("to", "to must be after from.");
    }
    Period period = new Period(begin, end, interval);
    if (interval != Interval.WHOLE) {
      period.buckets();
    }
    return period;
  }

  private static ZonedDateTime edge(String name, String text, ZoneId zone) {
    try {
      ZonedDateTime edge =
          text.indexOf('T') < 0
              ? LocalDate.parse(text).atStartOfDay(zone)
              : TimeParameter.parse(text).atZoneSameInstant(zone);
      if (edge.getYear() < FIRST_YEAR || edge.getYear() > 2200) {
        throw ProblemException.invalidParameter(name, name + " must lie within 1970 to 2200.");
      }
      if (edge.getNano() != 0 || edge.toEpochSecond() % QUARTER_S != 0) {
        throw ProblemException.invalidParameter(
            name, name + " must fall on a quarter hour, such as 09:15.");
      }
      return edge;
    } catch (DateTimeException e) {
      throw ProblemException.invalidParameter(
          name,
          name + " must be a date such as 2026-03-01 or a time such as 2026-03-01T09:30:00+01:00.");
    }
  }

  public ZoneId zone() {
    return from.getZone();
  }

  /** The buckets, in order, without gaps. */
  public List<Bucket> buckets() {
    if (interval == Interval.WHOLE) {
      return List.of(new Bucket(from, to, false));
    }
    List<Bucket> buckets = new ArrayList<>();
    ZonedDateTime begin = interval.begin(from);
    while (begin.isBefore(to)) {
      ZonedDateTime next = interval.next(begin);
      boolean cut = begin.isBefore(from) || next.isAfter(to);
      buckets.add(
          new Bucket(begin.isBefore(from) ? from : begin, next.isAfter(to) ? to : next, cut));
      if (buckets.size() > MAX_BUCKETS) {
        throw ProblemException.invalidParameter(
            "interval",
            "The period has more than " + MAX_BUCKETS + " such intervals; ask for less.");
      }
      begin = next;
    }
    return buckets;
  }

  /** Whether both edges are midnights of the zone, so that day cells can answer. */
  public boolean isWholeDays() {
    return isMidnight(from) && isMidnight(to) && interval != Interval.HOUR;
  }

  private static boolean isMidnight(ZonedDateTime edge) {
    return edge.equals(edge.toLocalDate().atTime(LocalTime.MIDNIGHT).atZone(edge.getZone()));
  }

  /** The one of the same length that ends where this begins; in days if this has whole ones. */
  Period before() {
    ZonedDateTime begin =
        isWholeDays()
            ? from.minusDays(ChronoUnit.DAYS.between(from.toLocalDate(), to.toLocalDate()))
                .toLocalDate()
                .atStartOfDay(zone())
            : from.minus(Duration.between(from, to));
    if (begin.getYear() < FIRST_YEAR) {
      throw ProblemException.invalidParameter(
          "againstFrom", "There is no period of that length before it: give againstFrom.");
    }
    return new Period(begin, from, interval);
  }

  /** How many days of it are over: whole ones count as one, whatever a clock change makes them. */
  public double daysOver(Instant now) {
    if (isWholeDays() && !to.toInstant().isAfter(now)) {
      return ChronoUnit.DAYS.between(from.toLocalDate(), to.toLocalDate());
    }
    Instant end = to.toInstant().isAfter(now) ? now : to.toInstant();
    return Math.max(0, Duration.between(from.toInstant(), end).toMillis() / (double) DAY_MS);
  }

  /** Whether some instant is in both. */
  public boolean overlaps(Period other) {
    return from.isBefore(other.to) && other.from.isBefore(to);
  }

  /** Which of the buckets holds that instant, or −1. */
  static int indexOf(List<Bucket> buckets, Instant instant) {
    int low = 0;
    int high = buckets.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (instant.isBefore(buckets.get(middle).from().toInstant())) {
        high = middle - 1;
      } else if (!instant.isBefore(buckets.get(middle).to().toInstant())) {
        low = middle + 1;
      } else {
        return middle;
      }
    }
    return -1;
  }
}
