package dev.steadfast.goals.measure;

import dev.steadfast.contracts.metric.Aggregation;
import dev.steadfast.goals.progress.DateRange;
import dev.steadfast.goals.progress.Target;
import java.time.LocalDate;
import java.util.UUID;

/** A goal as far as measuring it needs. */
public record ActiveGoal(
    UUID id, long version, String title, Series series, DateRange period, Target target) {

  /** Before any cell: a level is the sum of all its changes. */
  public static final LocalDate BEGINNING = LocalDate.of(1, 1, 1);

  public UUID tenant() {
    return series.tenant();
  }

  /** Whether cells of those days can change how it stands, on one day or another. */
  boolean dependsOn(DateRange days) {
    return isLevel()
        ? !days.from().isAfter(period.to())
        : target.window().reach(period).overlaps(days);
  }

  /** The days whose cells its evaluation on {@code today} needs. */
  DateRange daysFor(LocalDate today) {
    LocalDate last = today.isAfter(period.to()) ? period.to() : today;
    if (isLevel()) {
      return new DateRange(BEGINNING, last);
    }
    return target
        .window()
        .on(today, period)
        .map(window -> new DateRange(window.from(), last))
        .orElse(new DateRange(last, last));
  }

  private boolean isLevel() {
    return target.aggregation() == Aggregation.LEVEL;
  }
}
