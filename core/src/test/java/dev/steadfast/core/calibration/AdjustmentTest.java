package dev.steadfast.core.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AdjustmentTest {
  /** Intervals from −1 to 1 at 80 %, with values 0.02, 0.04 … times {@code width}. */
  private static List<List<PastInterval>> past(int n, double width) {
    return IntStream.rangeClosed(1, n)
        .mapToObj(i -> List.of(new PastInterval(80, -1, 1, width * i / n)))
        .toList();
  }

  @Test
  void tooNarrowIntervalsWidenTheSpread() {
    // 50 values up to 2: 25 held; rank ⌈51 × 0.8⌉ = 41 is at 41/50 × 2
    Adjustment adjustment = Adjustment.of(past(50, 2));

    assertThat(adjustment.factor()).isEqualTo(1.64);
    assertThat(adjustment.coverage()).isEqualTo(50);
    assertThat(adjustment.sentence())
        .isEqualTo(
            "Of 50 past outcomes the 80 % intervals held 50 %: too narrow, so the spread is widened"
                + " by the factor 1.64.");
  }

  @Test
  void tooWideIntervalsNarrowTheSpread() {
    // 50 values up to 0.75: all held; rank 41 is at 41/50 × 0.75
    Adjustment adjustment = Adjustment.of(past(50, 0.75));

    assertThat(adjustment.factor()).isEqualTo(0.615);
    assertThat(adjustment.sentence()).contains("too wide", "0.6");
  }

  @Test
  void aCoverageThatChanceExplainsChangesNothing() {
    Adjustment adjustment = Adjustment.of(past(50, 1.2));

    assertThat(adjustment.factor()).isEqualTo(1);
    assertThat(adjustment.sentence())
        .isEqualTo("Of 50 past outcomes the 80 % intervals held 82 %; the spread stays as it is.");
  }

  @Test
  void aThinRecordChangesNothing() {
    assertThat(Adjustment.of(past(19, 5)).factor()).isEqualTo(1);
    assertThat(Adjustment.of(past(19, 5)).sentence()).contains("too few to judge");
    assertThat(Adjustment.of(List.of()).factor()).isEqualTo(1);
  }

  @Test
  void manyForecastsOfOneOutcomeAreOnePieceOfEvidence() {
    // Thirteen weekly forecasts of each of ten goals, all of which missed
    List<PastInterval> weekly = Collections.nCopies(13, new PastInterval(80, -1, 1, 2));

    Adjustment adjustment = Adjustment.of(Collections.nCopies(10, weekly));

    assertThat(adjustment.n()).isEqualTo(10);
    assertThat(adjustment.factor()).isEqualTo(1);
    assertThat(adjustment.sentence()).contains("Of 10 past outcomes", "too few to judge");
  }

  @Test
  void eachOutcomeCountsOnceHoweverOftenItWasForecast() {
    // 20 outcomes that missed by one half, each forecast once, and 10 that held in all of 20
    // forecasts: 10 of 30 held, and the rank 31 x 0.8 = 24.8 is among those that missed
    List<List<PastInterval>> outcomes = new ArrayList<>();
    outcomes.addAll(
        Collections.nCopies(10, Collections.nCopies(20, new PastInterval(80, -1, 1, 0))));
    outcomes.addAll(Collections.nCopies(20, List.of(new PastInterval(80, -1, 1, 1.5))));

    Adjustment adjustment = Adjustment.of(outcomes);

    assertThat(adjustment.coverage()).isCloseTo(100.0 / 3, within(1e-9));
    assertThat(adjustment.factor()).isEqualTo(1.5);
  }

  @Test
  void theFactorHasBounds() {
    assertThat(Adjustment.of(past(50, 100)).factor()).isEqualTo(3);
    assertThat(Adjustment.of(past(50, 0.001)).factor()).isEqualTo(0.5);
  }

  @Test
  void nonsenseIsRefused() {
    assertThatThrownBy(() -> new PastInterval(80, 2, 1, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new PastInterval(100, 0, 1, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                Adjustment.of(
                    List.of(
                        List.of(new PastInterval(80, 0, 1, 0)),
                        List.of(new PastInterval(95, 0, 1, 0)))))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
