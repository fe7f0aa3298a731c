package dev.steadfast.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {
  @Test
  void medianOfAnOddNumberIsTheMiddleOne() {
    assertThat(Spread.of(9, 1, 5)).isEqualTo(new Spread(5, 1, 9, 3));
  }

  @Test
  void medianOfAnEvenNumberIsBetweenTheMiddleTwo() {
    assertThat(Spread.of(List.of(4.0, 1.0, 2.0, 9.0))).isEqualTo(new Spread(3, 1, 9, 4));
  }

  @Test
  void oneRoundHasNoSpread() {
    assertThat(Spread.of(7)).isEqualTo(new Spread(7, 7, 7, 1));
  }

  @Test
  void noRoundsHaveNoMedian() {
    assertThatThrownBy(() -> Spread.of()).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void leavesItsInputAsItWas() {
    // Given
    double[] rounds = {3, 1, 2};

    // When
    Spread.of(rounds);

    // Then
    assertThat(rounds).containsExactly(3, 1, 2);
  }

  @Test
  void readsAsMedianWithLowestAndHighest() {
    assertThat(Spread.of(1000, 1200, 1100).text("%,.0f")).isEqualTo("1,100 (1,000 – 1,200)");
  }
}
