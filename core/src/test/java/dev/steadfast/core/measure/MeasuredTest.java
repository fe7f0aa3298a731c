package dev.steadfast.core.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.steadfast.contracts.metric.Aggregation;
import org.junit.jupiter.api.Test;

class MeasuredTest {
  /** 0.83, -12, 2.5 and 2.5 in hundredths. */
  private static Cell amounts() {
    Cell cell = new Cell();
    for (long steps : new long[] {83, -1_200, 250, 250}) {
      cell.value(steps, 1);
    }
    return cell;
  }

  private static double value(Aggregation aggregation) {
    return new Measured(amounts(), 2).value(aggregation).orElseThrow();
  }

  @Test
  void amountsInHundredthsAreReadInTheirUnit() {
    assertThat(value(Aggregation.COUNT)).isEqualTo(4);
    assertThat(value(Aggregation.SUM)).isEqualTo(-6.17);
    assertThat(value(Aggregation.MEAN)).isEqualTo(-1.5425);
    assertThat(value(Aggregation.MIN)).isCloseTo(-12, within(0.12));
    assertThat(value(Aggregation.MAX)).isEqualTo(2.5);
    assertThat(value(Aggregation.MEDIAN)).isCloseTo(1.665, within(0.01665));
  }

  @Test
  void theirSpreadIsInTheirUnitAsWell() {
    // Given deviations from -1.5425 of 2.3725, -10.4575, 4.0425 and 4.0425
    double variance = (2.3725 * 2.3725 + 10.4575 * 10.4575 + 2 * 4.0425 * 4.0425) / 3;

    // When
    Measured measured = new Measured(amounts(), 2);

    // Then
    assertThat(measured.variance().orElseThrow()).isCloseTo(variance, within(0.01 * variance));
    Interval mean = measured.interval(Aggregation.MEAN).orElseThrow();
    double half = Interval.Z * Math.sqrt(variance / 4);
    assertThat(mean.lower()).isCloseTo(-1.5425 - half, within(0.01 * half));
    assertThat(mean.upper()).isCloseTo(-1.5425 + half, within(0.01 * half));
  }

  @Test
  void theIntervalOfAMedianIsInTheUnit() {
    // Given 0.01 to 1.00
    Cell cell = new Cell();
    for (int steps = 1; steps <= 100; steps++) {
      cell.value(steps, 1);
    }

    // Then the ranks 40 and 61 (Hahn and Meeker 1991)
    assertThat(new Measured(cell, 2).interval(Aggregation.MEDIAN))
        .contains(new Interval(0.4, 0.61));
  }

  @Test
  void whatIsDividedNeedNotHaveAsManyDecimalsAsWhatItIsDividedBy() {
    // Given 12.34 in hundredths for each of 5 wholes, and 5 wholes for each 12.34
    Measured cost = new Measured(new Cell(5, 0, 1_234, 5, null), 2);
    Measured inverse = new Measured(new Cell(3, 0, 5, 1_234, null), -2);

    // Then
    assertThat(cost.value(Aggregation.RATIO).orElseThrow()).isCloseTo(2.468, within(1e-12));
    assertThat(inverse.value(Aggregation.RATIO).orElseThrow())
        .isCloseTo(0.4051863857374392, within(1e-12));
  }

  @Test
  void whatIsDividedByMayBeBelowZeroButNotNothing() {
    assertThat(new Measured(new Cell(1, 0, 6, -4, null), 0).value(Aggregation.RATIO))
        .hasValue(-1.5);
    assertThat(new Measured(new Cell(1, 0, 6, 0, null), 0).value(Aggregation.RATIO)).isEmpty();
  }

  @Test
  void sharesAndCountsHaveNoDecimals() {
    Measured share = new Measured(new Cell(4, 0, 3, 4, null), 2);

    assertThat(share.value(Aggregation.SHARE)).hasValue(75);
    assertThat(share.value(Aggregation.COUNT)).hasValue(4);
  }

  @Test
  void moreThanSixDecimalsAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Measured(new Cell(), 7));
    assertThatIllegalArgumentException().isThrownBy(() -> new Measured(new Cell(), -7));
  }
}
