package dev.steadfast.core.forecast;

import dev.steadfast.core.measure.Histogram;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A quantile or the mean over a window, by block bootstrap of daily histograms. A day to come takes
 * the histogram of a past day of the same weekday, moved on the logarithmic scale from the level of
 * its time to the level that is simulated for the day to come.
 */
final class HistogramWindow {
  private static final int PATHS = 500;

  private final List<? extends @Nullable Histogram> days;
  private final double p;
  private final Window window;

  /**
   * @param p 0 to 1; negative for the mean
   */
  HistogramWindow(List<? extends @Nullable Histogram> days, double p, Window window) {
    this.days = days;
    this.p = p;
    this.window = window;
  }

  WindowOutlook outlook() {
    int n = days.size();
    Histogram observed = new Histogram();
    int there = 0;
    for (int t = 0; t < n; t++) {
      Histogram day = days.get(t);
      if (day != null && !day.isEmpty()) {
        there++;
        if (t >= window.from() && t < window.to()) {
          observed.add(day);
        }
      }
    }
    int horizon = window.horizon(n);
    if (horizon == 0) {
      return observed.isEmpty()
          ? Window.nothing()
          : Outcomes.of(new double[] {exact(observed)}, Domain.NON_NEGATIVE);
    }
    return there < Window.LEAST_DAYS ? Window.tooThin(there) : simulated(observed, horizon);
  }

  private double exact(Histogram observed) {
    return p < 0 ? LogBins.of(observed).mean() : observed.quantile(p);
  }

  private Outcomes simulated(Histogram observed, int horizon) {
    int n = days.size();
    LogBins[] bins = new LogBins[n];
    boolean[] present = new boolean[n];
    double[] locations = new double[n];
    double[] variances = new double[n];
    Seed seed = new Seed().add(window.from()).add(window.to()).add(Double.doubleToLongBits(p));
    for (int t = 0; t < n; t++) {
      Histogram day = days.get(t);
      bins[t] = LogBins.of(day == null ? new Histogram() : day);
      present[t] = !bins[t].isEmpty();
      locations[t] = present[t] ? bins[t].location() : Double.NaN;
      seed.add(day == null ? 0 : day.hashCode());
    }
    equalise(variances, bins, present);
    DailyLevel level = new DailyLevel(locations, variances, horizon);
    double[] along = level.along();
    SplittableRandom random = new SplittableRandom(seed.value());
    double[][] paths = level.simulate(PATHS, horizon, random);
    Donors donors = new Donors(present, random);
    LogBins.Sum sum = new LogBins.Sum(LogBins.of(observed));
    double[] outcomes = new double[PATHS];
    for (int i = 0; i < PATHS; i++) {
      int[] drawn = donors.draw(horizon);
      sum.restart();
      for (int h = window.firstToCome(n); h < horizon; h++) {
        if (drawn[h] >= 0) {
          sum.add(bins[drawn[h]], paths[i][h] - along[drawn[h]]);
        }
      }
      if (sum.isEmpty()) {
        sum.add(bins[lastPresent(present)], 0);
      }
      outcomes[i] = p < 0 ? sum.mean() : sum.quantile(p);
    }
    return Outcomes.of(outcomes, Domain.NON_NEGATIVE);
  }

  /** Half of a typical day's noise is taken as its own, half as sampling that falls with n. */
  private static void equalise(double[] variances, LogBins[] bins, boolean[] present) {
    double logs = 0;
    int there = 0;
    for (int t = 0; t < bins.length; t++) {
      logs += present[t] ? Math.log(bins[t].count()) : 0;
      there += present[t] ? 1 : 0;
    }
    double typical = Math.exp(logs / there);
    for (int t = 0; t < bins.length; t++) {
      variances[t] = present[t] ? 0.5 + 0.5 * typical / bins[t].count() : 1;
    }
  }

  private static int lastPresent(boolean[] present) {
    int last = present.length - 1;
    while (!present[last]) {
      last--;
    }
    return last;
  }
}
