package dev.steadfast.core.forecast;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Forecasts a series by an ensemble of models weighted by their errors from rolling origins. */
public final class Forecaster {
  /** Fewer values than these allow no forecast. */
  public static final int LEAST_VALUES = 8;

  static final int PATHS = 1000;

  private Forecaster() {}

  /**
   * The next steps after the last of the series. The same series gives the same forecast, to the
   * bit.
   *
   * @param horizon steps, at least 1
   * @return a forecast, or {@link CannotTell} for fewer than eight values
   * @throws IllegalArgumentException if the horizon is below 1
   */
  public static Outlook forecast(Series series, int horizon) {
    if (horizon < 1) {
      throw new IllegalArgumentException("a horizon is 1 step or more: " + horizon);
    }
    int n = series.observed();
    if (n < LEAST_VALUES) {
      return new CannotTell(
          "A forecast needs at least " + LEAST_VALUES + " values; there are " + n + ".");
    }
    return forecast(series, History.of(series), horizon);
  }

  private static Forecast forecast(Series series, History history, int horizon) {
    int gap = series.length() - history.first() - history.length();
    Ensemble ensemble = Ensemble.of(history, gap + horizon);
    SplittableRandom random = new SplittableRandom(series.seed() + horizon);
    Spread spread = new Spread(history, ensemble.pattern(), random);
    double[][] deviations = spread.deviations(PATHS, gap + horizon, ensemble.errors());
    Scale scale = history.scale();
    double[] median = new double[horizon];
    double[][] paths = new double[PATHS][horizon];
    for (int h = 0; h < horizon; h++) {
      double centre = ensemble.steps()[gap + h];
      double middle = centre + spread.middle(history.length() + gap + h);
      median[h] = clampContinuous(series.domain(), scale.from(middle));
      for (int i = 0; i < PATHS; i++) {
        paths[i][h] = series.domain().clamp(scale.from(centre + deviations[i][gap + h]));
      }
    }
    return new Forecast(
        median, paths, ensemble.models(), decomposition(series, history, ensemble, spread, gap));
  }

  private static double clampContinuous(Domain domain, double value) {
    return domain == Domain.COUNT ? Math.max(0, value) : domain.clamp(value);
  }

  private static Decomposition decomposition(
      Series series, History history, Ensemble ensemble, Spread spread, int gap) {
    Scale scale = history.scale();
    int n = history.length();
    double level = ensemble.steps()[gap] - ensemble.pattern()[n + gap];
    double trend = 0;
    if (ensemble.steps().length > gap + 1) {
      double next = ensemble.steps()[gap + 1] - ensemble.pattern()[n + gap + 1];
      trend = scale.from(next) - scale.from(level);
    }
    int[] seasons = history.seasons();
    double[] season = new double[seasons.length == 0 ? 0 : seasons[0]];
    if (season.length > 0) {
      double[] pattern = History.pattern(history.values(), n, seasons, 1, n + gap + season.length);
      for (int k = 0; k < season.length; k++) {
        season[k] = scale.from(level + pattern[n + gap + k]) - scale.from(level);
      }
    }
    double noise = spread.noise();
    double sd = (scale.from(level + noise) - scale.from(level - noise)) / 2;
    List<LevelShift> shifts = new ArrayList<>();
    for (LevelShift shift : history.shifts()) {
      double size = scale.from(level) - scale.from(level - shift.size());
      shifts.add(new LevelShift(history.first() + shift.index(), size));
    }
    int observed = series.observed();
    return new Decomposition(
        scale.from(level), trend, season, sd, shifts, series.length() - observed, observed);
  }
}
