package dev.steadfast.core.effect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Known effects and known nulls; the noise of a day has a standard deviation of one. */
class EffectSimulationTest {
  private static final int[] CONTROLS = {0, 1, 2, 3, 5, 10};

  @ParameterizedTest
  @ValueSource(longs = {11, 12})
  void theIntervalOfAKnownEffectHoldsItAsOftenAsItSays(long seed) {
    // Given
    SplittableRandom random = new SplittableRandom(seed);
    double effect = 0.8;
    int series = 500;

    // When
    int covered = 0;
    int told = 0;
    double sum = 0;
    for (int i = 0; i < series; i++) {
      MadeUpSeries made =
          MadeUpSeries.realistic(random, CONTROLS[i % CONTROLS.length]).raisedBy(effect);
      EffectAnswer answer = EffectEstimator.estimate(made.question());
      Estimate average = answer.average();
      covered += average.lower() <= effect && effect <= average.upper() ? 1 : 0;
      told += answer.verdict() == EffectVerdict.RAISED ? 1 : 0;
      sum += average.value() - effect;
      assertThat(answer.verdict()).isNotEqualTo(EffectVerdict.LOWERED);
    }

    // Then
    double coverage = (double) covered / series;
    double bias = sum / series;
    System.out.printf(
        "seed %d: coverage %.1f %%, bias %+.3f of an effect of %.1f, raised in %.1f %%%n",
        seed, 100 * coverage, bias, effect, 100.0 * told / series);
    assertThat(coverage).isBetween(0.92, 0.98);
    assertThat(Math.abs(bias)).isLessThan(0.05);
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22})
  void aKnownNullComesOutAsNoEffect(long seed) {
    // Given
    SplittableRandom random = new SplittableRandom(seed);
    int series = 1000;

    // When
    int alarms = 0;
    int cannotTell = 0;
    int covered = 0;
    for (int i = 0; i < series; i++) {
      MadeUpSeries made = MadeUpSeries.realistic(random, CONTROLS[i % CONTROLS.length]);
      EffectAnswer answer = EffectEstimator.estimate(made.question());
      covered += answer.average().excludesZero() ? 0 : 1;
      switch (answer.verdict()) {
        case RAISED, LOWERED -> alarms++;
        case CANNOT_TELL -> cannotTell++;
        case NO_EFFECT_FOUND -> {}
      }
    }

    // Then
    double rate = (double) alarms / series;
    double coverage = (double) covered / series;
    System.out.printf(
        "seed %d: false alarms %.1f %%, cannot tell %.1f %%, interval holds zero in %.1f %%%n",
        seed, 100 * rate, 100.0 * cannotTell / series, 100 * coverage);
    assertThat(rate).isLessThanOrEqualTo(0.07);
    assertThat(coverage).isBetween(0.92, 0.98);
    assertThat((double) cannotTell / series).isLessThan(0.15);
  }

  /** Textbook difference-in-differences: a rise and a drift that all teams share, much noise. */
  @Test
  void aSharedDriftIsNoEffect() {
    // Given
    SplittableRandom random = new SplittableRandom(31);
    int series = 400;

    // When
    int alarms = 0;
    int cannotTell = 0;
    for (int i = 0; i < series; i++) {
      MadeUpSeries made = MadeUpSeries.sharingADrift(random, 60 + 60 * (i % 3), 30, 0.3, 1 + i % 2);
      switch (EffectEstimator.estimate(made.question()).verdict()) {
        case RAISED, LOWERED -> alarms++;
        case CANNOT_TELL -> cannotTell++;
        case NO_EFFECT_FOUND -> {}
      }
    }

    // Then
    System.out.printf(
        "shared drift: false alarms %.1f %%, cannot tell %.1f %%%n",
        100.0 * alarms / series, 100.0 * cannotTell / series);
    assertThat((double) alarms / series).isLessThanOrEqualTo(0.07);
    assertThat((double) cannotTell / series).isLessThan(0.15);
  }
}
