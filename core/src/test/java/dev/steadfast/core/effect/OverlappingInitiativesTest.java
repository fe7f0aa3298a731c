package dev.steadfast.core.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OverlappingInitiativesTest {
  private static final OptionalInt WEEK = OptionalInt.of(7);

  @Test
  void eachIsCreditedWithItsOwnStepAndTheSumIsTheJointEffect() {
    // Given one that raises by three from day 100, another that lowers by two from day 130
    MadeUpSeries made =
        MadeUpSeries.of(new SplittableRandom(31), 100, 60, 0.2, 2)
            .raisedFrom(100, 3)
            .raisedFrom(130, -2);

    // When
    List<EffectAnswer> answers =
        EffectEstimator.estimateTogether(
            made.values(),
            made.controls(),
            List.of(new Intervention("macros", 130), new Intervention("training", 100)),
            WEEK);

    // Then
    EffectAnswer macros = answers.get(0);
    EffectAnswer training = answers.get(1);
    assertThat(training.verdict()).isEqualTo(EffectVerdict.RAISED);
    assertThat(training.average().value()).isCloseTo(3, within(1.0));
    assertThat(macros.verdict()).isEqualTo(EffectVerdict.LOWERED);
    assertThat(macros.average().value()).isCloseTo(-2, within(1.0));
    EffectAnswer joint = EffectEstimator.estimate(made.question());
    assertThat(training.cumulative().value() + macros.cumulative().value())
        .isCloseTo(joint.cumulative().value(), within(1e-6));
  }

  @Test
  void twoThatStartTogetherShareOneEffectAndNeitherIsTold() {
    // Given
    MadeUpSeries made = MadeUpSeries.of(new SplittableRandom(32), 100, 40, 0.2, 2).raisedBy(4);

    // When
    List<EffectAnswer> answers =
        EffectEstimator.estimateTogether(
            made.values(),
            made.controls(),
            List.of(new Intervention("macros", 100), new Intervention("training", 100)),
            WEEK);

    // Then
    double joint = EffectEstimator.estimate(made.question()).average().value();
    assertThat(answers)
        .allSatisfy(
            answer -> {
              assertThat(answer.average().value()).isCloseTo(joint / 2, within(1e-9));
              assertThat(answer.verdict()).isEqualTo(EffectVerdict.CANNOT_TELL);
              assertThat(EffectEstimatorTest.result(answer, "separable"))
                  .isEqualTo(CheckResult.FAILED);
            });
  }

  @Test
  void oneThatStartsAWeekLaterCannotBeToldFromTheFirst() {
    MadeUpSeries made = MadeUpSeries.of(new SplittableRandom(33), 100, 40, 0.2, 2).raisedBy(4);

    List<EffectAnswer> answers =
        EffectEstimator.estimateTogether(
            made.values(),
            made.controls(),
            List.of(new Intervention("first", 100), new Intervention("second", 107)),
            WEEK);

    assertThat(answers).extracting(EffectAnswer::verdict).containsOnly(EffectVerdict.CANNOT_TELL);
    assertThat(answers.get(0).cumulative().value() + answers.get(1).cumulative().value())
        .isCloseTo(EffectEstimator.estimate(made.question()).cumulative().value(), within(1e-6));
  }

  @Test
  void aSecondThatDoesNothingIsNotCreditedWithTheFirst() {
    // Given 300 pairs, of which only the first moves anything
    SplittableRandom random = new SplittableRandom(34);
    int credited = 0;

    // When
    for (int i = 0; i < 300; i++) {
      MadeUpSeries made =
          MadeUpSeries.of(random, 100, 60, random.nextDouble(0.6), i % 3).raisedBy(3);
      List<EffectAnswer> answers =
          EffectEstimator.estimateTogether(
              made.values(),
              made.controls(),
              List.of(new Intervention("first", 100), new Intervention("second", 130)),
              WEEK);
      EffectVerdict second = answers.get(1).verdict();
      credited += second == EffectVerdict.RAISED || second == EffectVerdict.LOWERED ? 1 : 0;
    }

    // Then
    System.out.printf("credited without cause: %.1f %% of 300%n", credited / 3.0);
    assertThat(credited).isLessThanOrEqualTo(21);
  }

  @Test
  void noneOrOneBeyondTheSeriesIsRefused() {
    double[] values = new double[50];
    assertThatThrownBy(() -> EffectEstimator.estimateTogether(values, List.of(), List.of(), WEEK))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                EffectEstimator.estimateTogether(
                    values, List.of(), List.of(new Intervention("late", 50)), WEEK))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
