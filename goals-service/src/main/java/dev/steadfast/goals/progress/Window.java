package dev.steadfast.goals.progress;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which days the value of a goal is measured over. */
public sealed interface Window {
  /** The most days that a rolling window may have. */
  int MAX_ROLLING_DAYS = 366;

  /** The days to measure on {@code today}, or empty where the window has not filled yet. */
  Optional<DateRange> on(LocalDate today, DateRange period);

  /** Every day that can ever matter for a goal of that period. */
  DateRange reach(DateRange period);

  /** The name in documents, which {@link #named(String)} reads. */
  String text();

  /** From the first day of the period to today, or to its last day. */
  record WholePeriod() implements Window {
    @Override
    public Optional<DateRange> on(LocalDate today, DateRange period) {
      return today.isBefore(period.from())
          ? Optional.empty()
          : Optional.of(new DateRange(period.from(), earlier(today, period.to())));
    }

    @Override
    public DateRange reach(DateRange period) {
      return period;
    }

    @Override
    public String text() {
      return "whole-period";
    }
  }

  /** The newest {@code days} days within the period; at its start they reach back before it. */
  record Rolling(int days) implements Window {
    public Rolling {
      if (days < 1 || days > MAX_ROLLING_DAYS) {
        throw new IllegalArgumentException("a rolling window has 1 to 366 days, not " + days);
      }
    }

    @Override
    public Optional<DateRange> on(LocalDate today, DateRange period) {
      if (today.isBefore(period.from())) {
        return Optional.empty();
      }
      LocalDate last = earlier(today, period.to());
      return Optional.of(new DateRange(last.minusDays(days - 1L), last));
    }

    @Override
    public DateRange reach(DateRange period) {
      return new DateRange(period.from().minusDays(days - 1L), period.to());
    }

    @Override
    public String text() {
      return "rolling-" + days + "-days";
    }
  }

  /** The newest whole week, Monday to Sunday, that ended within the period and before today. */
  record LastFullWeek() implements Window {
    @Override
    public Optional<DateRange> on(LocalDate today, DateRange period) {
      LocalDate sunday =
          earlier(today.minusDays(1), period.to())
              .with(TemporalAdjusters.previousOrSame(DayOfWeek.SUNDAY));
      return sunday.isBefore(period.from())
          ? Optional.empty()
          : Optional.of(new DateRange(sunday.minusDays(6), sunday));
    }

    @Override
    public DateRange reach(DateRange period) {
      return new DateRange(period.from().minusDays(6), period.to());
    }

    @Override
    public String text() {
      return "last-full-week";
    }
  }

  /** The newest whole calendar month that ended within the period and before today. */
  record LastFullMonth() implements Window {
    @Override
    public Optional<DateRange> on(LocalDate today, DateRange period) {
      LocalDate end =
          earlier(today.minusDays(1), period.to()).plusDays(1).withDayOfMonth(1).minusDays(1);
      return end.isBefore(period.from())
          ? Optional.empty()
          : Optional.of(new DateRange(end.withDayOfMonth(1), end));
    }

    @Override
    public DateRange reach(DateRange period) {
      return new DateRange(period.from().withDayOfMonth(1), period.to());
    }

    @Override
    public String text() {
      return "last-full-month";
    }
  }

  /**
   * The window of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Window named(String text) {
    Matcher rolling = Pattern.compile("rolling-([1-9][0-9]{0,2})-days").matcher(text);
    if (rolling.matches()) {
      return new Rolling(Integer.parseInt(rolling.group(1)));
    }
    return switch (text) {
      case "whole-period" -> new WholePeriod();
      case "last-full-week" -> new LastFullWeek();
      case "last-full-month" -> new LastFullMonth();
      default ->
          throw new IllegalArgumentException(
              "whole-period, rolling-N-days (1 to 366), last-full-week or last-full-month");
    };
  }

  private static LocalDate earlier(LocalDate one, LocalDate other) {
    return one.isBefore(other) ? one : other;
  }
}
