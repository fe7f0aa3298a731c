package dev.steadfast.contracts.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.steadfast.contracts.metric.MetricDefinition.Kind;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class MetricDefinitionTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static MetricDefinition with(Kind kind, int decimals) {
    MetricDefinition like = BuiltInMetrics.REASSIGNMENTS;
    return new MetricDefinition(
        "amount",
        1,
        like.title(),
        like.description(),
        "EUR",
        like.direction(),
        kind,
        like.startRule(),
        like.endRule(),
        like.anchor(),
        like.population(),
        like.defaultAggregation(),
        like.minimumSample(),
        decimals);
  }

  @Test
  void stepsAreReadInTheUnitExactly() {
    assertThat(with(Kind.NUMBER, 2).inUnit(-1_200)).isEqualTo(new BigDecimal("-12.00"));
    assertThat(with(Kind.NUMBER, 6).inUnit(1)).isEqualTo(new BigDecimal("0.000001"));
    assertThat(with(Kind.NUMBER, 0).inUnit(7)).isEqualTo(new BigDecimal("7"));
  }

  @Test
  void onlyNumbersHaveDecimalsAndFew() {
    assertThatIllegalArgumentException().isThrownBy(() -> with(Kind.DURATION, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> with(Kind.NUMBER, 7));
    assertThatIllegalArgumentException().isThrownBy(() -> with(Kind.NUMBER, -1));
  }

  @Test
  void whatHasNoDecimalsIsWrittenAsOlderReadersKnowIt() throws JsonProcessingException {
    // Given
    MetricDefinition wholes = with(Kind.NUMBER, 0);
    MetricDefinition cents = with(Kind.NUMBER, 2);

    // When
    String written = JSON.writeValueAsString(wholes);

    // Then
    assertThat(written).doesNotContain("decimals");
    assertThat(JSON.readValue(written, MetricDefinition.class)).isEqualTo(wholes);
    assertThat(JSON.readValue(JSON.writeValueAsString(cents), MetricDefinition.class))
        .isEqualTo(cents);
  }
}
