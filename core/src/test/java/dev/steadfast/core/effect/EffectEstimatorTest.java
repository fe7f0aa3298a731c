package dev.steadfast.core.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EffectEstimatorTest {
  /** What the R package CausalImpact prints: 0.89 [0.27, 1.5], 26.67 [7.99, 44.4], 99.6988 %. */
  @Test
  void thePublishedExampleComesOutAsPublished() throws IOException {
    // Given
    Path file =
        Path.of(System.getProperty("steadfast.root", "."))
            .resolve("../shared/data/causalimpact-arma/arma_data.csv");
    assumeThat(file).as("the CausalImpact example is beside the project").exists();
    List<double[]> rows =
        Files.readAllLines(file).stream()
            .skip(1)
            .map(line -> Arrays.stream(line.split(",")).mapToDouble(Double::parseDouble).toArray())
            .toList();
    double[] values = rows.stream().mapToDouble(row -> row[0]).toArray();
    double[] control = rows.stream().mapToDouble(row -> row[1]).toArray();

    // When
    EffectAnswer answer =
        EffectEstimator.estimate(
            new EffectQuestion(values, List.of(control), 70, OptionalInt.empty()));

    // Then
    System.out.printf(
        "average %.3f [%.3f, %.3f], cumulative %.2f [%.2f, %.2f], %.2f %%, probability %.4f%n",
        answer.average().value(),
        answer.average().lower(),
        answer.average().upper(),
        answer.cumulative().value(),
        answer.cumulative().lower(),
        answer.cumulative().upper(),
        answer.relativePercent().orElseThrow(),
        answer.probability());
    assertThat(answer.method()).isEqualTo(Method.DIFFERENCE_IN_DIFFERENCES);
    assertThat(answer.average().value()).isBetween(0.27, 1.5);
    assertThat(answer.average().value()).isCloseTo(0.89, within(0.1));
    assertThat(answer.average().lower()).isCloseTo(0.27, within(0.1));
    assertThat(answer.average().upper()).isCloseTo(1.5, within(0.1));
    assertThat(answer.cumulative().value()).isCloseTo(26.67, within(3.0));
    assertThat(answer.probability()).isCloseTo(0.997, within(0.003));
    assertThat(answer.verdict()).isEqualTo(EffectVerdict.RAISED);
  }

  @Test
  void theMethodFollowsTheNumberOfControls() {
    assertThat(methodWith(0)).isEqualTo(Method.INTERRUPTED_TIME_SERIES);
    assertThat(methodWith(1)).isEqualTo(Method.DIFFERENCE_IN_DIFFERENCES);
    assertThat(methodWith(2)).isEqualTo(Method.DIFFERENCE_IN_DIFFERENCES);
    assertThat(methodWith(3)).isEqualTo(Method.SYNTHETIC_CONTROL);
    assertThat(methodWith(40)).isEqualTo(Method.DIFFERENCE_IN_DIFFERENCES);
  }

  private static Method methodWith(int controls) {
    MadeUpSeries made = MadeUpSeries.of(new SplittableRandom(1), 100, 30, 0.2, controls);
    return EffectEstimator.estimate(made.question()).method();
  }

  @Test
  void thirteenPointsOnEitherSideAreTooFewAndFourteenAreNot() {
    SplittableRandom random = new SplittableRandom(2);

    assertThat(verdict(MadeUpSeries.of(random, 100, 13, 0, 0).raisedBy(9)))
        .isEqualTo(EffectVerdict.CANNOT_TELL);
    assertThat(verdict(MadeUpSeries.of(random, 100, 14, 0, 0).raisedBy(9)))
        .isEqualTo(EffectVerdict.RAISED);
    assertThat(verdict(MadeUpSeries.of(random, 13, 100, 0, 0).raisedBy(9)))
        .isEqualTo(EffectVerdict.CANNOT_TELL);
    assertThat(verdict(MadeUpSeries.of(random, 14, 100, 0, 0).raisedBy(50)))
        .isEqualTo(EffectVerdict.RAISED);
  }

  private static EffectVerdict verdict(MadeUpSeries made) {
    return EffectEstimator.estimate(made.question()).verdict();
  }

  @Test
  void missingDaysAreNotCountedAsPoints() {
    // Given 20 days after, of which 7 have no value
    MadeUpSeries made = MadeUpSeries.of(new SplittableRandom(3), 100, 20, 0, 0).raisedBy(9);
    Arrays.fill(made.values(), 105, 112, Double.NaN);

    // When
    EffectAnswer answer = EffectEstimator.estimate(made.question());

    // Then
    assertThat(answer.daysAfter()).isEqualTo(13);
    assertThat(answer.verdict()).isEqualTo(EffectVerdict.CANNOT_TELL);
    assertThat(result(answer, "points-after")).isEqualTo(CheckResult.FAILED);
    assertThat(answer.average().value()).isCloseTo(9, within(1.5));
    assertThat(answer.cumulative().value()).isCloseTo(13 * answer.average().value(), within(1e-9));
    assertThat(answer.counterfactual()[106]).isNaN();
  }

  @Test
  void anEffectIsTheGapToTheCounterfactual() {
    MadeUpSeries made = MadeUpSeries.of(new SplittableRandom(4), 120, 30, 0.4, 2).raisedBy(-3);

    EffectAnswer answer = EffectEstimator.estimate(made.question());

    assertThat(answer.verdict()).isEqualTo(EffectVerdict.LOWERED);
    assertThat(answer.probability()).isGreaterThan(0.999);
    double sum = 0;
    for (int day = 120; day < 150; day++) {
      sum += made.values()[day] - answer.counterfactual()[day];
    }
    assertThat(answer.cumulative().value()).isCloseTo(sum, within(1e-6));
    assertThat(answer.band().lower()[130]).isLessThan(answer.counterfactual()[130]);
    assertThat(answer.band().upper()[130]).isGreaterThan(answer.counterfactual()[130]);
  }

  @Test
  void aGapThatWidenedBeforehandFailsThePreTrendCheck() {
    MadeUpSeries made = MadeUpSeries.of(new SplittableRandom(5), 120, 30, 0.2, 2).sloping(0.05);

    EffectAnswer answer = EffectEstimator.estimate(made.question());

    assertThat(result(answer, "pre-trend")).isEqualTo(CheckResult.FAILED);
    assertThat(answer.verdict()).isEqualTo(EffectVerdict.CANNOT_TELL);
  }

  @Test
  void aShiftBeforeTheStartMakesPlaceboDatesLoud() {
    // Given a rise by four a month before, and none at the start
    MadeUpSeries made = MadeUpSeries.of(new SplittableRandom(6), 120, 30, 0.2, 1).raisedFrom(90, 4);

    // When
    EffectAnswer answer = EffectEstimator.estimate(made.question());

    // Then
    assertThat(result(answer, "placebo-dates")).isEqualTo(CheckResult.FAILED);
    assertThat(answer.verdict()).isEqualTo(EffectVerdict.CANNOT_TELL);
  }

  @Test
  void aSteadyTrendWithoutControlsIsCarriedOn() {
    // Given a slope that would raise the mean after the start by seven
    MadeUpSeries made = MadeUpSeries.of(new SplittableRandom(7), 120, 30, 0.2, 0).sloping(0.1);

    // When
    EffectAnswer answer = EffectEstimator.estimate(made.question());

    // Then
    assertThat(answer.verdict()).isEqualTo(EffectVerdict.NO_EFFECT_FOUND);
    assertThat(Math.abs(answer.average().value())).isLessThan(1.5);
  }

  @Test
  void aWeekThatIsNotNamedIsFound() {
    // Given 17 days after, so that weekdays are out of balance
    MadeUpSeries made = MadeUpSeries.of(new SplittableRandom(8), 120, 17, 0.2, 0).raisedBy(2);

    // When
    EffectAnswer found =
        EffectEstimator.estimate(
            new EffectQuestion(made.values(), List.of(), 120, OptionalInt.empty()));

    // Then
    assertThat(found.average()).isEqualTo(EffectEstimator.estimate(made.question()).average());
  }

  @Test
  void valuesWithoutNoiseAreNoGroundForAnAnswer() {
    double[] values = new double[60];
    Arrays.fill(values, 30, 60, 5);

    EffectAnswer answer =
        EffectEstimator.estimate(new EffectQuestion(values, List.of(), 30, OptionalInt.empty()));

    assertThat(result(answer, "variation")).isEqualTo(CheckResult.FAILED);
    assertThat(answer.verdict()).isEqualTo(EffectVerdict.CANNOT_TELL);
  }

  @Test
  void fromNextToNothingNothingIsKnown() {
    EffectAnswer answer =
        EffectEstimator.estimate(
            new EffectQuestion(new double[] {1, 2, 3}, List.of(), 1, OptionalInt.empty()));

    assertThat(answer.average().isKnown()).isFalse();
    assertThat(answer.verdict()).isEqualTo(EffectVerdict.CANNOT_TELL);
    assertThat(answer.relativePercent()).isEmpty();
  }

  @Test
  void aControlThatNeverVariesOrIsMostlyMissingIsLeftOut() {
    // Given
    MadeUpSeries made = MadeUpSeries.of(new SplittableRandom(9), 100, 30, 0.2, 1).raisedBy(3);
    double[] flat = new double[130];
    double[] gone = new double[130];
    Arrays.fill(gone, Double.NaN);

    // When
    EffectAnswer answer =
        EffectEstimator.estimate(
            new EffectQuestion(
                made.values(),
                List.of(flat, made.controls().getFirst(), gone),
                100,
                OptionalInt.of(7)));

    // Then
    assertThat(answer.weights()).element(0).isEqualTo(0.0);
    assertThat(answer.weights().get(1)).isPositive();
    assertThat(answer.weights()).element(2).isEqualTo(0.0);
    assertThat(answer.average()).isEqualTo(EffectEstimator.estimate(made.question()).average());
  }

  @Test
  void aChangeOfUnitChangesNothingElse() {
    // Given the same in milliseconds
    MadeUpSeries made = MadeUpSeries.of(new SplittableRandom(10), 100, 30, 0.3, 4).raisedBy(2);
    double factor = 3_600_000;
    double[] scaled = Arrays.stream(made.values()).map(v -> factor * v).toArray();
    List<double[]> controls =
        made.controls().stream()
            .map(control -> Arrays.stream(control).map(v -> factor * v).toArray())
            .toList();

    // When
    EffectAnswer plain = EffectEstimator.estimate(made.question());
    EffectAnswer inMilliseconds =
        EffectEstimator.estimate(new EffectQuestion(scaled, controls, 100, OptionalInt.of(7)));

    // Then
    assertThat(inMilliseconds.average().value() / factor)
        .isCloseTo(plain.average().value(), within(1e-6));
    assertThat(inMilliseconds.probability()).isCloseTo(plain.probability(), within(1e-6));
    assertThat(inMilliseconds.verdict()).isEqualTo(plain.verdict());
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    double[] values = new double[30];
    assertThatThrownBy(() -> new EffectQuestion(values, List.of(), 0, OptionalInt.empty()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new EffectQuestion(values, List.of(), 30, OptionalInt.empty()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new EffectQuestion(values, List.of(), 15, OptionalInt.of(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> new EffectQuestion(values, List.of(new double[29]), 15, OptionalInt.empty()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  static CheckResult result(EffectAnswer answer, String name) {
    return answer.checks().stream()
        .filter(check -> check.name().equals(name))
        .findFirst()
        .orElseThrow()
        .result();
  }
}
