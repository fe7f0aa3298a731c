package dev.steadfast.goals.odds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.steadfast.contracts.metric.Aggregation;
import dev.steadfast.core.measure.Cell;
import dev.steadfast.goals.measure.Series;
import dev.steadfast.goals.plan.Plan;
import dev.steadfast.goals.progress.DateRange;
import dev.steadfast.goals.progress.DayCell;
import dev.steadfast.goals.progress.Direction;
import dev.steadfast.goals.progress.Levels;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ChangeTest {
  private static final LocalDate YESTERDAY = LocalDate.of(2026, 11, 20);
  private static final LocalDate TODAY = YESTERDAY.plusDays(1);
  private static final DateRange WINDOW =
      new DateRange(LocalDate.of(2026, 11, 1), LocalDate.of(2026, 11, 30));

  private final Terms terms = terms(80);
  private final List<DayCell> cells = satisfaction();

  private static Terms terms(double target) {
    return new Terms(
        new Series(new UUID(0, 1), "csat", 1, "all"),
        Aggregation.SHARE,
        WINDOW,
        Direction.HIGHER,
        Levels.of(target));
  }

  /** Ninety days up to yesterday's yesterday, twenty answers each, 80 % good. */
  private static List<DayCell> satisfaction() {
    SplittableRandom random = new SplittableRandom(2);
    List<DayCell> cells = new ArrayList<>();
    for (int ago = 90; ago >= 1; ago--) {
      int good = 0;
      for (int i = 0; i < 20; i++) {
        good += random.nextDouble() < 0.8 ? 1 : 0;
      }
      cells.add(new DayCell(YESTERDAY.minusDays(ago), new Cell(20, 0, good, 20, null)));
    }
    return cells;
  }

  private static DailyHistory history(List<DayCell> cells, LocalDate today) {
    return DailyHistory.of(Aggregation.SHARE, cells, today, WINDOW.from());
  }

  private static Change.Past past(List<DayCell> now, Plan carried) {
    return new Change.Past() {
      @Override
      public DailyHistory asOf(KeptForecast before) {
        return history(now, before.made().on());
      }

      @Override
      public Plan carried(KeptForecast before, Terms terms) {
        return carried;
      }
    };
  }

  private KeptForecast before() {
    return before(Plan.NONE);
  }

  private KeptForecast before(Plan plan) {
    Inputs inputs = new Inputs(history(cells, YESTERDAY), terms, plan, 1);
    double odds = inputs.oddsOfTarget().orElseThrow();
    return new KeptForecast(
        new UUID(0, 2),
        new UUID(0, 3),
        new KeptForecast.Made(
            YESTERDAY,
            YESTERDAY.atTime(1, 0).atOffset(ZoneOffset.UTC),
            ZoneOffset.UTC,
            KeptForecast.Occasion.DAILY,
            Optional.empty(),
            1),
        terms,
        new KeptForecast.Basis(
            inputs.history().from(),
            inputs.history().end().minusDays(1),
            inputs.history().daysWithData(),
            inputs.history().fingerprint(),
            plan,
            new Spread(1, "")),
        new KeptForecast.Result.Told(
            new Odds(java.util.OptionalDouble.empty(), odds, java.util.OptionalDouble.empty()),
            new Distribution(80, new double[Distribution.LEVELS.length])),
        Optional.empty(),
        Optional.empty());
  }

  private Change change(
      List<DayCell> now, LocalDate today, Terms wanted, Plan plan, double factor) {
    KeptForecast before = before();
    Inputs inputs = new Inputs(history(now, today), wanted, plan, factor);
    double odds = inputs.oddsOfTarget().orElseThrow();
    Change change =
        Change.between(
            before,
            before.odds().orElseThrow().target(),
            inputs,
            odds,
            past(now, before.inputs().plan()));
    change
        .parts()
        .ifPresent(
            parts -> assertThat(parts.sum()).isCloseTo(odds - change.before(), within(1e-12)));
    return change;
  }

  private List<DayCell> with(DayCell more) {
    List<DayCell> longer = new ArrayList<>(cells);
    longer.removeIf(each -> each.day().equals(more.day()));
    longer.add(more);
    return longer;
  }

  @Test
  void aBadDayIsNewData() {
    List<DayCell> now = with(new DayCell(YESTERDAY, new Cell(60, 0, 0, 60, null)));

    Change.Parts parts = change(now, TODAY, terms, Plan.NONE, 1).parts().orElseThrow();

    assertThat(parts.data()).isLessThan(-0.1);
    assertThat(Math.abs(parts.time())).isLessThan(Math.abs(parts.data()));
    assertThat(parts.revision()).isZero();
    assertThat(parts.plan()).isZero();
    assertThat(parts.calibration()).isZero();
  }

  @Test
  void aCorrectionOfAnOldDayIsDataAndNotTime() {
    List<DayCell> now = with(new DayCell(YESTERDAY.minusDays(3), new Cell(200, 0, 0, 200, null)));

    Change.Parts parts = change(now, YESTERDAY, terms, Plan.NONE, 1).parts().orElseThrow();

    assertThat(parts.data()).isLessThan(-0.1);
    assertThat(parts.time()).isZero();
  }

  @Test
  void anotherTargetIsTheRevision() {
    Change.Parts parts = change(cells, YESTERDAY, terms(90), Plan.NONE, 1).parts().orElseThrow();

    assertThat(parts.revision()).isNegative();
    assertThat(parts.time()).isZero();
    assertThat(parts.data()).isZero();
    assertThat(parts.plan()).isZero();
  }

  @Test
  void anotherPlanIsThePlan() {
    Change.Parts parts =
        change(cells, YESTERDAY, terms, new Plan("a", 5, 1), 1).parts().orElseThrow();

    assertThat(parts.plan()).isPositive();
    assertThat(parts.revision()).isZero();
  }

  @Test
  void whatIsLeftOfAPlanThatGrewOlderIsThePassingOfTime() {
    // Given an initiative that began, and a day of which the data say what they always said
    KeptForecast before = before(new Plan("a@1", 5, 0));
    Plan older = new Plan("a@1", 2, 0);
    DailyHistory ordinary = history(cells, YESTERDAY).followedByOrdinaryDays(TODAY);
    Inputs now = new Inputs(ordinary, terms, older, 1);
    double odds = now.oddsOfTarget().orElseThrow();

    // When
    Change change =
        Change.between(before, before.odds().orElseThrow().target(), now, odds, past(cells, older));

    // Then
    Change.Parts parts = change.parts().orElseThrow();
    assertThat(parts.time()).isLessThan(-0.05);
    assertThat(parts.time()).isCloseTo(odds - change.before(), within(1e-12));
    assertThat(parts.plan()).isZero();
    assertThat(parts.data()).isZero();
  }

  @Test
  void whatWasTakenBackIsThePlan() {
    KeptForecast before = before(new Plan("a@1 b@1", 5, 0));
    Plan left = new Plan("a@1", 1, 0);
    Inputs now = new Inputs(history(cells, YESTERDAY), terms, left, 1);

    Change change =
        Change.between(
            before,
            before.odds().orElseThrow().target(),
            now,
            now.oddsOfTarget().orElseThrow(),
            past(cells, before.inputs().plan()));

    Change.Parts parts = change.parts().orElseThrow();
    assertThat(parts.plan()).isLessThan(-0.05);
    assertThat(parts.time()).isZero();
  }

  @Test
  void anotherSpreadIsTheCalibration() {
    Change.Parts parts = change(cells, YESTERDAY, terms(82), Plan.NONE, 3).parts().orElseThrow();

    assertThat(parts.calibration()).isNotZero();
    assertThat(parts.revision()).isNotZero();
  }

  @Test
  void everythingAtOnceSumsToTheWhole() {
    List<DayCell> now = with(new DayCell(YESTERDAY, new Cell(40, 0, 10, 40, null)));

    Change.Parts parts =
        change(now, TODAY, terms(78), new Plan("a", 2, 1), 1.5).parts().orElseThrow();

    assertThat(parts.data()).isNotZero();
    assertThat(parts.revision()).isNotZero();
    assertThat(parts.plan()).isNotZero();
    assertThat(parts.calibration()).isNotZero();
  }

  @Test
  void whatDidNotMoveIsNotTakenApart() {
    assertThat(change(cells, YESTERDAY, terms, Plan.NONE, 1).parts()).isEmpty();
  }

  @Test
  void anotherMetricIsTheRevisionAlone() {
    Terms other =
        new Terms(
            new Series(new UUID(0, 1), "csat", 1, "team=a"),
            Aggregation.SHARE,
            WINDOW,
            Direction.HIGHER,
            Levels.of(60));

    Change.Parts parts = change(cells, YESTERDAY, other, Plan.NONE, 1).parts().orElseThrow();

    assertThat(parts.revision()).isEqualTo(parts.sum());
  }

  @Test
  void theWordsNameTheLargestCauseFirst() {
    Change change =
        new Change(
            YESTERDAY.atTime(1, 0).atOffset(ZoneOffset.UTC),
            0.4,
            Optional.of(new Change.Parts(-0.02, 0.17, 0, 0, 0)));

    assertThat(ForecastWords.change(change, 0.55))
        .isEqualTo(
            "Since the forecast of 2026-11-20 the odds went from 40 % to 55 %:"
                + " +17.0 points by new data, -2.0 points by the passing of time.");
  }
}
