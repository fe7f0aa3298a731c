package dev.steadfast.goals.effect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CombinationTest {
  @Test
  void aSilentDayOfOneSeriesDoesNotMoveTheMean() {
    double[] low = {10, 10, 10, Double.NaN, 8};
    double[] high = {30, 30, 30, 30, 28};

    assertThat(Combination.mean(List.of(low, high), 3)).containsExactly(20, 20, 20, 20, 18);
  }

  @Test
  void aDayWithoutAnyIsMissing() {
    double[] one = {10, Double.NaN, 12};
    double[] other = {20, Double.NaN, 20};

    assertThat(Combination.mean(List.of(one, other), 2)).containsExactly(15, Double.NaN, 16);
  }

  @Test
  void aSeriesThatWasNotThereBeforeIsLeftOut() {
    double[] old = {10, 10, 12};
    double[] fresh = {Double.NaN, Double.NaN, 99};

    assertThat(Combination.mean(List.of(old, fresh), 2)).containsExactly(10, 10, 12);
  }
}
