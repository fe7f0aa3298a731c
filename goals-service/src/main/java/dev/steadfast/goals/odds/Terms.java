package dev.steadfast.goals.odds;

import dev.steadfast.contracts.metric.Aggregation;
import dev.steadfast.goals.measure.ActiveGoal;
import dev.steadfast.goals.measure.Series;
import dev.steadfast.goals.progress.DateRange;
import dev.steadfast.goals.progress.Direction;
import dev.steadfast.goals.progress.Levels;
import java.util.Optional;

/**
 * What a forecast of a goal is about.
 *
 * @param window the days that its last value is measured over
 */
record Terms(
    Series series, Aggregation aggregation, DateRange window, Direction direction, Levels levels) {

  /** Of a goal; empty where its period holds no whole week or month to measure. */
  static Optional<Terms> of(ActiveGoal goal) {
    return lastWindow(goal).map(window -> of(goal, window));
  }

  static Terms of(ActiveGoal goal, DateRange window) {
    return new Terms(
        goal.series(),
        goal.target().aggregation(),
        window,
        goal.target().direction(),
        goal.target().levels());
  }

  private static Optional<DateRange> lastWindow(ActiveGoal goal) {
    return goal.target().window().on(goal.period().to().plusDays(1), goal.period());
  }

  boolean isOfSameDays(Terms other) {
    return series.equals(other.series) && aggregation == other.aggregation;
  }
}
