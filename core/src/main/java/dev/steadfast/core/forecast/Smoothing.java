package dev.steadfast.core.forecast;

/**
 * Exponential smoothing with additive season and damped additive trend, ETS(A,Ad,A) of Hyndman,
 * Koehler, Ord and Snyder (2008), in error-correction form; a missing value has no error. Fitted by
 * least squares of the one-step errors.
 *
 * @param alpha gain of the level
 * @param beta gain of the trend as a part of alpha
 * @param phi damping; 1 is an undamped trend
 * @param gamma gain of the season as a part of {@code 1 − alpha}
 */
record Smoothing(double alpha, double beta, double phi, double gamma) {
  private static final double[] ALPHAS = {0.02, 0.08, 0.2, 0.4, 0.65, 0.95};
  private static final double[] BETAS = {0.005, 0.05, 0.2, 0.6};
  private static final double[] PHIS = {0.8, 0.92, 0.98, 0.998};
  private static final int LONGEST_FIT = 800;
  private static final int ROUNDS = 3;

  /** Simple smoothing, fitted. */
  static Smoothing level(double[] values, boolean[] observed, int n) {
    Smoothing best = new Smoothing(0.5, 0, 0, 0);
    double bestError = Double.POSITIVE_INFINITY;
    for (double alpha : ALPHAS) {
      Smoothing tried = new Smoothing(alpha, 0, 0, 0);
      double error = tried.error(values, observed, n, NO_SEASON);
      if (error < bestError) {
        bestError = error;
        best = tried;
      }
    }
    return best.refined(values, observed, n, NO_SEASON, bestError);
  }

  /**
   * With damped trend, and an evolving season of as many steps as the pattern has; fitted.
   *
   * @param pattern of one cycle from step 0; one zero where there is none
   */
  static Smoothing damped(double[] values, boolean[] observed, int n, double[] pattern) {
    Smoothing best = new Smoothing(0.5, 0.1, 0.9, 0);
    double bestError = Double.POSITIVE_INFINITY;
    double gamma = pattern.length > 1 ? 0.05 : 0;
    for (double alpha : ALPHAS) {
      for (double beta : BETAS) {
        for (double phi : PHIS) {
          Smoothing tried = new Smoothing(alpha, beta, phi, gamma);
          double error = tried.error(values, observed, n, pattern);
          if (error < bestError) {
            bestError = error;
            best = tried;
          }
        }
      }
    }
    return best.refined(values, observed, n, pattern, bestError);
  }

  static final double[] NO_SEASON = {0};

  private Smoothing refined(
      double[] values, boolean[] observed, int n, double[] pattern, double error) {
    Smoothing best = this;
    double bestError = error;
    double step = 1;
    for (int round = 0; round < ROUNDS; round++) {
      for (int parameter = 0; parameter < 4; parameter++) {
        for (int sign = -1; sign <= 1; sign += 2) {
          Smoothing tried = best.moved(parameter, sign * step);
          if (!tried.equals(best)) {
            double triedError = tried.error(values, observed, n, pattern);
            if (triedError < bestError) {
              bestError = triedError;
              best = tried;
            }
          }
        }
      }
      step /= 2;
    }
    return best;
  }

  private Smoothing moved(int parameter, double by) {
    return switch (parameter) {
      case 0 -> new Smoothing(moved(alpha, by, 0.005, 0.999), beta, phi, gamma);
      case 1 -> beta == 0 ? this : new Smoothing(alpha, moved(beta, by, 0.001, 0.9), phi, gamma);
      case 2 -> beta == 0 ? this : new Smoothing(alpha, beta, moved(phi, by, 0.7, 0.999), gamma);
      default -> gamma == 0 ? this : new Smoothing(alpha, beta, phi, moved(gamma, by, 0.001, 0.6));
    };
  }

  private static double moved(double value, double by, double least, double most) {
    double odds = value / (1 - value) * Math.exp(by * 0.8);
    return Math.clamp(odds / (1 + odds), least, most);
  }

  private double error(double[] values, boolean[] observed, int n, double[] pattern) {
    return new State(this, values, observed, Math.max(0, n - LONGEST_FIT), n, pattern).error;
  }

  /** The steps after {@code n}. */
  double[] forecast(double[] values, boolean[] observed, int n, double[] pattern, int horizon) {
    State state = new State(this, values, observed, 0, n, pattern);
    double[] forecast = new double[horizon];
    double level = state.level;
    double trend = state.trend;
    for (int h = 0; h < horizon; h++) {
      trend *= phi;
      level += trend;
      forecast[h] = level + state.season[(n + h) % pattern.length];
    }
    return forecast;
  }

  /** Level, trend and season after the last step. */
  private static final class State {
    private double level;
    private double trend;
    private final double[] season;
    private double error;

    State(Smoothing by, double[] values, boolean[] observed, int from, int to, double[] pattern) {
      season = pattern.clone();
      int m = season.length;
      start(values, from, to, m);
      double squares = 0;
      double alpha = by.alpha;
      double beta = by.beta * alpha;
      double gamma = by.gamma * (1 - alpha);
      double phi = by.phi;
      int phase = from % m;
      for (int t = from; t < to; t++) {
        double carried = phi * trend;
        double e = observed[t] ? values[t] - level - carried - season[phase] : 0;
        level += carried + alpha * e;
        trend = carried + beta * e;
        season[phase] += gamma * e;
        squares += e * e;
        phase = phase + 1 == m ? 0 : phase + 1;
      }
      error = squares;
    }

    private void start(double[] values, int from, int to, int m) {
      int n = Math.min(to - from, Math.max(8, m));
      double sum = 0;
      for (int t = from; t < from + n; t++) {
        sum += values[t] - season[t % m];
      }
      level = sum / n;
      trend = 0;
    }
  }
}
