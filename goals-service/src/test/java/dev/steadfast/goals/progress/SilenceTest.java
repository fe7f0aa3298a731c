package dev.steadfast.goals.progress;

import static dev.steadfast.goals.progress.Days.between;
import static dev.steadfast.goals.progress.Days.day;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.steadfast.contracts.metric.Aggregation;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a goal says where a source fell silent, worked by hand. */
class SilenceTest {
  private static final DateRange TEN_DAYS = between("2026-03-01", "2026-03-10");
  private static final DateRange FIVE_DAYS = between("2026-03-01", "2026-03-05");
  private static final double A_DAY = 1 / 7.0;

  /** So many weeks are missing, the same in each of the days. */
  private static Silence silence(String source, String from, String to, double weeks) {
    SortedMap<LocalDate, Double> missed = new TreeMap<>();
    DateRange days = between(from, to);
    for (LocalDate day = days.from(); !day.isAfter(days.to()); day = day.plusDays(1)) {
      missed.put(day, weeks / days.days());
    }
    return new Silence(source, "desk", missed);
  }

  private static Target target(Aggregation aggregation, double baseline, double target) {
    Direction direction = target > baseline ? Direction.HIGHER : Direction.LOWER;
    return new Target(
        aggregation, new Window.WholePeriod(), direction, baseline, Levels.of(target), 1);
  }

  private static Evaluation on(String today, Target target, Days days, Silence... silences) {
    return Evaluation.of(target, TEN_DAYS, days.cells(), day(today), Arrays.asList(silences));
  }

  @Test
  void aTotalMayBeTwiceWhatIsUsualTooLow() {
    // Given one of five days without an event: the four others say a quarter as much again is
    // missing
    List<Silence> aDay = List.of(silence("/a", "2026-03-02", "2026-03-02", A_DAY));

    // Then
    assertThat(Silence.mostFactor(FIVE_DAYS, aDay)).isCloseTo(1.5, within(1e-12));
    assertThat(Silence.mostFactor(FIVE_DAYS, List.of())).isEqualTo(1);
  }

  @Test
  void ofSilencesOnlyThatCountsWhichLiesInTheDays() {
    // Given four days of silence, of which the last two are in the window: 2 of 5 days, 2/3 as much
    List<Silence> before = List.of(silence("/a", "2026-02-27", "2026-03-02", 4 * A_DAY));

    assertThat(Silence.mostFactor(FIVE_DAYS, before)).isCloseTo(1 + 4 / 3.0, within(1e-12));
    assertThat(
            Silence.mostFactor(FIVE_DAYS, List.of(silence("/a", "2026-02-20", "2026-02-28", 1.3))))
        .isEqualTo(1);
  }

  @Test
  void silencesOfOneSourceAddUpAndTheLongestOfSeveralSourcesCounts() {
    // Given a day of /a in two halves, and half a day of /b
    List<Silence> both =
        List.of(
            silence("/a", "2026-03-02", "2026-03-02", A_DAY / 2),
            silence("/b", "2026-03-03", "2026-03-03", A_DAY / 2),
            silence("/a", "2026-03-04", "2026-03-04", A_DAY / 2));

    assertThat(Silence.mostFactor(FIVE_DAYS, both)).isCloseTo(1.5, within(1e-12));
  }

  @Test
  void whatMayBeOnThePathIsNotSaidToBeOffIt() {
    // Given 40 of the 50 that the path asks for on the fifth of ten days; 60 with what may be
    // missing
    Target atLeastHundred = target(Aggregation.COUNT, 10, 100);
    Days days = new Days().happenings("2026-03-01", 40);

    // When
    Evaluation whole = on("2026-03-05", atLeastHundred, days);
    Evaluation silent =
        on("2026-03-05", atLeastHundred, days, silence("/desk", "2026-03-02", "2026-03-02", A_DAY));

    // Then
    assertThat(whole.status()).isEqualTo(Status.OFF_TRACK);
    assertThat(silent.status()).isEqualTo(Status.NO_DATA);
    assertThat(silent.verdict().doubt()).hasValue("/desk sent nothing on 2026-03-02");
    assertThat(silent.measurement().orElseThrow().value()).isEqualTo(40);
  }

  @Test
  void whatIsOnThePathOrAtTheTargetIsOnThePath() {
    // Given 70 of 100 on the fifth of ten days, and 105 with what may be missing
    Evaluation silent =
        on(
            "2026-03-05",
            target(Aggregation.COUNT, 10, 100),
            new Days().happenings("2026-03-01", 70),
            silence("/a", "2026-03-02", "2026-03-02", A_DAY));

    assertThat(silent.status()).isEqualTo(Status.ON_TRACK);
    assertThat(silent.reached()).isEqualTo(Level.NONE);
  }

  @Test
  void nothingIsKnownWhereAllIsMissing() {
    // Given at most 100 transfers, and in the days before the source fell silent there were none
    SortedMap<LocalDate, Double> all = new TreeMap<>();
    for (int i = 0; i < 10; i++) {
      all.put(TEN_DAYS.from().plusDays(i), A_DAY);
    }
    Target atMostHundred = target(Aggregation.SUM, 300, 100);

    Evaluation silent =
        on(
            "2026-03-12",
            atMostHundred,
            new Days().moves("2026-03-01", 3, 0),
            new Silence("/a", "a", all));

    assertThat(silent.status()).isEqualTo(Status.NO_DATA);
  }

  @Test
  void systemsOfOneSourceAreNotAddedUp() {
    SortedMap<LocalDate, Double> aDay = new TreeMap<>(Map.of(day("2026-03-02"), A_DAY));

    assertThat(
            Silence.mostFactor(
                FIVE_DAYS,
                List.of(new Silence("/hooks", "desk", aDay), new Silence("/hooks", "voice", aDay))))
        .isCloseTo(1.5, within(1e-12));
  }

  @Test
  void aShortSilenceThatChangesNothingIsNotMentioned() {
    // Given 35 of 50, a tenth of the way being at risk; a fiftieth of a week: 37.02 at most
    Target atLeastHundred = target(Aggregation.COUNT, 10, 100);
    Days days = new Days().happenings("2026-03-01", 35);

    Evaluation silent =
        on("2026-03-05", atLeastHundred, days, silence("/a", "2026-03-02", "2026-03-02", 0.02));

    assertThat(silent.status()).isEqualTo(Status.OFF_TRACK);
    assertThat(silent.verdict().code()).isEqualTo("cannot-tell");
  }

  @Test
  void whatIsBehindInEitherCaseIsAtRisk() {
    // Given 40 of 50, with 9 of slack; a fiftieth of a week: 42.3 at most, which is within it
    Target atLeastHundred = target(Aggregation.COUNT, 10, 100);
    Days days = new Days().happenings("2026-03-01", 40);

    Evaluation silent =
        on("2026-03-05", atLeastHundred, days, silence("/a", "2026-03-02", "2026-03-02", 0.02));

    assertThat(silent.status()).isEqualTo(Status.AT_RISK);
  }

  @Test
  void whatHoldsHoweverMuchIsMissingIsSaid() {
    Silence aWeek = silence("/a", "2026-03-02", "2026-03-08", 1);

    // At least 100, and 120 were counted
    Evaluation reached =
        on(
            "2026-03-12",
            target(Aggregation.COUNT, 10, 100),
            new Days().happenings("2026-03-01", 120),
            aWeek);
    assertThat(reached.status()).isEqualTo(Status.ACHIEVED);
    assertThat(reached.verdict()).isInstanceOf(Verdict.Met.class);
    assertThat(reached.reached()).isEqualTo(Level.TARGET);

    // At most 100, and 120 were counted
    Evaluation missed =
        on(
            "2026-03-12",
            target(Aggregation.COUNT, 300, 100),
            new Days().happenings("2026-03-01", 120),
            aWeek);
    assertThat(missed.status()).isEqualTo(Status.OFF_TRACK);
    assertThat(missed.verdict()).isInstanceOf(Verdict.Missed.class);
  }

  @Test
  void fewComplaintsAreNoSuccessWhereTheyMayBeMissing() {
    // Given at most 100 and 90 counted; of ten days one is silent: up to 2/9 more, 110
    Target atMostHundred = target(Aggregation.COUNT, 300, 100);
    Silence aDay = silence("/desk", "2026-03-02", "2026-03-02", A_DAY);

    Evaluation ninety =
        on("2026-03-12", atMostHundred, new Days().happenings("2026-03-01", 90), aDay);
    Evaluation sixty =
        on("2026-03-12", atMostHundred, new Days().happenings("2026-03-01", 60), aDay);

    assertThat(ninety.status()).isEqualTo(Status.NO_DATA);
    assertThat(ninety.verdict().code()).isEqualTo("no-data");
    assertThat(ninety.verdict().doubt()).hasValue("/desk sent nothing on 2026-03-02");
    assertThat(ninety.reached()).isEqualTo(Level.NONE);
    assertThat(sixty.status()).isEqualTo(Status.ACHIEVED);
  }

  @Test
  void ofALevelNothingIsSaidWhileASourceIsSilent() {
    Target atMostTen = target(Aggregation.LEVEL, 50, 10);
    Days days = new Days().moves("2026-03-01", 8, 8);

    Evaluation now =
        on(
            "2026-03-05",
            atMostTen,
            days,
            silence("/a", "2026-03-04", "2026-03-05", 0.2),
            silence("/b", "2026-03-05", "2026-03-05", 0.1));
    Evaluation later =
        on("2026-03-06", atMostTen, days, silence("/a", "2026-03-04", "2026-03-05", 0.2));

    assertThat(now.status()).isEqualTo(Status.NO_DATA);
    assertThat(now.verdict().doubt().orElseThrow()).endsWith(", and once more");
    assertThat(later.status()).isEqualTo(Status.ACHIEVED);
  }

  @Test
  void whatIsNoTotalIsAsItIs() {
    Target median = target(Aggregation.MEDIAN, 200, 100);
    Days days = new Days().values("2026-03-02", 91, 92, 93, 94, 95, 96, 97, 98, 99, 100);

    Evaluation silent =
        on("2026-03-05", median, days, silence("/a", "2026-03-03", "2026-03-05", 0.4));

    assertThat(silent).isEqualTo(on("2026-03-05", median, days));
  }
}
