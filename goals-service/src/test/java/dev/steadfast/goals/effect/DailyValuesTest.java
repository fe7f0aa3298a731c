package dev.steadfast.goals.effect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steadfast.contracts.metric.BuiltInMetrics;
import dev.steadfast.core.measure.Cell;
import dev.steadfast.goals.progress.DateRange;
import dev.steadfast.goals.progress.DayCell;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class DailyValuesTest {
  private static final LocalDate FIRST = LocalDate.of(2026, 3, 2);
  private static final DateRange WEEK = new DateRange(FIRST, FIRST.plusDays(6));

  private static DayCell day(int day, long count, long sum, long numerator, long denominator) {
    return new DayCell(FIRST.plusDays(day), new Cell(count, sum, numerator, denominator, null));
  }

  @Test
  void aCountIsZeroOnlyBetweenItsFirstAndLastKnownDay() {
    double[] values =
        DailyValues.of(
            BuiltInMetrics.VOLUME, List.of(day(1, 3, 0, 0, 0), day(4, 5, 0, 0, 0)), WEEK);

    assertThat(values).containsExactly(Double.NaN, 3, 0, 0, 5, Double.NaN, Double.NaN);
  }

  @Test
  void aShareWithoutAnswersIsMissing() {
    double[] values =
        DailyValues.of(BuiltInMetrics.CSAT, List.of(day(0, 4, 0, 3, 4), day(2, 2, 0, 1, 2)), WEEK);

    assertThat(values[0]).isEqualTo(75);
    assertThat(values[1]).isNaN();
    assertThat(values[2]).isEqualTo(50);
  }

  @Test
  void aLevelIsTheSumOfAllChangesSinceItsBeginning() {
    double[] values =
        DailyValues.of(
            BuiltInMetrics.BACKLOG,
            List.of(day(-30, 5, 5, 0, 0), day(2, 2, -2, 0, 0), day(4, 1, 1, 0, 0)),
            WEEK);

    assertThat(values).containsExactly(5, 5, 3, 3, 4, Double.NaN, Double.NaN);
  }

  @Test
  void nothingKnownIsNothing() {
    assertThat(DailyValues.of(BuiltInMetrics.VOLUME, List.of(), WEEK)).containsOnly(Double.NaN);
    assertThat(DailyValues.of(BuiltInMetrics.BACKLOG, List.of(), WEEK)).containsOnly(Double.NaN);
  }
}
