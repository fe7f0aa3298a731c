package dev.steadfast.metrics.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steadfast.contracts.metric.Aggregation;
import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.contracts.metric.MetricDefinition.Direction;
import dev.steadfast.contracts.metric.MetricDefinition.Kind;
import dev.steadfast.core.measure.Cell;
import dev.steadfast.core.measure.Measured;
import dev.steadfast.platform.problem.ProblemException;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A metric of refunds, in cents of a currency and also below zero. */
class ThresholdTest {
  private static final MetricDefinition REFUNDS =
      new MetricDefinition(
          "refunds",
          1,
          "Refunds",
          "",
          "currency",
          Direction.LOWER,
          Kind.NUMBER,
          "",
          "",
          "",
          "",
          Aggregation.MEAN,
          1,
          2);

  private static Measured refunds(long... cents) {
    Cell cell = new Cell();
    for (long one : cents) {
      cell.observe(Kind.NUMBER, one, 1);
    }
    return Measured.of(REFUNDS, cell);
  }

  @ParameterizedTest
  @CsvSource({"-12.10,0", "-12,25", "-0.01,25", "0,50", "0.82,50", "0.83,75", "2.55,100"})
  void valuesUpToTheThresholdAreWithinIt(String threshold, double percent) {
    // Given
    Measured refunds = refunds(-1200, 0, 83, 255);

    // When
    Threshold within = Threshold.of(REFUNDS, "within:" + threshold);

    // Then
    assertThat(within.of(refunds).value(Aggregation.SHARE)).hasValue(percent);
    assertThat(within.of(refunds).count()).isEqualTo(4);
    assertThat(within.code()).isEqualTo("within:" + threshold);
  }

  @Test
  void theLargestValueThatCountsIsToldInTheUnitOfTheMetric() {
    Threshold exact = Threshold.of(REFUNDS, "within:2.55");
    Threshold near = Threshold.of(REFUNDS, "within:36000");

    assertThat(exact.countedTo()).isEqualByComparingTo("2.55");
    assertThat(near.asked()).isEqualByComparingTo("36000");
    assertThat(near.countedTo()).isBetween(new BigDecimal("36000"), new BigDecimal("36281.25"));
    assertThat(near.of(refunds(3_600_000, 3_628_200)).value(Aggregation.SHARE)).hasValue(50);
  }

  @Test
  void nothingHasNoShare() {
    Threshold within = Threshold.of(REFUNDS, "within:0");

    assertThat(within.of(refunds()).value(Aggregation.SHARE)).isEmpty();
    assertThat(within.of(refunds()).interval(Aggregation.SHARE)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0.834", "PT1H", "1e3", "NaN", "--1", "1000000000000000"})
  void whatIsNoStepOfTheMetricIsRefused(String threshold) {
    assertThatThrownBy(() -> Threshold.of(REFUNDS, "within:" + threshold))
        .isInstanceOf(ProblemException.class);
  }
}
