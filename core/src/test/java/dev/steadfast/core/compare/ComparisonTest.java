package dev.steadfast.core.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.steadfast.contracts.metric.Aggregation;
import dev.steadfast.core.measure.Cell;
import dev.steadfast.core.measure.Measured;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ComparisonTest {
  private static final int RUNS = 2_000;

  private static Side values(RandomGenerator random, int n, double mean) {
    Cell cell = new Cell();
    for (int i = 0; i < n; i++) {
      cell.value(Math.round(-mean * Math.log1p(-random.nextDouble())), 1);
    }
    return side(cell, 30);
  }

  private static Side side(Cell cell, double days) {
    return new Side(Measured.inWholes(cell), days);
  }

  private static Side share(long numerator, long n) {
    return side(new Cell(n, 0, numerator, n, null), 30);
  }

  private static Side count(long n, double days) {
    return side(new Cell(n, n, 0, 0, null), days);
  }

  @Test
  void aClearDifferenceHasADirection() {
    assertThat(Comparison.of(share(80, 100), share(50, 100), Aggregation.SHARE, 50).verdict())
        .isEqualTo(Verdict.HIGHER);
    assertThat(Comparison.of(share(50, 100), share(80, 100), Aggregation.SHARE, 50).verdict())
        .isEqualTo(Verdict.LOWER);
    assertThat(Comparison.of(share(50, 100), share(53, 100), Aggregation.SHARE, 50).verdict())
        .isEqualTo(Verdict.NO_DIFFERENCE_FOUND);
  }

  @Test
  void belowTheMinimumSampleNothingCanBeToldButTheIntervalIsShown() {
    // When
    Comparison comparison = Comparison.of(share(49, 49), share(0, 200), Aggregation.SHARE, 50);

    // Then
    assertThat(comparison.verdict()).isEqualTo(Verdict.CANNOT_TELL);
    assertThat(comparison.interval().orElseThrow().lower()).isGreaterThan(80);
  }

  @Test
  void noDataIsNotZero() {
    // When
    Comparison comparison = Comparison.of(share(10, 20), share(0, 0), Aggregation.SHARE, 1);

    // Then
    assertThat(comparison.against()).isEmpty();
    assertThat(comparison.difference()).isEmpty();
    assertThat(comparison.verdict()).isEqualTo(Verdict.CANNOT_TELL);
  }

  @Test
  void withoutAnIntervalThereIsNoVerdict() {
    // Given
    SplittableRandom random = new SplittableRandom(3);

    // When
    Comparison sums =
        Comparison.of(values(random, 50, 9_000), values(random, 50, 100), Aggregation.SUM, 1);

    // Then
    assertThat(sums.difference().orElseThrow()).isPositive();
    assertThat(sums.method()).isEqualTo(Method.NONE);
    assertThat(sums.verdict()).isEqualTo(Verdict.CANNOT_TELL);
  }

  @Test
  void countsOfUnequalPeriodsAreComparedByTheDay() {
    // When
    Comparison months = Comparison.of(count(310, 31), count(280, 28), Aggregation.COUNT, 1);
    Comparison equal = Comparison.of(count(310, 30), count(280, 30), Aggregation.COUNT, 1);

    // Then
    assertThat(months.perDay()).isTrue();
    assertThat(months.value().orElseThrow()).isCloseTo(10, within(1e-12));
    assertThat(months.difference().orElseThrow()).isCloseTo(0, within(1e-12));
    assertThat(months.verdict()).isEqualTo(Verdict.NO_DIFFERENCE_FOUND);
    assertThat(equal.perDay()).isFalse();
    assertThat(equal.difference().orElseThrow()).isEqualTo(30);
  }

  @Test
  void aPeriodThatHasNotBegunHasNoVerdict() {
    assertThat(Comparison.of(count(0, 0), count(280, 28), Aggregation.COUNT, 0).verdict())
        .isEqualTo(Verdict.CANNOT_TELL);
    assertThatIllegalArgumentException().isThrownBy(() -> count(1, -1));
    assertThatIllegalArgumentException().isThrownBy(() -> count(1, Double.NaN));
  }

  @Test
  void whatNeverVariesDiffersOrDoesNot() {
    // Given
    Cell ones = new Cell();
    Cell twos = new Cell();
    for (int i = 0; i < 30; i++) {
      ones.value(1, 1);
      twos.value(2, 1);
    }

    // When / Then
    assertThat(Comparison.of(side(twos, 1), side(ones, 1), Aggregation.MEAN, 20).verdict())
        .isEqualTo(Verdict.HIGHER);
    assertThat(Comparison.of(side(ones, 1), side(ones, 1), Aggregation.MEAN, 20).verdict())
        .isEqualTo(Verdict.NO_DIFFERENCE_FOUND);
  }

  /**
   * Nominal 95 %; the error of 2,000 runs is 0.5 points. Ranks are whole, so that the intervals of
   * quantiles, and with them those of their differences, are wider than they need be: up to 99 %.
   * Seed 20260301.
   */
  @ParameterizedTest
  @EnumSource(
      value = Aggregation.class,
      names = {"COUNT", "SHARE", "MEAN", "MEDIAN", "P90"})
  void theIntervalHoldsTheTrueDifferenceAsOftenAsItSays(Aggregation aggregation) {
    // Given
    SplittableRandom random = new SplittableRandom(20260301 + aggregation.ordinal());
    double truth =
        switch (aggregation) {
          case COUNT -> 60 - 40;
          case SHARE -> 100 * (0.6 - 0.5);
          case MEAN -> 50_000 - 40_000;
          case MEDIAN -> (50_000 - 40_000) * Math.log(2);
          default -> (50_000 - 40_000) * Math.log(10);
        };

    // When
    int held = 0;
    for (int run = 0; run < RUNS; run++) {
      Comparison comparison =
          switch (aggregation) {
            case COUNT ->
                Comparison.of(
                    count(poisson(random, 60), 7), count(poisson(random, 40), 7), aggregation, 0);
            case SHARE ->
                Comparison.of(
                    share(binomial(random, 80, 0.6), 80),
                    share(binomial(random, 60, 0.5), 60),
                    aggregation,
                    0);
            default ->
                Comparison.of(
                    values(random, 120, 50_000), values(random, 90, 40_000), aggregation, 0);
          };
      held += comparison.interval().orElseThrow().contains(truth) ? 1 : 0;
    }

    // Then
    assertThat((double) held / RUNS).isBetween(0.935, 0.99);
  }

  private static long binomial(RandomGenerator random, int n, double p) {
    return random.doubles(n).filter(draw -> draw < p).count();
  }

  private static long poisson(RandomGenerator random, double mean) {
    long events = -1;
    for (double at = 0; at < mean; events++) {
      at -= Math.log1p(-random.nextDouble());
    }
    return events;
  }
}
