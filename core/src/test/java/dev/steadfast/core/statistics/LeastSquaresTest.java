package dev.steadfast.core.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class LeastSquaresTest {
  private static final double[] ONES = {1, 1, 1, 1};
  private static final double[] STEPS = {0, 1, 2, 3};

  /** By hand: y = 1, 3, 4, 8 over x = 0..3 has slope 11 / 5 and intercept 0.7. */
  @Test
  void aLineThroughFourPoints() {
    LeastSquares fit = LeastSquares.fit(List.of(ONES, STEPS), new double[] {1, 3, 4, 8});

    assertThat(fit.coefficients()).containsExactly(new double[] {0.7, 2.2}, within(1e-12));
    assertThat(fit.residualSumOfSquares()).isCloseTo(1.8, within(1e-12));
    assertThat(fit.predict(new double[] {1, 4})).isCloseTo(9.5, within(1e-12));
  }

  /** By hand: 1 / n + (x - mean)^2 / 5 for x = 4 and mean 1.5. */
  @Test
  void theVarianceOfAPredictionGrowsWithItsDistance() {
    LeastSquares fit = LeastSquares.fit(List.of(ONES, STEPS), new double[] {1, 3, 4, 8});

    assertThat(fit.varianceFactor(new double[] {1, 4})).isCloseTo(0.25 + 1.25, within(1e-12));
  }

  @Test
  void aColumnThatDependsOnOthersIsLeftOut() {
    double[] dependent = {2, 4, 6, 8};

    LeastSquares fit = LeastSquares.fit(List.of(ONES, STEPS, dependent), new double[] {1, 3, 4, 8});

    assertThat(fit.rank()).isEqualTo(2);
    assertThat(fit.coefficients()).containsExactly(new double[] {0.7, 2.2, 0}, within(1e-12));
  }

  @Test
  void columnsOfAnotherLengthAreRefused() {
    assertThatThrownBy(() -> LeastSquares.fit(List.of(ONES), new double[3]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
