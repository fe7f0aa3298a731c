package dev.steadfast.metrics.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordingTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0.0",
    "0.004, 0.004",
    "0.5, 0.5",
    "0.8349, 0.83",
    "-0.9999, -1.0",
    "1.665, 1.7",
    "-12, -12.0",
    "NaN, NaN"
  })
  void aSmallNumberIsNotRoundedToNothing(double value, String words) {
    assertThat(Wording.value("EUR", value)).isEqualTo(words);
  }
}
