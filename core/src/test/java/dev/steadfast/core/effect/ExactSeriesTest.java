package dev.steadfast.core.effect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExactSeriesTest {
  /** Both comparisons are without noise, so that neither has more evidence than the other. */
  @Test
  void aStraightLineBesideANegligibleControlIsAnswered() {
    double[] line = IntStream.range(0, 40).asDoubleStream().toArray();
    SplittableRandom random = new SplittableRandom(3);
    double[] control =
        IntStream.range(0, 40).mapToDouble(i -> 1e-30 * random.nextDouble()).toArray();

    EffectAnswer answer =
        EffectEstimator.estimate(
            new EffectQuestion(line, List.of(control), 20, OptionalInt.empty()));

    assertThat(answer.probability()).isBetween(0.0, 1.0);
    assertThat(answer.average().isKnown()).isTrue();
  }
}
