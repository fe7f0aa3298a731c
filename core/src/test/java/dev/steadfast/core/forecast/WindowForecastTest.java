package dev.steadfast.core.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.steadfast.contracts.metric.Aggregation;
import dev.steadfast.core.measure.Cell;
import dev.steadfast.core.measure.Measured;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WindowForecastTest {
  private final SplittableRandom random = new SplittableRandom(19990201);

  private static List<@Nullable Cell> days(int n, IntFunction<@Nullable Cell> day) {
    List<@Nullable Cell> days = new ArrayList<>();
    for (int t = 0; t < n; t++) {
      days.add(day.apply(t));
    }
    return days;
  }

  private static Cell happenings(long n) {
    return new Cell(n, n, 0, 0, null);
  }

  private static Cell answers(long satisfied, long all) {
    return new Cell(all, 0, satisfied, all, null);
  }

  /** {@code n} durations whose logarithms spread by 0.5 about that of {@code median}. */
  private Cell durations(int n, double median) {
    Cell cell = new Cell();
    for (int i = 0; i < n; i++) {
      cell.value(Math.round(median * Math.exp(0.5 * random.nextGaussian())), 1);
    }
    return cell;
  }

  private static Outcomes outcomes(
      List<? extends @Nullable Cell> days, Aggregation aggregation, int from, int to) {
    return (Outcomes) WindowForecast.of(days, aggregation, from, to);
  }

  @Test
  void whatIsObservedCountsExactlyAndTheRestIsForecast() {
    List<@Nullable Cell> days = days(70, t -> happenings(t % 7 >= 5 ? 10 : 50));

    Outcomes outcomes = outcomes(days, Aggregation.COUNT, 63, 77);

    assertThat(outcomes.quantile(0.5)).isCloseTo(2 * (5 * 50 + 2 * 10), within(8.0));
    assertThat(outcomes.quantile(0)).isGreaterThanOrEqualTo(5 * 50 + 2 * 10);
  }

  @Test
  void aWindowThatIsOverHasOneOutcome() {
    List<@Nullable Cell> days = days(20, t -> answers(t, 20));

    Outcomes outcomes = outcomes(days, Aggregation.SHARE, 18, 20);

    assertThat(outcomes.values()).containsExactly(100.0 * (18 + 19) / 40);
    assertThat(outcomes.oddsOf(92, Direction.UP)).isEqualTo(1);
    assertThat(outcomes.oddsOf(93, Direction.UP)).isZero();
  }

  @Test
  void aWindowOfOneMedianThatIsOverIsTheHistogramsOwn() {
    Cell day = durations(101, 3_600_000);

    Outcomes outcomes = outcomes(List.of(day), Aggregation.MEDIAN, 0, 1);

    assertThat(outcomes.values())
        .containsExactly(Measured.inWholes(day).value(Aggregation.MEDIAN).orElseThrow());
  }

  @Test
  void fewerAnswersLeaveAShareMoreOpen() {
    Outcomes many = outcomes(days(120, t -> answers(160, 200)), Aggregation.SHARE, 120, 148);
    Outcomes few = outcomes(days(120, t -> answers(4, 5)), Aggregation.SHARE, 120, 148);

    assertThat(many.mean()).isCloseTo(80, within(1.5));
    assertThat(few.mean()).isCloseTo(80, within(4.0));
    // 28 days: at least the binomial error of 140 answers, 3.4 points
    assertThat(few.quantile(0.975) - few.quantile(0.025)).isGreaterThan(2 * 1.96 * 3.0);
    assertThat(many.quantile(0.975) - many.quantile(0.025))
        .isLessThan(few.quantile(0.975) - few.quantile(0.025));
  }

  @Test
  void sharesStayBetweenNothingAndAll() {
    Outcomes outcomes = outcomes(days(60, t -> answers(9, 9)), Aggregation.SHARE, 60, 90);

    assertThat(Arrays.stream(outcomes.values()))
        .allSatisfy(value -> assertThat(value).isBetween(90.0, 100.0));
  }

  @Test
  void theMedianOfAWindowIsThatOfAllItsValues() {
    List<@Nullable Cell> days = days(100, t -> durations(40, 3_600_000));

    Outcomes outcomes = outcomes(days, Aggregation.MEDIAN, 100, 128);

    assertThat(outcomes.quantile(0.5)).isCloseTo(3_600_000, within(180_000.0));
    // 1,120 values of log spread 0.5 have a median with standard error 1.9 %
    assertThat(outcomes.quantile(0.975) - outcomes.quantile(0.025))
        .isBetween(3_600_000 * 0.04, 3_600_000 * 0.4);
  }

  /** The 90 % point of a lognormal is {@code exp(1.2816 σ)} medians. */
  @Test
  void theTailOfAWindowIsThatOfAllItsValues() {
    List<@Nullable Cell> days = days(100, t -> durations(40, 3_600_000));

    Outcomes outcomes = outcomes(days, Aggregation.P90, 100, 128);

    assertThat(outcomes.quantile(0.5) / 3_600_000).isCloseTo(1.898, within(0.12));
  }

  /** The mean of a lognormal is {@code exp(σ² / 2)} medians. */
  @Test
  void theMeanOfAWindowIsThatOfAllItsValues() {
    List<@Nullable Cell> days = days(100, t -> durations(40, 3_600_000));

    Outcomes outcomes = outcomes(days, Aggregation.MEAN, 100, 128);

    assertThat(outcomes.quantile(0.5) / 3_600_000).isCloseTo(1.133, within(0.06));
  }

  @Test
  void aShiftOfDurationsCarriesIntoTheWindow() {
    List<@Nullable Cell> days = days(150, t -> durations(60, t < 110 ? 7_200_000 : 3_600_000));

    Outcomes outcomes = outcomes(days, Aggregation.MEDIAN, 150, 164);

    assertThat(outcomes.quantile(0.5)).isCloseTo(3_600_000, within(360_000.0));
  }

  @Test
  void aBacklogIsTheLevelAtTheEndOfTheWindow() {
    List<@Nullable Cell> days = days(90, t -> new Cell(1, t == 0 ? 500 : 0, 0, 0, null));

    Outcomes outcomes = outcomes(days, Aggregation.LEVEL, 90, 100);

    assertThat(outcomes.mean()).isCloseTo(500, within(2.0));
  }

  @Test
  void aDayWithoutDataIsNotADayOfZero() {
    List<@Nullable Cell> days = days(84, t -> t % 4 == 0 ? null : happenings(100));

    Outcomes outcomes = outcomes(days, Aggregation.COUNT, 84, 94);

    assertThat(outcomes.mean()).isCloseTo(1_000, within(10.0));
  }

  @Test
  void thinHistoriesGiveAReason() {
    List<@Nullable Cell> days = days(13, t -> answers(4, 5));

    CannotTell expected = new CannotTell("The odds need at least 14 days with data; there are 13.");
    assertThat(WindowForecast.of(days, Aggregation.SHARE, 13, 20)).isEqualTo(expected);
    assertThat(WindowForecast.of(days, Aggregation.COUNT, 13, 20)).isEqualTo(expected);
    assertThat(WindowForecast.of(days, Aggregation.MEDIAN, 13, 20))
        .isEqualTo(new CannotTell("The odds need at least 14 days with data; there are 0."));
    assertThat(WindowForecast.of(days(20, t -> null), Aggregation.SHARE, 10, 20))
        .isEqualTo(
            new CannotTell("Nothing was observed in the window, and no day of it is to come."));
  }

  @Test
  void theSameDaysGiveTheSameOutcomes() {
    List<@Nullable Cell> days = days(100, t -> durations(10, 60_000));

    assertThat(outcomes(days, Aggregation.P75, 90, 120).values())
        .containsExactly(outcomes(days, Aggregation.P75, 90, 120).values());
  }

  @Test
  void nonsenseIsRefused() {
    assertThatThrownBy(() -> WindowForecast.of(List.of(), Aggregation.COUNT, 5, 5))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> WindowForecast.ofShare(new long[] {2}, new long[] {1}, 0, 5))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> WindowForecast.ofHistograms(List.of(), 2, 0, 5))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
