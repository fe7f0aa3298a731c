package dev.steadfast.metrics.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.steadfast.contracts.metric.BuiltInMetrics;
import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.metrics.timeline.Explanation.Missing;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class EventMetricTest {
  private static EventMetric number(int decimals, boolean isSigned) {
    MetricDefinition origin = BuiltInMetrics.REASSIGNMENTS;
    return new EventMetric(
        new MetricDefinition(
            "amount",
            1,
            "Amount",
            "Amounts of money.",
            "EUR",
            origin.direction(),
            MetricDefinition.Kind.NUMBER,
            origin.startRule(),
            origin.endRule(),
            origin.anchor(),
            origin.population(),
            origin.defaultAggregation(),
            1,
            decimals),
        "t",
        List.of(),
        Optional.of("/amount"),
        Population.ALL,
        isSigned);
  }

  private static Facts facts(String amount) {
    return new Facts("t", Map.of("/amount", new BigDecimal(amount).stripTrailingZeros()));
  }

  private static OptionalLong hundredths(String amount) {
    return number(2, true).numberOf(facts(amount));
  }

  @Test
  void aNumberIsCountedInStepsOfItsDecimals() {
    assertThat(hundredths("0.83")).hasValue(83);
    assertThat(hundredths("-12")).hasValue(-1_200);
    assertThat(hundredths("2.5")).hasValue(250);
    assertThat(hundredths("0")).hasValue(0);
    assertThat(number(6, true).numberOf(facts("0.000001"))).hasValue(1);
  }

  @Test
  void whatIsBetweenTwoStepsIsRoundedHalfToEven() {
    assertThat(hundredths("2.005")).hasValue(200);
    assertThat(hundredths("2.015")).hasValue(202);
    assertThat(hundredths("-2.015")).hasValue(-202);
    assertThat(hundredths("0.0051")).hasValue(1);
    assertThat(hundredths("-0.001")).hasValue(0);
    assertThat(number(0, true).numberOf(facts("12.5"))).hasValue(12);
    assertThat(number(0, true).numberOf(facts("0.83"))).hasValue(1);
  }

  @Test
  void atMostSoManyStepsCount() {
    assertThat(hundredths("10000000000")).hasValue(EventMetric.MOST);
    assertThat(hundredths("-10000000000")).hasValue(-EventMetric.MOST);
    assertThat(hundredths("10000000000.001")).isEmpty();
    assertThat(hundredths("-10000000000.01")).isEmpty();
    assertThat(number(0, true).numberOf(facts("1000000000000"))).hasValue(EventMetric.MOST);
  }

  @Test
  void aVersionFromBeforeCountsNothingBelowZero() {
    assertThat(number(0, false).numberOf(facts("-1"))).isEmpty();
    assertThat(number(0, false).numberOf(facts("1"))).hasValue(1);
  }

  @Test
  void hostileExponentsTakeNoTime() {
    assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () -> {
          assertThat(hundredths("1e2147483647")).isEmpty();
          assertThat(hundredths("-1e2147483647")).isEmpty();
          assertThat(hundredths("1e-2147483647")).hasValue(0);
        });
  }

  @Test
  void anExplanationSaysThatANumberIsBeyondWhatIsKept() {
    // Given
    EventMetric metric = number(2, true);
    TimelineEvent event =
        ATicket.unknown().called(5, true, 20_000, 9).events().getFirst().with(facts("1e11"));

    // When
    Explanation explanation =
        Explanation.of(
            Timeline.of(List.of(event)),
            Circumstances.of(
                new Rules(1, new OwnMetrics(List.of(), List.of(metric)), ServiceLevels.NONE),
                Long.MAX_VALUE));

    // Then
    assertThat(explanation.missing())
        .filteredOn(one -> one.metric().equals(metric.definition()))
        .extracting(Missing::absence)
        .containsExactly(Absence.NO_NUMBER_THAT_COUNTS);
  }
}
