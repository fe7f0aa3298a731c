package dev.steadfast.core.statistics;

/**
 * Noise in which each day keeps a share of the day before: AR(1).
 *
 * @param rho the correlation of neighbouring days, between -1 and 1, ends excluded
 */
public record FirstOrderNoise(double rho) {
  private static final double MOST = 0.97;

  public FirstOrderNoise {
    if (!(Math.abs(rho) < 1)) {
      throw new IllegalArgumentException("not a stationary correlation: " + rho);
    }
  }

  /**
   * The noise in the residuals of a least-squares fit, corrected for what the fit took away.
   *
   * <p>Residuals look less correlated than the noise was: each smooth regressor (level, trend,
   * step) takes {@code (1 + rho) / n} (Kendall 1954; Marriott and Pope 1954), each harmonic at
   * frequency w of a fitted season {@code g(w) (cos w - rho) / n}, with g the spectrum of the noise
   * over its variance, and the ratio itself {@code 2 rho / n}. The equation is solved for rho.
   *
   * @param times ascending days of the residuals; a gap is a missing day
   * @param smooth how many smooth regressors were fitted, the level included
   * @param season the length of the fitted season; 1 for none
   */
  public static FirstOrderNoise ofResiduals(
      int[] times, double[] residuals, int smooth, int season) {
    double squares = 0;
    double products = 0;
    int pairs = 0;
    for (int i = 0; i < residuals.length; i++) {
      squares += residuals[i] * residuals[i];
      if (i > 0 && times[i] == times[i - 1] + 1) {
        products += residuals[i] * residuals[i - 1];
        pairs++;
      }
    }
    if (pairs < 3 || squares == 0) {
      return new FirstOrderNoise(0);
    }
    double raw = products / pairs * residuals.length / squares;
    double rho = raw;
    for (int step = 0; step < 20; step++) {
      rho = bounded(raw - bias(bounded(rho), pairs, smooth, season));
    }
    return new FirstOrderNoise(rho);
  }

  private static double bounded(double rho) {
    return Math.clamp(rho, -MOST, MOST);
  }

  private static double bias(double rho, int n, int smooth, int season) {
    double sum = smooth * (1 + rho) + 2 * rho;
    for (int k = 1; k < season; k++) {
      double cosine = Math.cos(2 * Math.PI * k / season);
      sum += (1 - rho * rho) / (1 - 2 * rho * cosine + rho * rho) * (cosine - rho);
    }
    return -sum / n;
  }

  /**
   * A column of a regression, turned so that noise in it becomes independent with the same
   * variance.
   *
   * @param times ascending days of the column; a gap is a missing day
   */
  public double[] whiten(int[] times, double[] column) {
    double[] white = new double[column.length];
    for (int i = 0; i < column.length; i++) {
      if (i == 0) {
        white[0] = column[0];
      } else {
        double kept = correlation(times[i] - times[i - 1]);
        white[i] = (column[i] - kept * column[i - 1]) / Math.sqrt(1 - kept * kept);
      }
    }
    return white;
  }

  /** The correlation of two days so far apart. */
  public double correlation(int days) {
    return days == 1 ? rho : Math.pow(rho, days);
  }

  /**
   * The degrees of freedom of the variance of a mean in this noise, once rho itself was estimated:
   * Satterthwaite's (1946), with {@code var(log((1 + rho) / (1 - rho))) = 4 / (n (1 - rho^2))}
   * added to {@code 2 / freedom}.
   *
   * @param freedom of the variance if rho were known
   * @param n values that rho was estimated from
   */
  public double freedom(double freedom, int n) {
    return 1 / (1 / freedom + 2 / (n * (1 - rho * rho)));
  }
}
