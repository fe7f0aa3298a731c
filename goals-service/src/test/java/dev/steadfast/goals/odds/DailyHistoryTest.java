package dev.steadfast.goals.odds;

import static org.assertj.core.api.Assertions.assertThat;

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

class DailyHistoryTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

  private static DayCell count(int daysAgo, long count) {
    return new DayCell(TODAY.minusDays(daysAgo), new Cell(count, count, 0, 0, null));
  }

  private static DayCell share(int daysAgo, long of, long all) {
    return new DayCell(TODAY.minusDays(daysAgo), new Cell(all, 0, of, all, null));
  }

  @Test
  void aDayWithoutACountIsAZeroAfterTheFirstKnownDay() {
    DailyHistory history =
        DailyHistory.of(Aggregation.COUNT, List.of(count(4, 7), count(2, 5)), TODAY, TODAY);

    assertThat(history.from()).isEqualTo(TODAY.minusDays(4));
    assertThat(history.values()).containsExactly(7, 0, 5, 0);
  }

  @Test
  void aDayWithoutARatioIsMissing() {
    DailyHistory history =
        DailyHistory.of(Aggregation.SHARE, List.of(share(3, 1, 2), share(2, 0, 0)), TODAY, TODAY);

    assertThat(history.values()).containsExactly(50, Double.NaN, Double.NaN);
    assertThat(history.daysWithData()).isEqualTo(1);
  }

  @Test
  void theRunningDayIsLeftOut() {
    DailyHistory history =
        DailyHistory.of(Aggregation.COUNT, List.of(count(1, 7), count(0, 1)), TODAY, TODAY);

    assertThat(history.values()).containsExactly(7);
    assertThat(history.end()).isEqualTo(TODAY);
  }

  @Test
  void aLevelKeepsWhatWasBeforeItsHistory() {
    DailyHistory history =
        DailyHistory.of(Aggregation.LEVEL, List.of(count(2_000, 40), count(1, 2)), TODAY, TODAY);

    assertThat(history.from()).isEqualTo(LocalDate.of(2024, 11, 1));
    assertThat(history.values()).startsWith(40, 40).endsWith(40, 42);
  }

  @Test
  void daysBeforeTheCapAreForgottenUnlessTheWindowNeedsThem() {
    List<DayCell> cells = List.of(count(800, 3), count(1, 2));

    assertThat(DailyHistory.of(Aggregation.COUNT, cells, TODAY, TODAY).days()).hasSize(1);
    assertThat(DailyHistory.of(Aggregation.COUNT, cells, TODAY, TODAY.minusDays(800)).days())
        .hasSize(800);
  }

  @Test
  void aWindowThatIsOverHasOneOutcome() {
    DailyHistory history =
        DailyHistory.of(Aggregation.COUNT, List.of(count(3, 7), count(2, 5)), TODAY, TODAY);

    var outlook = history.outlook(new DateRange(TODAY.minusDays(9), TODAY.minusDays(2)));

    assertThat(((Outcomes) outlook).values()).containsExactly(12);
  }

  @Test
  void whatCannotBeToldIsSaid() {
    DailyHistory none = DailyHistory.of(Aggregation.COUNT, List.of(), TODAY, TODAY);

    assertThat(none.outlook(new DateRange(TODAY, TODAY.plusDays(3))))
        .isEqualTo(new CannotTell("The odds need at least 14 days with data; there are 0."));
    assertThat(none.outlook(new DateRange(TODAY.minusDays(9), TODAY.minusDays(2))))
        .isInstanceOf(CannotTell.class);
    assertThat(none.outlook(new DateRange(TODAY, TODAY.plusDays(800))))
        .isInstanceOf(CannotTell.class);
  }

  @Test
  void anOrdinaryDayIsTheMiddleOneOfItsWeekdays() {
    DailyHistory history =
        DailyHistory.of(
            Aggregation.COUNT,
            IntStream.rangeClosed(1, 28).mapToObj(ago -> count(ago, ago)).toList(),
            TODAY,
            TODAY);

    DailyHistory longer = history.followedByOrdinaryDays(TODAY.plusDays(2));

    // The same weekday was 7, 14, 21 and 28 days ago; the lower of the middle two is 14.
    assertThat(longer.values()).hasSize(30).endsWith(14, 13);
    assertThat(longer.values()).startsWith(28, 27);
  }

  @Test
  void aCorrectionChangesTheFingerprint() {
    DailyHistory one = DailyHistory.of(Aggregation.COUNT, List.of(count(3, 7)), TODAY, TODAY);
    DailyHistory same = DailyHistory.of(Aggregation.COUNT, List.of(count(3, 7)), TODAY, TODAY);
    DailyHistory other = DailyHistory.of(Aggregation.COUNT, List.of(count(3, 8)), TODAY, TODAY);

    assertThat(same.fingerprint()).isEqualTo(one.fingerprint());
    assertThat(other.fingerprint()).isNotEqualTo(one.fingerprint());
  }
}
