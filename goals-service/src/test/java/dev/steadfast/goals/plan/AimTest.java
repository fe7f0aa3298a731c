package dev.steadfast.goals.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.steadfast.contracts.metric.Aggregation;
import dev.steadfast.core.measure.Scope;
import dev.steadfast.goals.progress.DateRange;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class AimTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 3, 30);

  private static Aim aim(Aggregation aggregation, int from, int to) {
    return new Aim(
        "volume",
        Scope.ALL,
        aggregation,
        new DateRange(TODAY.plusDays(from), TODAY.plusDays(to)),
        TODAY);
  }

  @Test
  void aTotalMovesByTheDaysAndAMeanByTheirShare() {
    assertThat(aim(Aggregation.COUNT, -10, 9).weight(TODAY.plusDays(5))).isEqualTo(5);
    assertThat(aim(Aggregation.LEVEL, -10, 9).weight(TODAY.plusDays(5))).isEqualTo(1);
    assertThat(aim(Aggregation.SHARE, -10, 9).weight(TODAY.plusDays(5)))
        .isCloseTo(0.25, within(1e-12));
  }

  @Test
  void daysThatAreOverAndDaysAfterTheWindowDoNotCount() {
    Aim aim = aim(Aggregation.COUNT, -10, 9);

    assertThat(aim.daysFrom(TODAY.minusDays(28))).isEqualTo(10);
    assertThat(aim.daysFrom(TODAY.plusDays(9))).isEqualTo(1);
    assertThat(aim.daysFrom(TODAY.plusDays(10))).isZero();
    assertThat(aim(Aggregation.COUNT, 4, 9).daysFrom(TODAY.minusDays(1))).isEqualTo(6);
    assertThat(aim(Aggregation.COUNT, -10, -2).daysFrom(TODAY)).isZero();
  }

  @Test
  void whatHasBegunIsStillToComeAsFarAsTheHistoryCannotShowIt() {
    Aim aim = aim(Aggregation.SHARE, -10, 9);

    assertThat(aim.stillToCome(TODAY.plusDays(3))).isEqualTo(1);
    assertThat(aim.stillToCome(TODAY)).isEqualTo(1);
    assertThat(aim.stillToCome(TODAY.minusDays(7))).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(aim.stillToCome(TODAY.minusDays(21))).isZero();
    assertThat(aim.stillToCome(TODAY.minusDays(400))).isZero();
    // Half of the window is to come, and two thirds of the effect
    assertThat(aim.weight(TODAY.minusDays(7))).isCloseTo(1 / 3.0, within(1e-12));
  }

  @Test
  void aLevelShowsAnEffectOnTheNextDay() {
    assertThat(aim(Aggregation.LEVEL, -10, 9).stillToCome(TODAY)).isEqualTo(1);
    assertThat(aim(Aggregation.LEVEL, -10, 9).stillToCome(TODAY.minusDays(1))).isZero();
  }
}
