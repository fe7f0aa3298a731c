package dev.steadfast.goals.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.steadfast.contracts.metric.Aggregation;
import dev.steadfast.core.forecast.CannotTell;
import dev.steadfast.core.forecast.Outcomes;
import dev.steadfast.core.measure.Cell;
import dev.steadfast.goals.progress.DateRange;
import dev.steadfast.goals.progress.DayCell;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GoalAheadTest {
  private static final LocalDate FIRST = LocalDate.of(2026, 3, 2);
  private static final LocalDate LAST = FIRST.plusDays(27);

  private static List<DayCell> days(int count) {
    return IntStream.range(0, count)
        .mapToObj(day -> new DayCell(FIRST.plusDays(day), new Cell(10, 0, 0, 0, null)))
        .toList();
  }

  private static GoalAhead ahead(Aggregation aggregation, int from, int to) {
    return GoalAhead.of(
        days(28), new DateRange(LAST.plusDays(from), LAST.plusDays(to)), aggregation);
  }

  @Test
  void aTotalMovesByTheDaysAndAMeanByTheirShare() {
    assertThat(ahead(Aggregation.COUNT, -9, 10).weight(LAST.plusDays(6))).isEqualTo(5);
    assertThat(ahead(Aggregation.LEVEL, -9, 10).weight(LAST.plusDays(6))).isEqualTo(1);
    assertThat(ahead(Aggregation.SHARE, -9, 10).weight(LAST.plusDays(6)))
        .isCloseTo(0.25, within(1e-12));
  }

  @Test
  void daysThatAreOverAndDaysAfterTheWindowDoNotCount() {
    GoalAhead ahead = ahead(Aggregation.COUNT, -9, 10);

    assertThat(ahead.daysFrom(FIRST)).isEqualTo(10);
    assertThat(ahead.daysFrom(LAST.plusDays(10))).isEqualTo(1);
    assertThat(ahead.daysFrom(LAST.plusDays(11))).isZero();
    assertThat(ahead(Aggregation.COUNT, 5, 10).daysFrom(LAST)).isEqualTo(6);
    assertThat(ahead(Aggregation.COUNT, -9, -1).daysFrom(LAST)).isZero();
  }

  @Test
  void aWindowThatIsOverHasItsObservedOutcome() {
    assertThat(ahead(Aggregation.COUNT, -9, -5).outlook())
        .isInstanceOfSatisfying(
            Outcomes.class, outcomes -> assertThat(outcomes.mean()).isEqualTo(50));
  }

  @Test
  void aCountWithoutCellsIsZero() {
    List<DayCell> gap = List.of(days(28).getFirst(), days(28).getLast());

    assertThat(GoalAhead.of(gap, new DateRange(FIRST, LAST), Aggregation.COUNT).outlook())
        .isInstanceOfSatisfying(
            Outcomes.class, outcomes -> assertThat(outcomes.mean()).isEqualTo(20));
  }

  @Test
  void whatIsTooFarOrBeforeTheHistoryCannotBeTold() {
    assertThat(ahead(Aggregation.COUNT, 1, 1_001).outlook()).isInstanceOf(CannotTell.class);
    assertThat(ahead(Aggregation.COUNT, -50, -40).outlook()).isInstanceOf(CannotTell.class);
  }
}
