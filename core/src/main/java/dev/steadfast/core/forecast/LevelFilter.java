package dev.steadfast.core.forecast;

/**
 * The Kalman filter of {@link LevelModel} for one set of variance ratios: level, damped slope and
 * autoregressive disturbance, with the variance of the noise as unit and estimated at the end
 * (Harvey 1989, §3.4).
 */
final class LevelFilter {
  /** What is left of a slope after a step. */
  static final double DAMPING = 0.98;

  private static final double LEAST_VARIANCE = 1e-12;

  private final double q;
  private final double qSlope;
  private final double rho;
  private final double qDisturbance;

  private double level;
  private double slope;
  private double disturbance;
  private double pLevel;
  private double pLevelSlope;
  private double pLevelDisturbance;
  private double pSlope;
  private double pSlopeDisturbance;
  private double pDisturbance;
  private double gain;
  private double logs;
  private double squares;
  private int n;

  /**
   * One set of variances after the last step.
   *
   * @param q variance of a step of the level
   * @param qSlope variance of a step of the slope
   * @param noise variance of what is neither level nor slope
   * @param gain of the level in the long run
   */
  record Point(
      double logLikelihood,
      double level,
      double slope,
      double levelVariance,
      double covariance,
      double slopeVariance,
      double q,
      double qSlope,
      double noise,
      double gain) {}

  /**
   * @param q variance of a step of the level, by that of the noise
   * @param slopes how freely the slope moves; 0 for no slope
   * @param rho autoregression of the disturbance, below 1
   * @param qDisturbance variance of its steps, by that of the noise
   */
  LevelFilter(double q, double slopes, double rho, double qDisturbance) {
    this.q = q;
    this.rho = rho;
    this.qDisturbance = qDisturbance;
    qSlope = slopes * slopes * 1e-4 * (0.01 + q);
  }

  /** Runs over the values from {@code from} on, the first of which sets the level. */
  Point run(double[] values, boolean[] observed, double[] noise, int from) {
    level = values[from];
    pSlope = qSlope / (1 - DAMPING * DAMPING);
    pDisturbance = qDisturbance / (1 - rho * rho);
    pLevel = noise[from] + q + pDisturbance;
    for (int t = from + 1; t < values.length; t++) {
      predict();
      if (observed[t]) {
        update(values[t], noise[t]);
      }
    }
    double unit = n > 0 ? Math.max(squares / n, LEAST_VARIANCE) : LEAST_VARIANCE;
    return new Point(
        -0.5 * (logs + n * Math.log(unit)),
        level,
        slope,
        pLevel * unit,
        pLevelSlope * unit,
        pSlope * unit,
        q * unit,
        qSlope * unit,
        (1 + qDisturbance / (1 - rho * rho)) * unit,
        gain);
  }

  private void predict() {
    level += slope;
    slope *= DAMPING;
    disturbance *= rho;
    pLevel += 2 * pLevelSlope + pSlope + q;
    pLevelSlope = DAMPING * (pLevelSlope + pSlope);
    pLevelDisturbance = rho * (pLevelDisturbance + pSlopeDisturbance);
    pSlope = DAMPING * DAMPING * pSlope + qSlope;
    pSlopeDisturbance *= DAMPING * rho;
    pDisturbance = rho * rho * pDisturbance + qDisturbance;
  }

  private void update(double value, double noise) {
    double f = pLevel + 2 * pLevelDisturbance + pDisturbance + noise;
    double scaled = (value - level - disturbance) / f;
    double toLevel = pLevel + pLevelDisturbance;
    double toSlope = pLevelSlope + pSlopeDisturbance;
    double toDisturbance = pLevelDisturbance + pDisturbance;
    gain = toLevel / f;
    level += toLevel * scaled;
    slope += toSlope * scaled;
    disturbance += toDisturbance * scaled;
    pLevel -= toLevel * toLevel / f;
    pLevelSlope -= toLevel * toSlope / f;
    pLevelDisturbance -= toLevel * toDisturbance / f;
    pSlope -= toSlope * toSlope / f;
    pSlopeDisturbance -= toSlope * toDisturbance / f;
    pDisturbance -= toDisturbance * toDisturbance / f;
    logs += Math.log(f);
    squares += f * scaled * scaled;
    n++;
  }
}
