package dev.steadfast.goals.progress;

import static dev.steadfast.goals.progress.Days.between;
import static dev.steadfast.goals.progress.Days.day;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.steadfast.contracts.metric.Aggregation;
import dev.steadfast.core.measure.Interval;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class EvaluationTest {
  /** Ten days, so that each is a tenth of the way. */
  private static final DateRange TEN_DAYS = between("2026-03-01", "2026-03-10");

  private static Target median(double baseline, double target) {
    return target(Aggregation.MEDIAN, new Window.WholePeriod(), baseline, Levels.of(target), 5);
  }

  private static Target target(
      Aggregation aggregation, Window window, double baseline, Levels levels, int minimumSample) {
    Direction direction = levels.target() > baseline ? Direction.HIGHER : Direction.LOWER;
    return new Target(aggregation, window, direction, baseline, levels, minimumSample);
  }

  private static Evaluation on(String today, Target target, Days days) {
    return Evaluation.of(target, TEN_DAYS, days.cells(), day(today), List.of());
  }

  @Test
  void progressIsTheShareOfTheWayDownFromBaselineToTarget() {
    // Given a way from 200 down to 100, and ten values around 150
    Days days = new Days().values("2026-03-02", 146, 147, 148, 149, 150, 150, 151, 152, 153, 154);

    // When
    Evaluation evaluation = on("2026-03-05", median(200, 100), days);

    // Then the median 150 is half of the way, and the path after 5 of 10 days is at 150 too
    assertThat(evaluation.measurement().orElseThrow().value()).isEqualTo(150);
    assertThat(evaluation.progress(median(200, 100))).hasValue(0.5);
    assertThat(evaluation.expected()).hasValue(150);
    assertThat(evaluation.status()).isEqualTo(Status.ON_TRACK);
    assertThat(evaluation.verdict()).isInstanceOf(Verdict.Missed.class);
    assertThat(evaluation.reached()).isEqualTo(Level.NONE);
  }

  @Test
  void progressIsNeitherHeldAtZeroNorAtOne() {
    Target up = target(Aggregation.SHARE, new Window.WholePeriod(), 80, Levels.of(90), 1);
    Target down = median(200, 100);

    assertThat(up.progress(75)).isEqualTo(-0.5);
    assertThat(up.progress(95)).isEqualTo(1.5);
    assertThat(down.progress(220)).isCloseTo(-0.2, within(1e-12));
    assertThat(down.progress(80)).isEqualTo(1.2);
  }

  @Test
  void achievedOnceTheWholeIntervalIsBeyondTheTarget() {
    // Given the order statistics 2 and 9 of ten values bound the median: 92 and 99
    Days days = new Days().values("2026-03-02", 91, 92, 93, 94, 95, 96, 97, 98, 99, 100);

    // When
    Evaluation evaluation = on("2026-03-05", median(200, 100), days);

    // Then
    assertThat(evaluation.measurement().orElseThrow().interval()).hasValue(new Interval(92, 99));
    assertThat(evaluation.status()).isEqualTo(Status.ACHIEVED);
    assertThat(evaluation.verdict()).isEqualTo(new Verdict.Met(new Interval(92, 99)));
    assertThat(evaluation.reached()).isEqualTo(Level.TARGET);
  }

  @Test
  void aTargetWithinTheIntervalIsNoVerdict() {
    Days days = new Days().values("2026-03-02", 80, 85, 90, 94, 95, 96, 99, 103, 106, 110);

    Evaluation evaluation = on("2026-03-05", median(200, 100), days);

    assertThat(evaluation.verdict())
        .isEqualTo(new Verdict.CannotTell("the interval contains the level"));
    assertThat(evaluation.status()).isEqualTo(Status.ON_TRACK);
    assertThat(evaluation.reached()).isEqualTo(Level.NONE);
  }

  @Test
  void behindThePathWithinTheIntervalIsAtRisk() {
    // Given the path at 150 on day 5; the median is 156, its interval 148 to 162
    Days days = new Days().values("2026-03-02", 140, 148, 152, 154, 155, 157, 158, 160, 162, 170);

    Evaluation evaluation = on("2026-03-05", median(200, 100), days);

    assertThat(evaluation.measurement().orElseThrow().interval()).hasValue(new Interval(148, 162));
    assertThat(evaluation.status()).isEqualTo(Status.AT_RISK);
  }

  @Test
  void behindThePathBeyondDoubtIsOffTrack() {
    Days days = new Days().values("2026-03-02", 170, 171, 172, 173, 174, 175, 176, 177, 178, 179);

    Evaluation evaluation = on("2026-03-05", median(200, 100), days);

    assertThat(evaluation.status()).isEqualTo(Status.OFF_TRACK);
  }

  @Test
  void anIntervalFromTargetToBaselineTellsNothing() {
    Days days = new Days().values("2026-03-02", 10, 90, 95, 120, 140, 160, 180, 190, 220, 230);

    Evaluation evaluation = on("2026-03-05", median(200, 100), days);

    assertThat(evaluation.status()).isEqualTo(Status.CANNOT_TELL);
  }

  @Test
  void tooFewObservationsShowTheValueWithoutVerdict() {
    Days days = new Days().values("2026-03-02", 50, 60, 70);

    Evaluation evaluation = on("2026-03-05", median(200, 100), days);

    assertThat(evaluation.measurement().orElseThrow().value()).isEqualTo(60);
    assertThat(evaluation.status()).isEqualTo(Status.CANNOT_TELL);
    assertThat(evaluation.verdict())
        .isEqualTo(new Verdict.CannotTell("3 of at least 5 observations"));
  }

  @Test
  void aQuantileWithoutAnIntervalIsNoVerdict() {
    // Given 5 values, for whose median no order statistics reach 95 %
    Days days = new Days().values("2026-03-02", 50, 60, 70, 80, 90);

    Evaluation evaluation = on("2026-03-05", median(200, 100), days);

    assertThat(evaluation.measurement().orElseThrow().interval()).isEmpty();
    assertThat(evaluation.verdict())
        .isEqualTo(new Verdict.CannotTell("5 observations are too few for an interval"));
    assertThat(evaluation.status()).isEqualTo(Status.CANNOT_TELL);
  }

  @Test
  void noDataIsNeverOnTrack() {
    Evaluation evaluation = on("2026-03-05", median(200, 100), new Days());

    assertThat(evaluation.status()).isEqualTo(Status.NO_DATA);
    assertThat(evaluation.verdict()).isEqualTo(new Verdict.NoData(Optional.empty()));
    assertThat(evaluation.progress(median(200, 100))).isEmpty();
    assertThat(evaluation.measurement()).isEmpty();
  }

  @Test
  void beforeThePeriodThereIsNothingYet() {
    Days days = new Days().times("2026-02-20", 30, 120);

    Evaluation evaluation = on("2026-02-28", median(200, 100), days);

    assertThat(evaluation.status()).isEqualTo(Status.NO_DATA);
    assertThat(evaluation.window()).isEmpty();
    assertThat(evaluation.expected()).isEmpty();
  }

  @Test
  void onlyDaysOfTheWindowCount() {
    // Given values before, within and after today in the period
    Days days =
        new Days()
            .times("2026-02-28", 50, 10)
            .values("2026-03-02", 91, 92, 93, 94, 95, 96, 97, 98, 99, 100)
            .times("2026-03-06", 50, 10);

    Evaluation evaluation = on("2026-03-05", median(200, 100), days);

    assertThat(evaluation.measurement().orElseThrow().n()).isEqualTo(10);
    assertThat(evaluation.newestDay()).hasValue(day("2026-03-02"));
  }

  @Test
  void silenceOfMoreThanAWeekIsStale() {
    Days days = new Days().times("2026-03-02", 20, 105);

    assertThat(on("2026-03-09", median(200, 100), days).status()).isEqualTo(Status.ON_TRACK);
    assertThat(on("2026-03-10", median(200, 100), days).status()).isEqualTo(Status.STALE);
  }

  @Test
  void afterThePeriodTheVerdictDecides() {
    Days met = new Days().values("2026-03-02", 91, 92, 93, 94, 95, 96, 97, 98, 99, 100);
    Days missed = new Days().values("2026-03-02", 111, 112, 113, 114, 115, 116, 117, 118, 119, 120);
    Days neither = new Days().values("2026-03-02", 80, 85, 90, 94, 95, 96, 99, 103, 106, 110);

    assertThat(on("2026-05-01", median(200, 100), met).status()).isEqualTo(Status.ACHIEVED);
    assertThat(on("2026-05-01", median(200, 100), missed).status()).isEqualTo(Status.OFF_TRACK);
    assertThat(on("2026-05-01", median(200, 100), neither).status()).isEqualTo(Status.CANNOT_TELL);
  }

  @Test
  void sharesGetWilsonIntervals() {
    // Given 180 of 200 satisfied: 90 %, Wilson 85.06 to 93.44
    Target target = target(Aggregation.SHARE, new Window.WholePeriod(), 80, Levels.of(85), 30);
    Days days = new Days().share("2026-03-02", 100, 110).share("2026-03-03", 80, 90);

    Evaluation evaluation = on("2026-03-05", target, days);

    Interval interval = evaluation.measurement().orElseThrow().interval().orElseThrow();
    assertThat(evaluation.measurement().orElseThrow().value()).isEqualTo(90);
    assertThat(interval.lower()).isCloseTo(85.06, within(0.01));
    assertThat(interval.upper()).isCloseTo(93.44, within(0.01));
    assertThat(evaluation.status()).isEqualTo(Status.ACHIEVED);
    assertThat(evaluation.progress(target)).hasValue(2);
  }

  @Test
  void theHighestLevelMetForCertainIsTold() {
    Levels levels = new Levels(OptionalDouble.of(150), 100, OptionalDouble.of(50));
    Target target = target(Aggregation.MEDIAN, new Window.WholePeriod(), 200, levels, 5);

    assertThat(on("2026-03-05", target, new Days().times("2026-03-02", 9, 160)).reached())
        .isEqualTo(Level.NONE);
    assertThat(on("2026-03-05", target, new Days().times("2026-03-02", 9, 120)).reached())
        .isEqualTo(Level.COMMIT);
    assertThat(on("2026-03-05", target, new Days().times("2026-03-02", 9, 80)).reached())
        .isEqualTo(Level.TARGET);
    assertThat(on("2026-03-05", target, new Days().times("2026-03-02", 9, 50)).reached())
        .isEqualTo(Level.STRETCH);
  }

  @Test
  void aLevelIsTheSumOfAllChangesSinceTheBeginning() {
    // Given 60 open before the period, 5 closed on the 2nd, 7 on the 4th and 1 opened tomorrow
    Target target = target(Aggregation.LEVEL, new Window.WholePeriod(), 60, Levels.of(40), 1);
    Days days =
        new Days()
            .moves("2025-11-03", 200, 60)
            .moves("2026-03-02", 9, -5)
            .moves("2026-03-04", 7, -7)
            .moves("2026-03-06", 1, 1);

    Evaluation evaluation = on("2026-03-05", target, days);

    // Then 48 are open, which is 60 % of the way where 50 % are expected
    assertThat(evaluation.measurement().orElseThrow().value()).isEqualTo(48);
    assertThat(evaluation.progress(target)).hasValue(0.6);
    assertThat(evaluation.status()).isEqualTo(Status.ON_TRACK);
  }

  @Test
  void aValueWithoutSamplingErrorIsAtRiskWithinATenthOfTheWay() {
    Target target = target(Aggregation.LEVEL, new Window.WholePeriod(), 60, Levels.of(40), 1);

    assertThat(on("2026-03-05", target, new Days().moves("2026-03-01", 99, 52)).status())
        .isEqualTo(Status.AT_RISK);
    assertThat(on("2026-03-05", target, new Days().moves("2026-03-01", 99, 53)).status())
        .isEqualTo(Status.OFF_TRACK);
  }

  @Test
  void aTotalGrowsFromZeroAndIsJudgedByItsPace() {
    // Given last time 800 in as many days, and 1,000 wanted
    Target target = target(Aggregation.COUNT, new Window.WholePeriod(), 800, Levels.of(1000), 1);

    Evaluation ahead = on("2026-03-05", target, new Days().happenings("2026-03-04", 510));
    Evaluation behind = on("2026-03-05", target, new Days().happenings("2026-03-04", 470));
    Evaluation done = on("2026-03-05", target, new Days().happenings("2026-03-04", 1000));

    assertThat(ahead.expected()).hasValue(500);
    assertThat(ahead.status()).isEqualTo(Status.ON_TRACK);
    assertThat(ahead.verdict())
        .isEqualTo(new Verdict.CannotTell("the total still grows until the period ends"));
    assertThat(behind.status()).isEqualTo(Status.OFF_TRACK);
    assertThat(done.status()).isEqualTo(Status.ACHIEVED);
  }

  @Test
  void aTotalToStayBelowIsNotAchievedBeforeTheEnd() {
    Target target = target(Aggregation.COUNT, new Window.WholePeriod(), 1200, Levels.of(1000), 1);

    Evaluation early = on("2026-03-01", target, new Days().happenings("2026-03-01", 90));
    Evaluation broken = on("2026-03-09", target, new Days().happenings("2026-03-08", 1001));
    Evaluation over = on("2026-03-11", target, new Days().happenings("2026-03-08", 999));

    assertThat(early.status()).isEqualTo(Status.ON_TRACK);
    assertThat(early.reached()).isEqualTo(Level.NONE);
    assertThat(broken.status()).isEqualTo(Status.OFF_TRACK);
    assertThat(broken.verdict()).isInstanceOf(Verdict.Missed.class);
    assertThat(over.status()).isEqualTo(Status.ACHIEVED);
  }

  @Test
  void pureFunctionOfItsInput() {
    List<DayCell> forwards =
        new Days().share("2026-03-02", 8, 90).share("2026-03-03", 20, 80).cells();
    Target target = target(Aggregation.SHARE, new Window.WholePeriod(), 30, Levels.of(10), 5);

    Evaluation one = Evaluation.of(target, TEN_DAYS, forwards, day("2026-03-05"), List.of());
    Evaluation other =
        Evaluation.of(target, TEN_DAYS, forwards.reversed(), day("2026-03-05"), List.of());

    assertThat(one).isEqualTo(other);
  }

  @Test
  void aBaselineThatIsTheTargetIsRefused() {
    assertThatThrownBy(() -> median(100, 100)).hasMessage("the baseline is the target");
    assertThatThrownBy(() -> median(Double.NaN, 100)).hasMessageContaining("finite");
  }
}
