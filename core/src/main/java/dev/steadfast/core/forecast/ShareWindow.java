package dev.steadfast.core.forecast;

import java.util.SplittableRandom;

/**
 * The share over a window: the rate's logit wanders as a {@link DailyLevel}, each day to come draws
 * its denominator from a past day and its numerator binomially around the rate, with the
 * overdispersion that the history shows.
 */
final class ShareWindow {
  private static final int PATHS = 1000;
  private static final int REACH = 28;
  private static final double LEAST_RATE = 0.002;
  private static final int EXACT = 12;

  private final long[] numerators;
  private final long[] denominators;
  private final Window window;

  ShareWindow(long[] numerators, long[] denominators, Window window) {
    this.numerators = numerators;
    this.denominators = denominators;
    this.window = window;
  }

  WindowOutlook outlook() {
    int n = denominators.length;
    long numerator = 0;
    long denominator = 0;
    int there = 0;
    for (int t = 0; t < n; t++) {
      there += denominators[t] > 0 ? 1 : 0;
      if (t >= window.from() && t < window.to()) {
        numerator += numerators[t];
        denominator += denominators[t];
      }
    }
    int horizon = window.horizon(n);
    if (horizon == 0) {
      return denominator > 0
          ? Outcomes.of(new double[] {100.0 * numerator / denominator}, Domain.PERCENT)
          : Window.nothing();
    }
    return there < Window.LEAST_DAYS
        ? Window.tooThin(there)
        : simulated(numerator, denominator, horizon);
  }

  private Outcomes simulated(long numerator, long denominator, int horizon) {
    int n = denominators.length;
    double[] rates = rates();
    double[] logits = new double[n];
    double[] variances = new double[n];
    double sampling = 0;
    boolean[] present = new boolean[n];
    int there = 0;
    for (int t = 0; t < n; t++) {
      present[t] = denominators[t] > 0;
      double information = rates[t] * (1 - rates[t]);
      double rate = present[t] ? numerators[t] / (double) denominators[t] : Double.NaN;
      logits[t] = Math.log(rates[t] / (1 - rates[t])) + (rate - rates[t]) / information;
      variances[t] = present[t] ? 1 / (denominators[t] * information) : 1;
      sampling += present[t] ? Math.log(variances[t]) : 0;
      there += present[t] ? 1 : 0;
    }
    DailyLevel level = new DailyLevel(logits, variances, horizon);
    double own = Math.max(0, level.noiseVariance() - Math.exp(sampling / there));
    Seed seed = new Seed().add(numerators).add(denominators).add(window.from()).add(window.to());
    SplittableRandom random = new SplittableRandom(seed.value());
    double[][] paths = level.simulate(PATHS, horizon, random);
    Donors donors = new Donors(present, random);
    double[] outcomes = new double[PATHS];
    for (int i = 0; i < PATHS; i++) {
      outcomes[i] =
          outcome(numerator, denominator, paths[i], level, Math.sqrt(own), donors, random);
    }
    return Outcomes.of(outcomes, Domain.PERCENT);
  }

  /** The rate around each day: numerator over denominator of four weeks to either side, shrunk. */
  private double[] rates() {
    int n = denominators.length;
    double[] x = new double[n + 1];
    double[] y = new double[n + 1];
    for (int t = 0; t < n; t++) {
      x[t + 1] = x[t] + numerators[t];
      y[t + 1] = y[t] + denominators[t];
    }
    double overall = (x[n] + 0.5) / (y[n] + 1);
    double[] rates = new double[n];
    for (int t = 0; t < n; t++) {
      int from = Math.max(0, t - REACH);
      int to = Math.min(n, t + REACH + 1);
      double rate = (x[to] - x[from] + 5 * overall) / (y[to] - y[from] + 5);
      rates[t] = Math.clamp(rate, LEAST_RATE, 1 - LEAST_RATE);
    }
    return rates;
  }

  private double outcome(
      long numerator,
      long denominator,
      double[] path,
      DailyLevel level,
      double own,
      Donors donors,
      SplittableRandom random) {
    int n = denominators.length;
    int[] days = donors.draw(path.length);
    long x = numerator;
    long y = denominator;
    double last = 0;
    for (int h = window.firstToCome(n); h < path.length; h++) {
      double logit = path[h] + level.season(n + h) + own * random.nextGaussian();
      double rate = 1 / (1 + Math.exp(-logit));
      last = rate;
      if (days[h] >= 0) {
        long size = denominators[days[h]];
        x += binomial(size, rate, random);
        y += size;
      }
    }
    return y > 0 ? 100.0 * x / y : 100 * last;
  }

  /** A binomial draw: exact for few trials, by the normal approximation for many. */
  private static long binomial(long n, double p, SplittableRandom random) {
    double variance = n * p * (1 - p);
    if (n > EXACT && variance > 4) {
      double drawn = n * p + Math.sqrt(variance) * random.nextGaussian();
      return Math.clamp(Math.round(drawn), 0, n);
    }
    long hits = 0;
    if (n <= EXACT) {
      for (int i = 0; i < n; i++) {
        hits += random.nextDouble() < p ? 1 : 0;
      }
      return hits;
    }
    boolean isMany = p > 0.5;
    double rare = isMany ? 1 - p : p;
    double rest = n;
    double logMiss = Math.log1p(-rare);
    while (rare > 0) {
      rest -= Math.floor(Math.log(1 - random.nextDouble()) / logMiss) + 1;
      if (rest < 0) {
        break;
      }
      hits++;
    }
    return isMany ? n - hits : hits;
  }
}
