package dev.steadfast.core.effect;

import dev.steadfast.core.statistics.FirstOrderNoise;
import dev.steadfast.core.statistics.LeastSquares;
import java.util.ArrayList;
import java.util.List;

/**
 * A regression of the days before on a design, in AR(1) noise: generalised least squares with a
 * correlation estimated from the residuals of an ordinary fit and corrected for small samples.
 */
final class Baseline {
  private final Panel panel;
  private final Shape shape;
  private final FirstOrderNoise noise;
  private final LeastSquares fit;
  private final double variance;
  private final double excess;
  private final double freedom;
  private final double logEvidence;
  private final int last;
  private final double lastResidual;

  private static final int LAGS = 10;

  /** How the level may move besides season and controls. */
  enum Shape {
    LEVEL(1),
    TREND(2),
    BROKEN_TREND(3);

    final int smooth;

    Shape(int smooth) {
      this.smooth = smooth;
    }
  }

  private Baseline(Panel panel, int[] days, Shape shape) {
    this.panel = panel;
    this.shape = shape;
    double[] target = panel.values(days);
    List<double[]> columns = panel.columns(days, shape);
    LeastSquares ordinary = LeastSquares.fit(columns, target);
    noise = FirstOrderNoise.ofResiduals(days, ordinary.residuals(), shape.smooth, panel.season());
    List<double[]> white = new ArrayList<>();
    for (double[] column : columns) {
      white.add(noise.whiten(days, column));
    }
    fit = LeastSquares.fit(white, noise.whiten(days, target));
    int left = Math.max(1, days.length - fit.rank());
    variance = fit.residualSumOfSquares() / left;
    excess = excess(fit.residuals(), shape.smooth, panel.season());
    freedom = noise.freedom(left, days.length);
    last = days[days.length - 1];
    logEvidence = logEvidence(days, target);
    lastResidual = panel.value(last) - fit.predict(panel.row(last, shape));
  }

  static Baseline of(Panel panel, int[] days, Shape shape) {
    return new Baseline(panel, days, shape);
  }

  double freedom() {
    return freedom;
  }

  /** Of the fit: half the Bayesian information criterion, negated (Schwarz 1978). */
  double logEvidence() {
    return logEvidence;
  }

  private double logEvidence(int[] days, double[] target) {
    double least = Double.MIN_NORMAL;
    for (double value : target) {
      least += 1e-24 * value * value;
    }
    int n = days.length;
    double sum = n * Math.log(Math.max(least, fit.residualSumOfSquares()) / n);
    for (int i = 1; i < n; i++) {
      double kept = noise.correlation(days[i] - days[i - 1]);
      sum += Math.log1p(-kept * kept);
    }
    return -(sum + fit.rank() * Math.log(n)) / 2;
  }

  double rho() {
    return noise.rho();
  }

  /** Of one day around its expectation. */
  double variance() {
    return variance;
  }

  double[] coefficients() {
    return fit.coefficients();
  }

  /** The last column of the design over its standard error. */
  double lastRatio() {
    double[] coefficients = fit.coefficients();
    double[] unit = new double[coefficients.length];
    unit[unit.length - 1] = 1;
    double spread = variance * fit.varianceFactor(unit);
    return spread > 0 ? coefficients[unit.length - 1] / Math.sqrt(spread) : 0;
  }

  /** The fit at a day before the end of the baseline. */
  Uncertain fitted(int day) {
    double[] row = panel.row(day, shape);
    double spread = variance * (1 + fit.varianceFactor(row));
    return new Uncertain(fit.predict(row) + panel.matched()[day], spread, freedom);
  }

  /**
   * A weighted sum of gaps between value and prediction over days after the baseline: the best
   * linear prediction carries the last residual forward (Goldberger 1962); the variance holds the
   * noise of those days and that of the coefficients.
   */
  Uncertain gap(int[] days, double[] weights) {
    double value = 0;
    double[] combined = new double[fit.coefficients().length];
    double[] lastRow = panel.row(last, shape);
    double carried = 0;
    for (int i = 0; i < days.length; i++) {
      double kept = noise.correlation(days[i] - last);
      double[] row = panel.row(days[i], shape);
      value += weights[i] * (panel.value(days[i]) - fit.predict(row) - kept * lastResidual);
      carried += weights[i] * kept;
      for (int j = 0; j < row.length; j++) {
        combined[j] += weights[i] * (row[j] - kept * lastRow[j]);
      }
    }
    double spread = -carried * carried;
    double[] correlations = correlations(days);
    for (int i = 0; i < days.length; i++) {
      double inner = weights[i];
      for (int j = 0; j < i; j++) {
        inner += 2 * weights[j] * correlations[days[i] - days[j]];
      }
      spread += weights[i] * inner;
    }
    double factor = Math.max(0, spread) + fit.varianceFactor(combined);
    return new Uncertain(value, variance * excess * factor, freedom);
  }

  /**
   * How much more a long mean of the whitened residuals varies than that of independent ones; at
   * least 1. Noise that is AR(1) has none; a control that follows the values only in part leaves
   * some. The sum of autocorrelations over up to ten days with Bartlett's weights (Newey and West
   * 1987), after prewhitening (Andrews and Monahan 1992), with what the fit took away put back.
   */
  static double excess(double[] white, int smooth, int season) {
    int lags = Math.min(LAGS, white.length / 6);
    double squares = 0;
    for (double value : white) {
      squares += value * value;
    }
    double sum = 1;
    for (int lag = 1; lag <= lags && squares > 0; lag++) {
      double products = 0;
      for (int i = lag; i < white.length; i++) {
        products += white[i] * white[i - lag];
      }
      double taken = smooth + (season > 1 ? (lag % season == 0 ? season - 1 : -1) : 0);
      sum += 2 * (1 - lag / (lags + 1.0)) * (products / squares + taken / white.length);
    }
    return Math.max(1, sum);
  }

  private double[] correlations(int[] days) {
    double[] correlations = new double[days[days.length - 1] - days[0] + 1];
    correlations[0] = 1;
    for (int lag = 1; lag < correlations.length; lag++) {
      correlations[lag] = correlations[lag - 1] * noise.rho();
    }
    return correlations;
  }
}
