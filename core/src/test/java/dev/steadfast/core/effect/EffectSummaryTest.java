package dev.steadfast.core.effect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class EffectSummaryTest {
  @Test
  void anEffectIsSaidWithHowSureWhyAndWithoutCause() {
    EffectAnswer answer =
        answer(
            Method.SYNTHETIC_CONTROL,
            new Estimate(-12.4, -16.7, -8.1),
            EffectVerdict.LOWERED,
            List.of(Check.passed("placebo-dates", "0 of 4.")),
            List.of(0.5, 0.3, 0.2));

    assertThat(EffectSummary.of("The median", "minutes", answer))
        .isEqualTo(
            "The median fell by 12.4 minutes a day on average (95 %: 8.1 to 16.7), 10 % of what"
                + " was to be expected; the chance that this is more than noise is 99.6 %."
                + " Compared with a weighted mix of 3 comparable series that did not have it."
                + " Placebo dates were quiet. This is association in time, not proof of cause.");
  }

  @Test
  void noEffectSaysHowSmallAnEffectCouldHaveBeenSeen() {
    EffectAnswer answer =
        answer(
            Method.INTERRUPTED_TIME_SERIES,
            new Estimate(0.5, -1.5, 2.5),
            EffectVerdict.NO_EFFECT_FOUND,
            List.of(Check.passed("placebo-dates", "0 of 4.")),
            List.of());

    assertThat(EffectSummary.of("Satisfaction", "", answer))
        .startsWith(
            "Satisfaction shows no effect beyond noise: +0.5 a day on average (95 %: -1.5 to +2.5).")
        .contains("its own past alone")
        .endsWith(
            "An effect under about 2 a day cannot be told from noise yet; more days would show a"
                + " smaller one.");
  }

  @Test
  void cannotTellSaysWhatFailedAndWhatWouldHelp() {
    EffectAnswer answer =
        answer(
            Method.INTERRUPTED_TIME_SERIES,
            Estimate.UNKNOWN,
            EffectVerdict.CANNOT_TELL,
            List.of(AssumptionChecks.points("points-after", "from the start on", 9)),
            List.of());

    assertThat(EffectSummary.of("The median", "minutes", answer))
        .isEqualTo(
            "Whether the median changed with the initiative cannot be told. 9 days with a value"
                + " from the start on; 14 are needed. Days with a value on the side that lacks them"
                + " would change this.");
  }

  private static EffectAnswer answer(
      Method method,
      Estimate average,
      EffectVerdict verdict,
      List<Check> checks,
      List<Double> weights) {
    double[] none = {};
    return new EffectAnswer(
        method,
        average,
        average.times(30),
        average.isKnown() ? OptionalDouble.of(-10) : OptionalDouble.empty(),
        0.996,
        verdict,
        checks,
        100,
        30,
        weights,
        none,
        new Band(none, none));
  }
}
