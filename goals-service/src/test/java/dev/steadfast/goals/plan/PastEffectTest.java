package dev.steadfast.goals.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.steadfast.goals.plan.PastEffect.Measured;
import java.util.List;
import org.junit.jupiter.api.Test;

class PastEffectTest {
  /** With a standard error of 2. */
  private static Measured measured(double effect) {
    double half = 2 * PastEffect.WIDTH;
    return new Measured(effect, effect - half, effect + half);
  }

  @Test
  void oneAloneKeepsItsOwnUncertainty() {
    PastEffect past = PastEffect.of(List.of(measured(-10)));

    assertThat(past.mean()).isCloseTo(-10, within(1e-9));
    assertThat(past.sd()).isCloseTo(2, within(1e-9));
    assertThat(past.n()).isEqualTo(1);
  }

  /**
   * By hand: Q = 2 · 5² / 4 = 12.5, so that the variance between is (12.5 − 1) · 4 = 46, that of
   * the mean (46 + 4) / 2 = 25, and the next one's √(46 + 25).
   */
  @Test
  void effectsThatDifferMakeTheNextOneUncertain() {
    PastEffect past = PastEffect.of(List.of(measured(-10), measured(-20)));

    assertThat(past.mean()).isCloseTo(-15, within(1e-9));
    assertThat(past.sd()).isCloseTo(Math.sqrt(71), within(1e-9));
  }

  /** By hand: Q = 2 · 0.5² / 4 is under 1, nothing between; the mean has 4 / 2. */
  @Test
  void effectsThatAgreeMakeItSurer() {
    PastEffect past = PastEffect.of(List.of(measured(-10), measured(-11)));

    assertThat(past.mean()).isCloseTo(-10.5, within(1e-9));
    assertThat(past.sd()).isCloseTo(Math.sqrt(2), within(1e-9));
  }
}
