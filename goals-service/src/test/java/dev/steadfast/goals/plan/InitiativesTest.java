package dev.steadfast.goals.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.steadfast.contracts.metric.Aggregation;
import dev.steadfast.core.measure.Scope;
import dev.steadfast.goals.progress.DateRange;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class InitiativesTest {
  private static final LocalDate START = LocalDate.of(2026, 3, 2);
  private static final DateRange WINDOW = new DateRange(START, START.plusDays(19));

  private static Aim aim(LocalDate on) {
    return new Aim("csat", Scope.ALL, Aggregation.SHARE, WINDOW, on);
  }

  private static Planned planned(long id, double amount, double uncertainty) {
    return new Planned(
        Optional.of(new UUID(0, id)),
        1,
        "Initiative " + id,
        Optional.of(InitiativeKind.TRAINING),
        START,
        List.of(Scope.ALL),
        "csat",
        OptionalDouble.of(amount),
        uncertainty);
  }

  private static Initiatives initiatives(Planned... planned) {
    return new Initiatives(List.of(planned), Map.of(), Map.of());
  }

  /** By hand: after 7 of 20 days, 13/20 of the window and 14/21 of the effect are to come. */
  @Test
  void theEffectFadesFromThePlanAfterTheStart() {
    Initiatives initiatives = initiatives(planned(1, 6, 3));

    assertThat(initiatives.plan(aim(START)).effect()).isEqualTo(6);
    Plan later = initiatives.plan(aim(START.plusDays(7)));
    assertThat(later.effect()).isCloseTo(6 * 13 / 20.0 * 14 / 21.0, within(1e-12));
    assertThat(later.deviation()).isCloseTo(3 * 13 / 20.0 * 14 / 21.0, within(1e-12));
    assertThat(initiatives.plan(aim(START.plusDays(21)))).isEqualTo(Plan.NONE);
  }

  @Test
  void theStartOfAnInitiativeTakesNothingOutOfThePlan() {
    Initiatives initiatives = initiatives(planned(1, 6, 0));

    assertThat(initiatives.plan(aim(START))).isEqualTo(initiatives.plan(aim(START.minusDays(1))));
  }

  @Test
  void aPlanThatOnlyGrewOlderIsTheSamePlan() {
    Initiatives initiatives = initiatives(planned(1, 6, 3), planned(2, -2, 1));
    Plan before = initiatives.plan(aim(START.plusDays(2)));

    Plan carried = initiatives.carried(before, aim(START.plusDays(2)), aim(START.plusDays(3)));

    assertThat(carried).isEqualTo(initiatives.plan(aim(START.plusDays(3))));
    assertThat(carried).isNotEqualTo(before);
  }

  @Test
  void anInitiativeThatFadedOutIsNoOtherPlan() {
    Initiatives initiatives = initiatives(planned(1, 6, 3));
    Plan before = initiatives.plan(aim(START.plusDays(19)));

    Plan carried = initiatives.carried(before, aim(START.plusDays(19)), aim(START.plusDays(21)));

    assertThat(before.effect()).isPositive();
    assertThat(carried).isEqualTo(Plan.NONE);
  }

  /** By hand: the one that is left goes from 6 to 6 · 19/20 · 20/21, the other stays at 4 ± 2. */
  @Test
  void whatWasTakenBackStaysInThePlanThatIsCarriedOn() {
    Plan before = initiatives(planned(1, 6, 0), planned(2, 4, 2)).plan(aim(START));

    Plan carried =
        initiatives(planned(1, 6, 0)).carried(before, aim(START), aim(START.plusDays(1)));

    assertThat(carried.hash()).isEqualTo(before.hash());
    assertThat(carried.effect()).isCloseTo(4 + 6 * 19 / 20.0 * 20 / 21.0, within(1e-12));
    assertThat(carried.deviation()).isCloseTo(2, within(1e-12));
  }
}
