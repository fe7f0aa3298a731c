package dev.steadfast.core.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutcomesTest {
  private final Outcomes oneToTen =
      Outcomes.of(IntStream.rangeClosed(1, 10).asDoubleStream().toArray(), Domain.NON_NEGATIVE);

  @Test
  void oddsCountTheTargetItselfAsReached() {
    assertThat(oneToTen.oddsOf(8, Direction.UP)).isEqualTo(0.3);
    assertThat(oneToTen.oddsOf(8, Direction.DOWN)).isEqualTo(0.8);
    assertThat(oneToTen.oddsOf(0, Direction.UP)).isEqualTo(1);
    assertThat(oneToTen.oddsOf(0, Direction.DOWN)).isZero();
  }

  @Test
  void moreAmbitiousTargetsHaveLowerOdds() {
    assertThat(oneToTen.levelAt(0.2, Direction.UP)).isCloseTo(8.2, within(1e-9));
    assertThat(oneToTen.levelAt(0.8, Direction.UP)).isCloseTo(2.8, within(1e-9));
    assertThat(oneToTen.levelAt(0.2, Direction.DOWN)).isCloseTo(2.8, within(1e-9));
  }

  @Test
  void anEffectMovesAndWidens() {
    Outcomes sure = oneToTen.shifted(5, 0);
    Outcomes unsure = oneToTen.shifted(5, 4);

    assertThat(sure.mean()).isCloseTo(10.5, within(1e-9));
    assertThat(sure.size()).isEqualTo(10);
    assertThat(unsure.mean()).isCloseTo(10.5, within(0.5));
    assertThat(unsure.quantile(0.95) - unsure.quantile(0.05))
        .isGreaterThan(sure.quantile(0.95) - sure.quantile(0.05));
  }

  @Test
  void anEffectLeavesTheDomainIntact() {
    assertThat(oneToTen.shifted(-20, 0).values()).containsOnly(0);
  }

  @Test
  void aNetScoreStaysWithinItsScale() {
    Outcomes nearTheTop = Outcomes.of(new double[] {70, 90, 95}, Domain.NET_SCORE);

    assertThat(nearTheTop.widened(3).values()).containsExactly(30, 90, 100);
    assertThat(nearTheTop.shifted(-200, 0).values()).containsOnly(-100);
  }

  @Test
  void aCalibrationFactorSpreadsAboutTheMedian() {
    Outcomes twice = oneToTen.widened(2);

    assertThat(twice.quantile(0.5)).isEqualTo(5.5);
    assertThat(twice.quantile(1)).isEqualTo(14.5);
    assertThat(twice.quantile(0)).isEqualTo(0);
  }

  @Test
  void nonsenseIsRefused() {
    assertThatThrownBy(() -> Outcomes.of(new double[0], Domain.REAL))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Outcomes.of(new double[] {Double.NaN}, Domain.REAL))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> oneToTen.quantile(1.1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> oneToTen.shifted(1, -1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> oneToTen.widened(0)).isInstanceOf(IllegalArgumentException.class);
  }
}
