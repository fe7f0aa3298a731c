package dev.steadfast.core.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ForecasterTest {
  private final SplittableRandom random = new SplittableRandom(20261121);

  private static Forecast forecast(Series series, int horizon) {
    return (Forecast) Forecaster.forecast(series, horizon);
  }

  private static Series days(int n, Domain domain, IntToDoubleFunction value) {
    return new Series(IntStream.range(0, n).mapToDouble(value).toArray(), domain, 7, 365);
  }

  private double noise(double sd) {
    return sd * random.nextGaussian();
  }

  @Test
  void theSameSeriesGivesTheSameForecastToTheBit() {
    Series series = days(200, Domain.REAL, t -> 50 + 5 * (t % 7) + noise(4));

    Forecast once = forecast(series, 30);
    Forecast again = forecast(new Series(series.values(), Domain.REAL, 7, 365), 30);

    assertThat(again.paths()).isDeepEqualTo(once.paths());
    assertThat(again.median()).containsExactly(once.median());
  }

  @Test
  void aWeeklyPatternIsCarriedOn() {
    Series series = days(140, Domain.COUNT, t -> t % 7 >= 5 ? 20 : 100);

    double[] median = forecast(series, 14).median();

    for (int h = 0; h < 14; h++) {
      assertThat(median[h]).isCloseTo((140 + h) % 7 >= 5 ? 20 : 100, within(2.0));
    }
  }

  @Test
  void missingDaysAreNotZeros() {
    Series series =
        days(120, Domain.COUNT, t -> t % 5 == 2 ? Double.NaN : Math.rint(100 + noise(3)));

    Forecast forecast = forecast(series, 10);

    assertThat(Arrays.stream(forecast.mean()))
        .allSatisfy(mean -> assertThat(mean).isBetween(95.0, 105.0));
    assertThat(forecast.history().missing()).isEqualTo(24);
    assertThat(forecast.history().n()).isEqualTo(96);
  }

  @Test
  void aGapAtTheEndKeepsTheWeekdayOfWhatComes() {
    Series series = days(144, Domain.COUNT, t -> t >= 140 ? Double.NaN : t % 7 >= 5 ? 20 : 100);

    double[] median = forecast(series, 7).median();

    for (int h = 0; h < 7; h++) {
      assertThat(median[h]).isCloseTo((144 + h) % 7 >= 5 ? 20 : 100, within(3.0));
    }
  }

  @Test
  void aSingleWildDayMovesTheForecastLittle() {
    double[] values = IntStream.range(0, 100).mapToDouble(t -> 100 + noise(2)).toArray();
    values[97] = 5_000;

    double[] median = forecast(new Series(values, Domain.NON_NEGATIVE, 7), 7).median();

    assertThat(Arrays.stream(median)).allSatisfy(value -> assertThat(value).isBetween(90.0, 110.0));
  }

  @Test
  void aLevelShiftIsFoundAndTheForecastStartsFromTheNewLevel() {
    Series series = days(200, Domain.REAL, t -> (t < 140 ? 100 : 160) + noise(5));

    Forecast forecast = forecast(series, 14);

    assertThat(forecast.history().shifts()).hasSize(1);
    assertThat(forecast.history().shifts().getFirst().index()).isBetween(138, 142);
    assertThat(forecast.history().shifts().getFirst().size()).isCloseTo(60, within(6.0));
    assertThat(Arrays.stream(forecast.median()))
        .allSatisfy(value -> assertThat(value).isBetween(150.0, 170.0));
  }

  @Test
  void aTrendGoesOn() {
    Series series = days(200, Domain.REAL, t -> t + noise(1));

    double[] median = forecast(series, 10).median();

    assertThat(median[9]).isCloseTo(209, within(4.0));
  }

  @Test
  void aConstantSeriesStaysWhatItIs() {
    Forecast forecast = forecast(days(60, Domain.REAL, t -> 42), 30);

    assertThat(Arrays.stream(forecast.median()))
        .allSatisfy(value -> assertThat(value).isEqualTo(42, within(0.01)));
    assertThat(forecast.interval(95).upper()[29]).isCloseTo(42, within(0.1));
  }

  @Test
  void nothingButZerosStaysZero() {
    assertThat(forecast(days(60, Domain.COUNT, t -> 0), 30).mean()).containsOnly(0);
  }

  @Test
  void tooFewValuesGiveAReasonInsteadOfAForecast() {
    Series allMissing = days(60, Domain.REAL, t -> Double.NaN);
    Series single = days(1, Domain.REAL, t -> 5);
    Series none = days(0, Domain.REAL, t -> 5);

    assertThat(Forecaster.forecast(allMissing, 5))
        .isEqualTo(new CannotTell("A forecast needs at least 8 values; there are 0."));
    assertThat(Forecaster.forecast(single, 5))
        .isEqualTo(new CannotTell("A forecast needs at least 8 values; there are 1."));
    assertThat(Forecaster.forecast(none, 5)).isInstanceOf(CannotTell.class);
  }

  @Test
  void hugeValuesStayFinite() {
    Series series = days(100, Domain.REAL, t -> 1e149 * (1 + noise(0.1)));

    Forecast forecast = forecast(series, 20);

    assertThat(Arrays.stream(forecast.mean())).allSatisfy(value -> assertThat(value).isFinite());
    assertThat(Arrays.stream(forecast.interval(95).upper()))
        .allSatisfy(value -> assertThat(value).isFinite());
  }

  @Test
  void aLongHorizonOfAGrowingSeriesStaysFiniteAndOrdered() {
    Series series = days(80, Domain.NON_NEGATIVE, t -> Math.exp(t / 8.0) * (1.2 + noise(0.1)));

    Forecast forecast = forecast(series, 365);

    Band band = forecast.interval(80);
    for (int h = 0; h < 365; h++) {
      assertThat(band.lower()[h]).isBetween(0.0, band.upper()[h]);
      assertThat(band.upper()[h]).isFinite();
    }
  }

  @Test
  void oneStepIsEnough() {
    assertThat(forecast(days(8, Domain.REAL, t -> t), 1).mean()).hasSize(1);
  }

  @Test
  void percentagesStayBetweenNothingAndAll() {
    Series series = days(100, Domain.PERCENT, t -> Math.min(100, 97 + noise(4)));

    double[][] paths = forecast(series, 60).paths();

    assertThat(Arrays.stream(paths).flatMapToDouble(Arrays::stream))
        .allSatisfy(value -> assertThat(value).isBetween(0.0, 100.0));
  }

  @Test
  void countsAreWholeAndNeverNegative() {
    Series series = days(100, Domain.COUNT, t -> Math.max(0, Math.rint(1 + noise(1.5))));

    double[][] paths = forecast(series, 60).paths();

    assertThat(Arrays.stream(paths).flatMapToDouble(Arrays::stream))
        .allSatisfy(value -> assertThat(value).isNotNegative().isEqualTo(Math.rint(value)));
  }

  @Test
  void theWeightsOfTheModelsSumToOne() {
    Forecast forecast = forecast(days(150, Domain.REAL, t -> 9 + t % 7 + noise(1)), 5);

    assertThat(forecast.models().stream().mapToDouble(ModelWeight::weight).sum())
        .isCloseTo(1, within(1e-9));
  }

  @Test
  void noisierHistoriesGiveWiderIntervals() {
    Band calm = forecast(days(150, Domain.REAL, t -> 100 + noise(2)), 5).interval(80);
    Band wild = forecast(days(150, Domain.REAL, t -> 100 + noise(20)), 5).interval(80);

    assertThat(wild.upper()[4] - wild.lower()[4])
        .isGreaterThan(4 * (calm.upper()[4] - calm.lower()[4]));
  }

  @Test
  void nonsenseIsRefused() {
    Series series = days(20, Domain.REAL, t -> t);

    assertThatThrownBy(() -> Forecaster.forecast(series, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> forecast(series, 1).interval(100))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> days(3, Domain.REAL, t -> Double.POSITIVE_INFINITY))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> days(3, Domain.COUNT, t -> -1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> days(3, Domain.PERCENT, t -> 101))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Series(new double[3], Domain.REAL, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Series(new double[3], Domain.REAL, 12, 7))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
