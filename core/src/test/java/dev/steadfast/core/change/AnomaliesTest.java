package dev.steadfast.core.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnomaliesTest {
  @ParameterizedTest
  @CsvSource({"0, 0.05", "0, 0.01", "0, 0.001", "0.3, 0.01"})
  void ordinaryDaysAreCalledOutAtTheRateAskedFor(double rho, double rate) {
    // Given
    SplittableRandom random = new SplittableRandom(4_321);
    int series = 200;
    int days = 364;

    // When
    int alarms = 0;
    for (int i = 0; i < series; i++) {
      alarms += Anomalies.find(DailySeries.quiet(random, days, rho).values(), 7, rate).size();
    }

    // Then
    double share = (double) alarms / (series * days);
    System.out.printf("rho %.1f, asked for %.3f: %.4f of ordinary days%n", rho, rate, share);
    assertThat(share).isBetween(0.7 * rate, 1.4 * rate);
  }

  @Test
  void aWildDayIsFoundAgainstItsOwnWeekday() {
    // Given six standard deviations on day 100
    double[] quiet = DailySeries.quiet(new SplittableRandom(21), 180, 0).values();
    double[] values = new DailySeries(quiet).with(100, quiet[100] + 6).values();

    // When
    List<Anomaly> anomalies = Anomalies.find(values, 7, 0.001);

    // Then
    assertThat(anomalies).extracting(Anomaly::index).containsExactly(100);
    Anomaly anomaly = anomalies.getFirst();
    assertThat(anomaly.value()).isEqualTo(values[100]);
    assertThat(anomaly.value()).isGreaterThan(anomaly.upper());
    assertThat(anomaly.expected()).isCloseTo(quiet[100], within(3.0));
    assertThat(anomaly.score()).isBetween(3.3, 9.0);
  }

  @Test
  void theFirstDaysAfterALevelShiftAreNotAnomalies() {
    double[] values =
        DailySeries.quiet(new SplittableRandom(22), 180, 0).shiftedFrom(120, 8).values();

    assertThat(Anomalies.find(values, 7, 0.0001)).isEmpty();
  }

  @Test
  void aMissingDayIsNoAnomaly() {
    double[] values =
        DailySeries.quiet(new SplittableRandom(23), 180, 0).with(50, Double.NaN).values();

    assertThat(Anomalies.find(values, 7, 0.01)).extracting(Anomaly::index).doesNotContain(50);
  }

  @Test
  void tooFewDaysOrNoVariationGiveNone() {
    assertThat(Anomalies.find(new double[] {1, 1, 1, 50, 1}, 1, 0.01)).isEmpty();
    assertThat(Anomalies.find(new double[100], 7, 0.01)).isEmpty();
  }

  @Test
  void aRateOutsideZeroToOneIsRefused() {
    assertThatThrownBy(() -> Anomalies.find(new double[100], 7, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Anomalies.find(new double[100], 7, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
