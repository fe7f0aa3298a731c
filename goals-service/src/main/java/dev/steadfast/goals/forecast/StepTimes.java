package dev.steadfast.goals.forecast;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.Temporal;
import java.util.Locale;
import java.util.Optional;

/**
 * When the steps of a series are.
 *
 * @param start of step 0: a {@link LocalDate}, or an {@link OffsetDateTime} whose offset all keep
 */
record StepTimes(Temporal start, Interval interval) {
  private static final int EARLIEST = 1900;
  private static final int LATEST = 2199;

  /** The distance of two steps. */
  enum Interval {
    HOUR,
    DAY,
    WEEK,
    MONTH;

    /** The name in documents. */
    String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** After how many steps its usual patterns repeat, ascending. */
    int[] seasons() {
      return switch (this) {
        case HOUR -> new int[] {24, 168};
        case DAY -> new int[] {7, 365};
        case WEEK -> new int[] {52};
        case MONTH -> new int[] {12};
      };
    }

    /** The interval of that name, or empty. */
    static Optional<Interval> named(String code) {
      for (Interval each : values()) {
        if (each.code().equals(code)) {
          return Optional.of(each);
        }
      }
      return Optional.empty();
    }
  }

  /** Reads a date or an instant of RFC 3339 from 1900 to 2199; empty where it is neither. */
  static Optional<Temporal> parse(String text) {
    try {
      Temporal start =
          text.indexOf('T') < 0 && text.indexOf('t') < 0
              ? LocalDate.parse(text)
              : OffsetDateTime.parse(text);
      int year = start.get(ChronoField.YEAR);
      return year < EARLIEST || year > LATEST ? Optional.empty() : Optional.of(start);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** The date or instant of a step, counted from 0; months end where the start's day is missing. */
  String at(int step) {
    return switch (start) {
      case LocalDate day ->
          switch (interval) {
            case HOUR -> throw new IllegalStateException("hours of a date");
            case DAY -> day.plusDays(step).toString();
            case WEEK -> day.plusWeeks(step).toString();
            case MONTH -> day.plusMonths(step).toString();
          };
      case OffsetDateTime instant ->
          switch (interval) {
            case HOUR -> text(instant.plusHours(step));
            case DAY -> text(instant.plusDays(step));
            case WEEK -> text(instant.plusWeeks(step));
            case MONTH -> text(instant.plusMonths(step));
          };
      default -> throw new IllegalStateException("no date and no instant: " + start);
    };
  }

  /** With seconds, which RFC 3339 asks for and {@code toString} leaves out where they are zero. */
  private static String text(OffsetDateTime instant) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(instant);
  }
}
