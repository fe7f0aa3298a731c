package dev.steadfast.goals.advice;

import dev.steadfast.contracts.metric.Aggregation;
import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.core.measure.Scope;
import dev.steadfast.goals.progress.DateRange;
import dev.steadfast.goals.progress.Direction;
import dev.steadfast.goals.progress.Window;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalDouble;

/** A request for advice that keeps the rules. Made by {@link AdviceRules}. */
record AdviceQuestion(
    MetricDefinition metric,
    Scope scope,
    Aggregation aggregation,
    Window window,
    Direction direction,
    DateRange period,
    ZoneId zone,
    LocalDate today,
    OptionalDouble target,
    Wished odds) {

  /** Odds of 0 to 1. */
  record Wished(double commit, double target, double stretch) {}

  /** The days that the last value is measured over; empty where no whole week or month ends. */
  Optional<DateRange> lastWindow() {
    return window.on(period.to().plusDays(1), period);
  }

  /** Whether the value grows from nothing through the period. */
  boolean accumulates() {
    return (aggregation == Aggregation.COUNT || aggregation == Aggregation.SUM)
        && window instanceof Window.WholePeriod;
  }

  /** The newest whole days that are comparable with the window. */
  DateRange current() {
    LocalDate yesterday = today.minusDays(1);
    return switch (window) {
      case Window.WholePeriod whole ->
          back(yesterday, accumulates() ? Math.min(period.days(), MOST_CURRENT) : USUAL_CURRENT);
      case Window.Rolling rolling -> back(yesterday, rolling.days());
      case Window.LastFullWeek week -> newest(week, yesterday);
      case Window.LastFullMonth month -> newest(month, yesterday);
    };
  }

  private static final int USUAL_CURRENT = 28;
  private static final int MOST_CURRENT = 366;

  private static DateRange newest(Window window, LocalDate yesterday) {
    return window
        .on(yesterday.plusDays(1), new DateRange(yesterday.minusDays(MOST_CURRENT), yesterday))
        .orElseThrow();
  }

  private static DateRange back(LocalDate to, long days) {
    return new DateRange(to.minusDays(days - 1), to);
  }
}
