package dev.steadfast.goals.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.steadfast.contracts.metric.Aggregation;
import dev.steadfast.core.forecast.Domain;
import dev.steadfast.core.forecast.Outcomes;
import dev.steadfast.core.measure.Scope;
import dev.steadfast.goals.plan.Aim;
import dev.steadfast.goals.plan.Contribution;
import dev.steadfast.goals.plan.Contributions;
import dev.steadfast.goals.plan.InitiativeKind;
import dev.steadfast.goals.plan.Initiatives;
import dev.steadfast.goals.plan.PastEffect;
import dev.steadfast.goals.plan.Planned;
import dev.steadfast.goals.progress.DateRange;
import dev.steadfast.goals.progress.Direction;
import dev.steadfast.goals.progress.Levels;
import dev.steadfast.goals.progress.Target;
import dev.steadfast.goals.progress.Window;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WhatIfTest {
  private static final LocalDate LAST = LocalDate.of(2026, 3, 31);
  private static final Scope BILLING = Scope.of("team", "billing");

  /** 1 to 100 percent, each as likely. */
  private static final Outcomes BASE =
      Outcomes.of(IntStream.rangeClosed(1, 100).asDoubleStream().toArray(), Domain.REAL);

  private static final Target TARGET =
      new Target(
          Aggregation.SHARE, new Window.WholePeriod(), Direction.HIGHER, 40, Levels.of(81), 1);

  private static Aim aim(Scope scope) {
    return new Aim(
        "csat",
        scope,
        Aggregation.SHARE,
        new DateRange(LAST.plusDays(1), LAST.plusDays(10)),
        LAST.plusDays(1));
  }

  private static Contributions contributions(Scope scope, Map<Scope, Long> observations) {
    return new Contributions(
        aim(scope), observations, Map.of(InitiativeKind.TRAINING, new PastEffect(20, 0, 3)));
  }

  private static Planned candidate(long id, int day, double amount, Scope... scopes) {
    return new Planned(
        id == 0 ? Optional.empty() : Optional.of(new UUID(0, id)),
        1,
        "Initiative " + id,
        Optional.empty(),
        LAST.plusDays(day),
        List.of(scopes),
        "csat",
        OptionalDouble.of(amount),
        0);
  }

  private static WhatIf whatIf(List<Planned> plan, WhatIf.Change... changes) {
    return WhatIf.of(
        BASE,
        TARGET,
        new Initiatives(plan, Map.of(), Map.of()),
        contributions(BILLING, Map.of()),
        List.of(changes));
  }

  @Test
  void eachChangeIsJudgedAloneAndAllTogether() {
    WhatIf whatIf =
        whatIf(
            List.of(candidate(1, 1, 10, BILLING)),
            new WhatIf.Change.LeftOut(candidate(1, 1, 10, BILLING)),
            new WhatIf.Change.Added(candidate(0, 1, 20, BILLING)),
            new WhatIf.Change.Added(candidate(0, 1, 20, BILLING)));

    assertThat(whatIf.now().target()).isCloseTo(0.3, within(1e-9));
    assertThat(whatIf.changes().get(0).odds().target()).isCloseTo(0.2, within(1e-9));
    assertThat(whatIf.changes().get(1).odds().target()).isCloseTo(0.5, within(1e-9));
    assertThat(whatIf.all().target()).isCloseTo(0.6, within(1e-9));
  }

  @Test
  void aDelayCountsByTheShareOfDaysThatAreLeft() {
    Planned planned = candidate(1, 1, 10, BILLING);

    WhatIf whatIf =
        whatIf(List.of(planned), new WhatIf.Change.Moved(planned, candidate(1, 6, 10, BILLING)));

    assertThat(whatIf.now().target()).isCloseTo(0.3, within(1e-9));
    assertThat(whatIf.all().target()).isCloseTo(0.25, within(1e-9));
  }

  @Test
  void aChangeOfNothingChangesNothing() {
    Planned planned = candidate(1, -3, 10, BILLING);
    Planned other = candidate(2, 2, 5, BILLING);

    WhatIf whatIf = whatIf(List.of(planned, other), new WhatIf.Change.Moved(other, other));

    assertThat(whatIf.all()).isEqualTo(whatIf.now());
    assertThat(whatIf.changes().getFirst().odds()).isEqualTo(whatIf.now());
  }

  @Test
  void whatHasBegunIsInTheHistory() {
    WhatIf whatIf = whatIf(List.of(), new WhatIf.Change.LeftOut(candidate(1, 0, 10, BILLING)));

    assertThat(whatIf.changes().getFirst().contribution()).isInstanceOf(Contribution.Unknown.class);
    assertThat(whatIf.all()).isEqualTo(whatIf.now());
  }

  @Test
  void aPartOfTheScopeCountsByItsObservations() {
    Contributions contributions = contributions(Scope.ALL, Map.of(Scope.ALL, 200L, BILLING, 50L));

    assertThat(contributions.of(candidate(1, 1, 10, BILLING)))
        .isInstanceOfSatisfying(
            Contribution.Moves.class,
            moves -> assertThat(moves.mean()).isCloseTo(2.5, within(1e-9)));
    assertThat(contributions(BILLING, Map.of()).of(candidate(1, 1, 10, Scope.ALL)))
        .isInstanceOfSatisfying(
            Contribution.Moves.class, moves -> assertThat(moves.mean()).isEqualTo(10));
    assertThat(contributions(BILLING, Map.of()).of(candidate(1, 1, 10, Scope.of("team", "sales"))))
        .isInstanceOf(Contribution.Unknown.class);
  }

  @Test
  void anUnstatedAmountIsThatOfItsKind() {
    Planned training = unstated(InitiativeKind.TRAINING);
    Planned tooling = unstated(InitiativeKind.TOOLING);

    assertThat(contributions(BILLING, Map.of()).of(training))
        .isInstanceOfSatisfying(
            Contribution.Moves.class, moves -> assertThat(moves.mean()).isEqualTo(20));
    assertThat(contributions(BILLING, Map.of()).of(tooling))
        .isInstanceOf(Contribution.Unknown.class);
  }

  private static Planned unstated(InitiativeKind kind) {
    return new Planned(
        Optional.empty(),
        0,
        "New",
        Optional.of(kind),
        LAST.plusDays(1),
        List.of(BILLING),
        "csat",
        OptionalDouble.empty(),
        0);
  }

  @Test
  void anotherMetricMovesNothing() {
    Planned other =
        new Planned(
            Optional.empty(),
            0,
            "New",
            Optional.empty(),
            LAST.plusDays(1),
            List.of(BILLING),
            "volume",
            OptionalDouble.of(1),
            0);

    assertThat(contributions(BILLING, Map.of()).of(other)).isInstanceOf(Contribution.Unknown.class);
  }
}
