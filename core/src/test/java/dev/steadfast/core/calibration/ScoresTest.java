package dev.steadfast.core.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ScoresTest {
  @Test
  void theBrierScoreIsTheSquaredDistance() {
    assertThat(Scores.brier(0.7, true)).isCloseTo(0.09, within(1e-12));
    assertThat(Scores.brier(0.7, false)).isCloseTo(0.49, within(1e-12));
    assertThat(Scores.brier(1, true)).isZero();
  }

  /** Outcomes 0 and 1, came 0: E|X − y| = 1/2, E|X − X'| = 1/2, so 1/2 − 1/4. */
  @Test
  void theRankedProbabilityScoreOfTwoOutcomesIsAsWorkedByHand() {
    assertThat(Scores.crps(new double[] {0, 1}, 0)).isCloseTo(0.25, within(1e-12));
    assertThat(Scores.crps(new double[] {1, 0}, 0)).isCloseTo(0.25, within(1e-12));
  }

  /** Outcomes 1, 2, 6, came 3: (2 + 1 + 3)/3 − (1 + 5 + 4)·2/9/2 = 2 − 10/9. */
  @Test
  void theRankedProbabilityScoreOfThreeOutcomesIsAsWorkedByHand() {
    assertThat(Scores.crps(new double[] {6, 1, 2}, 3)).isCloseTo(8.0 / 9, within(1e-12));
  }

  @Test
  void theRankedProbabilityScoreOfASureForecastIsItsAbsoluteError() {
    assertThat(Scores.crps(new double[] {4}, 7)).isEqualTo(3);
    assertThat(Scores.crps(new double[] {0.5}, new double[] {4}, 7)).isEqualTo(3);
  }

  /** For outcomes evenly from 0 to 1 and a value of 0 the integral of (1 − x)² is 1/3. */
  @Test
  void quantilesComeNearTheIntegral() {
    double[] levels = new double[99];
    for (int i = 0; i < 99; i++) {
      levels[i] = (i + 1) / 100.0;
    }

    assertThat(Scores.crps(levels, levels, 0)).isCloseTo(1.0 / 3, within(0.01));
  }

  @Test
  void nonsenseIsRefused() {
    assertThatThrownBy(() -> Scores.brier(1.2, true)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Scores.crps(new double[0], 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Scores.crps(new double[] {0.5}, new double[2], 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
