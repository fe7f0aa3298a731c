package dev.steadfast.metrics.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steadfast.metrics.alert.Condition.Threshold;
import dev.steadfast.metrics.alert.Reading.Seen;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionTest {
  @ParameterizedTest
  @CsvSource({
    // below 85, clears at 88
    "false, 85, 88, true, 80, 76, 83, Beyond",
    "false, 85, 88, true, 80, 70, 86, Between",
    "false, 85, 88, false, 80, 70, 86, Beyond",
    "false, 85, 88, true, 86, 84, 88, Between",
    "false, 85, 88, true, 88, 84, 92, Clear",
    "false, 85, 88, true, 80, , , Beyond",
    // above 100, clears at 90
    "true, 100, 90, true, 120, 105, 140, Beyond",
    "true, 100, 90, true, 120, 95, 140, Between",
    "true, 100, 90, true, 100, 100, 100, Between",
    "true, 100, 90, true, 90, 80, 100, Clear",
    "true, 100, 90, true, , , , Missing"
  })
  void theWholeIntervalMustLieBeyond(
      boolean above,
      double threshold,
      double clearAt,
      boolean byInterval,
      @Nullable Double value,
      @Nullable Double lower,
      @Nullable Double upper,
      String reading) {
    // Given
    Threshold condition = new Threshold(above, threshold, clearAt, byInterval);

    // When
    Reading read = condition.read(new Seen(value, lower, upper, 100, "seen"));

    // Then
    assertThat(read.getClass().getSimpleName()).isEqualTo(reading);
  }
}
