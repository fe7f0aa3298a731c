package dev.steadfast.core.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntervalTest {
  /** The figures that R's binom.confint prints for method "wilson". */
  @ParameterizedTest
  @CsvSource({
    "18, 20, 0.6989663547715128, 0.972133518786232",
    "4, 20, 0.0806576625797981, 0.4160174322518935",
    "4, 200, 0.00780442641634947, 0.05028708690582643",
    "190, 200, 0.910421851861224, 0.972617354399236",
    "1, 30, 0.00590859, 0.16670391",
    "29, 30, 0.8332961, 0.9940914"
  })
  void theIntervalOfAShareIsWilsons(long x, long n, double lower, double upper) {
    Interval interval = Interval.ofShare(x, n);

    assertThat(interval.lower()).isCloseTo(100 * lower, within(1e-5));
    assertThat(interval.upper()).isCloseTo(100 * upper, within(1e-5));
  }

  @Test
  void aShareOfNoneOrAllEndsAtTheEdge() {
    assertThat(Interval.ofShare(0, 10).lower()).isZero();
    assertThat(Interval.ofShare(10, 10).upper()).isEqualTo(100);
  }

  @Test
  void moreThanAllIsRefused() {
    assertThatThrownBy(() -> Interval.ofShare(3, 2)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Interval.ofShare(0, 0)).isInstanceOf(IllegalArgumentException.class);
  }

  /**
   * Ranks for the median: Conover, Practical Nonparametric Statistics, table of the binomial: n =
   * 10 gives ranks 2 and 9 (coverage 97.9 %), n = 20 gives 6 and 15 (95.9 %).
   */
  @ParameterizedTest
  @CsvSource({"10, 2, 9", "20, 6, 15"})
  void theIntervalOfAMedianLiesBetweenTheTabledRanks(long n, long lower, long upper) {
    assertThat(Interval.quantileRanks(n, 0.5)).hasValue(new long[] {lower, upper});
  }

  @Test
  void fiveValuesAreTooFewForAnIntervalOfTheMedian() {
    assertThat(Interval.quantileRanks(5, 0.5)).isEmpty();
    assertThat(Interval.quantileRanks(6, 0.5)).hasValue(new long[] {1, 6});
  }

  @Test
  void theNormalApproximationGoesOnFromTheExactRanks() {
    long[] exact = Interval.quantileRanks(2000, 0.9).orElseThrow();
    long[] approximate = Interval.quantileRanks(2001, 0.9).orElseThrow();

    assertThat(approximate[0]).isCloseTo(exact[0], within(2L));
    assertThat(approximate[1]).isCloseTo(exact[1], within(3L));
  }

  @Test
  void anIntervalIsInOrder() {
    assertThatThrownBy(() -> new Interval(2, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Interval(Double.NaN, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theIntervalOfANetScoreHasTheVarianceOfItsDefinition() {
    // Given 60 promoters, 20 detractors and 20 passives: 40 points, variance (0.8 - 0.16) / 100
    Interval interval = Interval.ofNetScore(40, 80, 100);

    // Then 1.96 standard errors of 8 points
    assertThat(interval.lower()).isCloseTo(24.32, within(0.01));
    assertThat(interval.upper()).isCloseTo(55.68, within(0.01));
  }
}
