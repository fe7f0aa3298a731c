package dev.steadfast.core.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.steadfast.contracts.metric.Aggregation;
import dev.steadfast.contracts.metric.MetricDefinition;
import org.junit.jupiter.api.Test;

class CellTest {
  @Test
  void nothingObservedHasNoValueButACountOfZero() {
    Cell nothing = new Cell();

    assertThat(Measured.inWholes(nothing).value(Aggregation.COUNT)).hasValue(0);
    assertThat(Measured.inWholes(nothing).value(Aggregation.SHARE)).isEmpty();
    assertThat(Measured.inWholes(nothing).value(Aggregation.MEAN)).isEmpty();
    assertThat(Measured.inWholes(nothing).value(Aggregation.MEDIAN)).isEmpty();
    assertThat(Measured.inWholes(nothing).interval(Aggregation.SHARE)).isEmpty();
  }

  @Test
  void aShareIsInPercentOfItsCohort() {
    Cell cell = new Cell();
    cell.member(true, 1);
    cell.member(true, 1);
    cell.member(true, 1);
    cell.member(false, 1);

    assertThat(Measured.inWholes(cell).value(Aggregation.SHARE)).hasValue(75);
    assertThat(cell.count()).isEqualTo(4);
  }

  @Test
  void takingBackWhatWasCountedLeavesAnEmptyCell() {
    Cell cell = new Cell();
    cell.value(5_000, 1);
    cell.member(true, 1);
    cell.move(-1, 1);

    cell.value(5_000, -1);
    cell.member(true, -1);
    cell.move(-1, -1);

    assertThat(cell.isEmpty()).isTrue();
    assertThat(cell).isEqualTo(new Cell());
  }

  @Test
  void theMeanOfDurationsIsExact() {
    Cell cell = new Cell();
    cell.value(1_000, 1);
    cell.value(2_001, 1);

    assertThat(Measured.inWholes(cell).value(Aggregation.MEAN)).hasValue(1_500.5);
  }

  @Test
  void aMeanScoreHasTheIntervalOfItsMean() {
    // Given
    Cell cell = new Cell();
    for (long score : new long[] {-500, 0, 500, 1000}) {
      cell.observe(MetricDefinition.Kind.SCORE, score, 1);
    }

    // When
    Interval interval = Measured.inWholes(cell).interval(Aggregation.MEAN_SCORE).orElseThrow();

    // Then: the mean is 0.25 and the sample variance 5/12, so that the half width is 1.96 * 0.3227.
    assertThat(Measured.inWholes(cell).value(Aggregation.MEAN_SCORE)).hasValue(0.25);
    assertThat(interval.lower()).isCloseTo(-0.3826, within(0.0001));
    assertThat(interval.upper()).isCloseTo(0.8826, within(0.0001));
    assertThat(cell.numerator()).isLessThanOrEqualTo(cell.denominator());
    cell.observe(MetricDefinition.Kind.SCORE, 1000, -1);
    assertThat(Measured.inWholes(cell).value(Aggregation.MEAN_SCORE)).hasValue(0);
  }
}
