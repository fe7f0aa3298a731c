package dev.steadfast.core.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.steadfast.contracts.metric.Aggregation;
import dev.steadfast.core.measure.Cell;
import dev.steadfast.core.measure.Interval;
import dev.steadfast.core.measure.Measured;
import dev.steadfast.core.statistics.Summary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DifferenceIntervalTest {
  /** Newcombe 1998, Statistics in Medicine 17, 873-890, table II, method 10. */
  @ParameterizedTest
  @CsvSource({
    "56, 70, 48, 80, 0.0524, 0.3339",
    "9, 10, 3, 10, 0.1705, 0.8090",
    "6, 7, 2, 7, 0.0582, 0.8062",
    "5, 56, 0, 29, -0.0381, 0.1926",
    "0, 10, 0, 20, -0.1611, 0.2775",
    "0, 10, 0, 10, -0.2775, 0.2775",
    "10, 10, 0, 20, 0.6791, 1.0000",
    "10, 10, 0, 10, 0.6075, 1.0000"
  })
  void sharesHaveThePublishedInterval(long a, long m, long b, long n, double lower, double upper) {
    // Given
    Side first = new Side(Measured.inWholes(new Cell(m, 0, a, m, null)), 30);
    Side second = new Side(Measured.inWholes(new Cell(n, 0, b, n, null)), 30);

    // When
    Comparison comparison = Comparison.of(first, second, Aggregation.SHARE, 1);

    // Then
    Interval interval = comparison.interval().orElseThrow();
    assertThat(interval.lower()).isCloseTo(100 * lower, within(0.0051));
    assertThat(interval.upper()).isCloseTo(100 * upper, within(0.0051));
    assertThat(comparison.method()).isEqualTo(Method.NEWCOMBE);
  }

  /**
   * Student's sleep data, of which R's example of t.test prints the interval -3.3654832 to
   * 0.2054832 on 17.776 degrees of freedom.
   */
  @Test
  void meansHaveTheIntervalThatStudentsSleepDataArePrintedWith() {
    // Given
    Summary first = Summary.of(0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0);
    Summary second = Summary.of(1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4);

    // When
    Interval interval =
        DifferenceInterval.ofMeans(
            first.mean(), variance(first), 10, second.mean(), variance(second), 10);

    // Then
    assertThat(interval.lower()).isCloseTo(-3.3654832, within(5e-7));
    assertThat(interval.upper()).isCloseTo(0.2054832, within(5e-7));
  }

  private static double variance(Summary summary) {
    return Math.pow(summary.standardDeviation().orElseThrow(), 2);
  }

  /**
   * By hand: the score interval of 16 is 17.9207 ± 1.95996 √16.9604 = 9.8490 to 25.9925, that of 4
   * is 5.9207 ± 1.95996 √4.9604 = 1.5555 to 10.2860; 12 − √(6.1510² + 6.2860²) and 12 + √(9.9925² +
   * 2.4445²).
   */
  @Test
  void countsHaveTheHandWorkedInterval() {
    // When
    Interval interval = DifferenceInterval.ofRates(16, 1, 4, 1);
    Interval perDay = DifferenceInterval.ofRates(16, 2, 4, 2);

    // Then
    assertThat(interval.lower()).isCloseTo(3.2052, within(2e-4));
    assertThat(interval.upper()).isCloseTo(22.2872, within(2e-4));
    assertThat(perDay.lower()).isCloseTo(3.2052 / 2, within(1e-4));
  }

  @Test
  void otherValuesAreSquaredAndAdded() {
    // When: by hand 6 − √(4² + 5²) and 6 + √(10² + 1²)
    Interval interval =
        DifferenceInterval.squareAndAdd(10, new Interval(6, 20), 4, new Interval(3, 9));

    // Then
    assertThat(interval.lower()).isCloseTo(6 - Math.sqrt(41), within(1e-12));
    assertThat(interval.upper()).isCloseTo(6 + Math.sqrt(101), within(1e-12));
  }

  @Test
  void swappingTheSidesSwapsTheSigns() {
    // When
    Interval there = DifferenceInterval.ofRates(30, 7, 12, 5);
    Interval back = DifferenceInterval.ofRates(12, 5, 30, 7);

    // Then
    assertThat(back.lower()).isCloseTo(-there.upper(), within(1e-12));
    assertThat(back.upper()).isCloseTo(-there.lower(), within(1e-12));
  }

  @Test
  void whatHasNoIntervalIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DifferenceInterval.ofMeans(1, 1, 1, 2, 1, 9));
    assertThatIllegalArgumentException().isThrownBy(() -> DifferenceInterval.ofRates(1, 0, 2, 1));
  }
}
