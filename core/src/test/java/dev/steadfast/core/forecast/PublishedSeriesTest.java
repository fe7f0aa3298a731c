package dev.steadfast.core.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The bars are the errors of naive forecasts that are published beside the data. */
class PublishedSeriesTest {
  private record Split(double[] train, double[] test) {
    static Split last(double[] all, int steps) {
      int n = all.length - steps;
      return new Split(Arrays.copyOf(all, n), Arrays.copyOfRange(all, n, all.length));
    }

    Errors errors(Domain domain, int... seasons) {
      Forecast forecast = forecast(train, test.length, domain, seasons);
      return Errors.of(forecast.median(), test, train, seasons[0]);
    }

    Errors seasonalNaive(int season) {
      double[] repeated = new double[test.length];
      for (int h = 0; h < test.length; h++) {
        repeated[h] = train[train.length - season + h % season];
      }
      return Errors.of(repeated, test, train, season);
    }
  }

  private static Forecast forecast(double[] train, int horizon, Domain domain, int... seasons) {
    return (Forecast) Forecaster.forecast(new Series(train, domain, seasons), horizon);
  }

  @Test
  void aYearOfAirPassengersIsNearerThanTheSeasonalNaive() throws IOException {
    Errors errors = Split.last(SharedData.airPassengers(), 12).errors(Domain.NON_NEGATIVE, 12);

    assertThat(errors.mae()).isLessThan(47.833333);
    assertThat(errors.rmse()).isLessThan(50.708316);
    assertThat(errors.smape()).isLessThan(10.571808);
    assertThat(errors.mase()).isLessThan(1.570881);
  }

  @Test
  void twoYearsOfAirPassengersAreNearerThanTheSeasonalNaive() throws IOException {
    Errors errors = Split.last(SharedData.airPassengers(), 24).errors(Domain.NON_NEGATIVE, 12);

    assertThat(errors.mae()).isLessThan(71.25);
    assertThat(errors.rmse()).isLessThan(76.994589);
    assertThat(errors.smape()).isLessThan(17.012625);
    assertThat(errors.mase()).isLessThan(2.493519);
  }

  @Test
  void anArticlesDailyViewsWithGapsAndTwoSeasonsAreNearerThanTheSeasonalNaive() throws IOException {
    // Given: the last 56 rows are the last 56 days, none of them missing
    Split split = Split.last(SharedData.peytonManning(), 56);

    // When
    Errors errors = split.errors(Domain.REAL, 7, 365);

    // Then
    assertThat(errors.mae()).isLessThan(0.464523);
    assertThat(errors.rmse()).isLessThan(0.784335);
    assertThat(errors.smape()).isLessThan(5.340110);
    assertThat(errors.mase()).isLessThan(1.237228);
  }

  /** Half for half: two weeks from the two before them. */
  @Test
  void twoWeeksOfABanksCallsFromTwoWeeksAreNearerThanTheSeasonalNaive() throws IOException {
    Split split = Split.last(SharedData.bankCallsPerDay(), 14);

    Errors errors = split.errors(Domain.COUNT, 7);

    Errors naive = split.seasonalNaive(7);
    assertThat(errors.mae()).isLessThan(naive.mae());
    assertThat(errors.rmse()).isLessThan(naive.rmse());
    assertThat(errors.smape()).isLessThan(naive.smape());
  }

  /**
   * Every tenth of the weekly series. On all of them Damped, the best of the published simple
   * methods, has 0.968 of the sMAPE and 0.866 of the MASE of the naive forecast.
   */
  @Test
  void everyTenthWeeklySeriesOfM4IsNearerThanDampedUsuallyIs() throws IOException {
    List<double[]> train = SharedData.m4Train();
    List<double[]> test = SharedData.m4Test();
    double smape = 0;
    double mase = 0;
    double naiveSmape = 0;
    double naiveMase = 0;
    int inside = 0;
    int steps = 0;
    for (int i = 0; i < train.size(); i += 10) {
      double[] actual = test.get(i);
      Forecast forecast = forecast(train.get(i), actual.length, Domain.NON_NEGATIVE, 52);
      Errors ours = Errors.of(forecast.median(), actual, train.get(i), 1);
      double[] last = new double[actual.length];
      Arrays.fill(last, train.get(i)[train.get(i).length - 1]);
      Errors naive = Errors.of(last, actual, train.get(i), 1);
      smape += ours.smape();
      mase += ours.mase();
      naiveSmape += naive.smape();
      naiveMase += naive.mase();
      Band band = forecast.interval(95);
      for (int h = 0; h < actual.length; h++) {
        inside += band.lower()[h] <= actual[h] && actual[h] <= band.upper()[h] ? 1 : 0;
        steps++;
      }
    }

    assertThat(smape / naiveSmape).isLessThan(8.866 / 9.161);
    assertThat(mase / naiveMase).isLessThan(2.404 / 2.777);
    assertThat(100.0 * inside / steps).isBetween(91.0, 99.0);
  }
}
