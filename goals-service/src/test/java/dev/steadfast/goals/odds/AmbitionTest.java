package dev.steadfast.goals.odds;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmbitionTest {
  @ParameterizedTest
  @CsvSource({
    "1, too-easy",
    "0.9, too-easy",
    "0.899, realistic",
    "0.4, realistic",
    "0.399, ambitious",
    "0.1, ambitious",
    "0.099, unrealistic",
    "0, unrealistic"
  })
  void oddsHaveAWord(double odds, String word) {
    assertThat(Ambition.of(odds).code()).isEqualTo(word);
  }
}
