package dev.steadfast.core.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReliabilityTest {
  @Test
  void statementsFallIntoTheTenthOfTheirOdds() {
    Reliability reliability =
        Reliability.of(
            List.of(
                new Statement(0.72, true),
                new Statement(0.78, false),
                new Statement(1, true),
                new Statement(0, false)));

    Reliability.Decile eighth = reliability.deciles().get(7);
    assertThat(eighth.n()).isEqualTo(2);
    assertThat(eighth.stated()).isCloseTo(0.75, within(1e-12));
    assertThat(eighth.happened()).isEqualTo(0.5);
    assertThat(eighth.points()).isCloseTo(-25, within(1e-9));
    assertThat(reliability.deciles().get(9).n()).isEqualTo(1);
    assertThat(reliability.deciles().getFirst().n()).isEqualTo(1);
    assertThat(reliability.n()).isEqualTo(4);
    assertThat(reliability.brier()).isCloseTo((0.0784 + 0.6084) / 4, within(1e-12));
  }

  @Test
  void aTenthWithoutStatementsHasNoFrequency() {
    Reliability none = Reliability.of(List.of());

    assertThat(none.deciles()).hasSize(10);
    assertThat(none.deciles().get(3).happened()).isNaN();
    assertThat(none.deciles().get(3).n()).isZero();
    assertThat(none.brier()).isNaN();
  }
}
