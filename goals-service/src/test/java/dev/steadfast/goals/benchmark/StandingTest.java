package dev.steadfast.goals.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.steadfast.core.measure.Interval;
import dev.steadfast.goals.goal.Amount;
import dev.steadfast.goals.progress.Measurement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandingTest {
  private static final Spread DEVIATION = new Spread(Amount.of(6), null);
  private static final Spread PERCENTILES =
      new Spread(
          null,
          List.of(
              new Spread.Percentile(10.0, Amount.of(60)),
              new Spread.Percentile(50.0, Amount.of(80)),
              new Spread.Percentile(90.0, Amount.of(90))));

  private static String judged(double lower, double upper, Figures figures) {
    Measurement measured =
        new Measurement((lower + upper) / 2, Optional.of(new Interval(lower, upper)), 100);
    return Judgement.of(Optional.of(measured), 30, figures.benchmark()).code();
  }

  @Test
  void aVerdictNeedsTheWholeInterval() {
    Figures figure = Figures.satisfaction();

    assertThat(judged(81, 90, figure)).isEqualTo("above");
    assertThat(judged(60, 79, figure)).isEqualTo("below");
    assertThat(judged(79, 90, figure)).isEqualTo("cannot-tell");
  }

  @Test
  void aRangeHasAnInside() {
    Figures range = Figures.satisfaction().of(null, 70.0, 79.0, null);
    Figures atLeast = Figures.satisfaction().of(null, 80.0, null, null);

    assertThat(judged(71, 78, range)).isEqualTo("within");
    assertThat(judged(80, 85, range)).isEqualTo("above");
    assertThat(judged(60, 69, range)).isEqualTo("below");
    assertThat(judged(69, 75, range)).isEqualTo("cannot-tell");
    assertThat(judged(82, 99, atLeast)).isEqualTo("within");
    assertThat(judged(70, 79, atLeast)).isEqualTo("below");
  }

  @Test
  void tooFewObservationsOrNoneGiveNoVerdict() {
    Benchmark figure = Figures.satisfaction().benchmark();
    Measurement few = new Measurement(99, Optional.of(new Interval(98, 100)), 29);

    assertThat(Judgement.of(Optional.of(few), 30, figure).code()).isEqualTo("cannot-tell");
    assertThat(Judgement.of(Optional.empty(), 30, figure).code()).isEqualTo("cannot-tell");
  }

  /** The standard normal distribution, from its printed table. */
  @ParameterizedTest
  @CsvSource({"80, 50", "86, 84.134", "74, 15.866", "91.76, 97.5", "68.24, 2.5"})
  void aStandardDeviationPlacesByTheNormalDistribution(double value, double percentile) {
    Position position =
        Position.of(value, Figures.satisfaction().of(80.0, null, null, DEVIATION).benchmark())
            .orElseThrow();

    assertThat(position.atLeast()).isCloseTo(percentile, within(0.01));
    assertThat(position.distribution()).isEqualTo(Position.Distribution.NORMAL);
  }

  @ParameterizedTest
  @CsvSource({"50, 0, 10", "60, 10, 10", "70, 30, 30", "80, 50, 50", "85, 70, 70", "95, 90, 100"})
  void publishedPercentilesPlaceWithoutADistribution(double value, double atLeast, double atMost) {
    Position position =
        Position.of(value, Figures.satisfaction().of(80.0, null, null, PERCENTILES).benchmark())
            .orElseThrow();

    assertThat(position).isEqualTo(new Position(atLeast, atMost, Position.Distribution.NONE));
  }

  @Test
  void withoutASpreadThereIsNoPosition() {
    assertThat(Position.of(80, Figures.satisfaction().benchmark())).isEmpty();
  }
}
