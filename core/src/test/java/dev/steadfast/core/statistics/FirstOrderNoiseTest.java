package dev.steadfast.core.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FirstOrderNoiseTest {
  /** Sixty days with a level and a week fitted: without correction 0.6 would come out as 0.5. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 0.3, 0.6})
  void theCorrelationIsRightOnAverageInShortSeries(double rho) {
    // Given
    SplittableRandom random = new SplittableRandom(2_026);
    int[] days = IntStream.range(0, 60).toArray();
    double[] level = new double[60];
    Arrays.fill(level, 1);
    List<double[]> columns = new ArrayList<>(List.of(level));
    columns.addAll(SeasonalColumns.of(days, 7));

    // When
    double sum = 0;
    for (int i = 0; i < 1000; i++) {
      double[] noise = new double[60];
      double today = random.nextGaussian();
      for (int day = 0; day < 60; day++) {
        noise[day] = today;
        today = rho * today + Math.sqrt(1 - rho * rho) * random.nextGaussian();
      }
      double[] residuals = LeastSquares.fit(columns, noise).residuals();
      sum += FirstOrderNoise.ofResiduals(days, residuals, 1, 7).rho();
    }

    // Then
    assertThat(sum / 1000).isCloseTo(rho, within(0.03));
  }

  /** By hand: at rho 0.6, two days apart keep 0.36. */
  @Test
  void whiteningTakesOutWhatTheDayBeforeSays() {
    FirstOrderNoise noise = new FirstOrderNoise(0.6);

    double[] white = noise.whiten(new int[] {0, 1, 3}, new double[] {1, 1, 1});

    assertThat(white)
        .containsExactly(
            new double[] {1, 0.4 / 0.8, 0.64 / Math.sqrt(1 - 0.36 * 0.36)}, within(1e-12));
  }

  @Test
  void aCorrelationOfOneIsRefused() {
    assertThatThrownBy(() -> new FirstOrderNoise(1)).isInstanceOf(IllegalArgumentException.class);
  }
}
