package dev.steadfast.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BarTest {
  private static Bar ratio(double value) {
    return new Bar("ratio", value, 0.1, 0.25, true, "%.2f");
  }

  @Test
  void ratioIsMetAtItsBar() {
    assertThat(ratio(0.1).isMet()).isTrue();
    assertThat(ratio(0.1).line()).startsWith("pass").endsWith("bar ≥ 0.10, aim ≥ 0.25 not met");
    assertThat(ratio(0.3).line()).endsWith("aim ≥ 0.25 met");
  }

  @Test
  void ratioBelowItsBarIsMissed() {
    assertThat(ratio(0.0999).isMet()).isFalse();
    assertThat(ratio(0.0999).line()).startsWith("MISSED");
  }

  @Test
  void sizeIsMetBelowItsBar() {
    // Given
    Bar small = new Bar("size", 340, 350, 0, false, "%.0f");
    Bar large = new Bar("size", 351, 350, 0, false, "%.0f");

    // Then
    assertThat(small.isMet()).isTrue();
    assertThat(small.line()).endsWith("bar ≤ 350");
    assertThat(large.isMet()).isFalse();
  }

  @Test
  void oneMissedBarSpoilsTheOutcome() {
    assertThat(new Outcome(Map.of(), List.of(ratio(1), ratio(0))).isGood()).isFalse();
    assertThat(new Outcome(Map.of(), List.of(ratio(1))).isGood()).isTrue();
  }
}
