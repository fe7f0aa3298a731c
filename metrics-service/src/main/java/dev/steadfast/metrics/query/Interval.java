package dev.steadfast.metrics.query;

import dev.steadfast.platform.problem.ProblemException;
import java.time.DayOfWeek;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How long the buckets of a series are. Weeks begin on Monday (ISO 8601). */
public enum Interval {
  HOUR,
  DAY,
  WEEK,
  MONTH,
  /** One bucket for the whole of the period. */
  WHOLE;

  /**
   * The interval of that name; a day where none is named.
   *
   * @throws ProblemException {@code invalid-parameter}
   */
  static Interval named(@Nullable String text) {
    if (text == null) {
      return DAY;
    }
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "hour" -> HOUR;
      case "day" -> DAY;
      case "week" -> WEEK;
      case "month" -> MONTH;
      default ->
          throw ProblemException.invalidParameter(
              "interval", "interval is one of hour, day, week, month.");
    };
  }

  /** The beginning of the bucket that holds that moment. */
  ZonedDateTime begin(ZonedDateTime moment) {
    return switch (this) {
      case HOUR -> moment.truncatedTo(ChronoUnit.HOURS);
      case DAY -> startOfDay(moment);
      case WEEK -> startOfDay(moment.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)));
      case MONTH -> startOfDay(moment.withDayOfMonth(1));
      case WHOLE -> moment;
    };
  }

  /** The beginning of the bucket after the one that begins there. */
  ZonedDateTime next(ZonedDateTime begin) {
    return switch (this) {
      // By the instant: the hour that a clock change repeats is an hour of its own.
      case HOUR -> begin.plus(1, ChronoUnit.HOURS);
      case DAY -> startOfDay(begin.plusDays(1));
      case WEEK -> startOfDay(begin.plusWeeks(1));
      case MONTH -> startOfDay(begin.plusMonths(1));
      case WHOLE -> throw new IllegalStateException("the whole has no next");
    };
  }

  private static ZonedDateTime startOfDay(ZonedDateTime moment) {
    return moment.toLocalDate().atStartOfDay(moment.getZone());
  }
}
