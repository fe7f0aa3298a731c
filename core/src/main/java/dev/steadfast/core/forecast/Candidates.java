package dev.steadfast.core.forecast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The models of the ensemble on one treatment of the seasons, fitted once to the whole history and
 * then able to forecast from any of its steps.
 */
final class Candidates {
  private static final int LONGEST_EVOLVING = 31;
  private static final int RECENT_CYCLES = 6;

  private final History history;
  private final int used;
  private final int evolving;
  private final Smoothing level;
  private final Smoothing damped;
  private final Smoothing seasonal;
  private final List<String> names;

  /**
   * @param used how many of the seasons, the shortest first, are removed
   */
  Candidates(History history, int used) {
    this.history = history;
    this.used = used;
    double[] values = history.values();
    int n = values.length;
    int[] seasons = history.seasons();
    boolean hasEvolving = used > 0 && seasons[0] <= LONGEST_EVOLVING;
    evolving = hasEvolving ? seasons[0] : 1;
    double[] pattern = History.pattern(values, n, seasons, used, n);
    double[] adjusted = History.minus(values, pattern);
    level = Smoothing.level(adjusted, history.observed(), n);
    damped = Smoothing.damped(adjusted, history.observed(), n, Smoothing.NO_SEASON);
    if (hasEvolving) {
      double[] fixed = withoutShort(pattern, values, n, n);
      seasonal =
          Smoothing.damped(
              History.minus(values, fixed), history.observed(), n, shortPattern(values, n));
    } else {
      seasonal = damped;
    }
    names = named(hasEvolving);
  }

  private List<String> named(boolean hasEvolving) {
    String with = used == 0 ? "" : used == 1 ? " on a season" : " on two seasons";
    List<String> all = new ArrayList<>();
    all.add("exponential smoothing" + with);
    all.add("damped trend" + with);
    all.add("Theta" + with);
    all.add("last value" + with);
    if (used > 0) {
      all.add("seasonal naive" + with);
    }
    if (hasEvolving) {
      all.add("damped trend and evolving season" + with);
      all.add("median of recent cycles" + with);
    }
    return List.copyOf(all);
  }

  List<String> names() {
    return names;
  }

  /**
   * Weights before any error is known: the smoothing family, Theta and the family of naive models
   * count alike, and the members of a family share.
   */
  double[] priors() {
    double smoothing = evolving > 1 ? 1 / 3.0 : 1 / 2.0;
    double naive = evolving > 1 ? 1 / 3.0 : used > 0 ? 1 / 2.0 : 1;
    double[] all = {smoothing, smoothing, 1, naive, naive, smoothing, naive};
    return Arrays.copyOf(all, names.size());
  }

  /** The pattern of the removed seasons as known at {@code n}, to step {@code to}. */
  double[] pattern(int n, int to) {
    return History.pattern(history.values(), n, history.seasons(), used, to);
  }

  /** One forecast a model, of the steps after {@code n}, in the order of the names. */
  double[][] forecasts(int n, int horizon) {
    double[] values = history.values();
    boolean[] observed = history.observed();
    double[] pattern = pattern(n, n + horizon);
    double[] adjusted = new double[n];
    for (int t = 0; t < n; t++) {
      adjusted[t] = values[t] - pattern[t];
    }
    double[][] all = new double[names.size()][];
    double[] flat = level.forecast(adjusted, observed, n, Smoothing.NO_SEASON, horizon);
    all[0] = flat;
    all[1] = damped.forecast(adjusted, observed, n, Smoothing.NO_SEASON, horizon);
    all[2] = Theta.of(adjusted, n, level.alpha()).forecast(flat[0], n, horizon);
    all[3] = new double[horizon];
    Arrays.fill(all[3], adjusted[n - 1]);
    for (int model = 0; model < 4; model++) {
      for (int h = 0; h < horizon; h++) {
        all[model][h] += pattern[n + h];
      }
    }
    if (used > 0) {
      all[4] = seasonalNaive(values, n, horizon);
    }
    if (evolving > 1) {
      all[5] = evolving(pattern, n, horizon);
      all[6] = recentCycles(pattern, n, horizon);
    }
    return all;
  }

  private double[] seasonalNaive(double[] values, int n, int horizon) {
    int m = Math.min(n, history.seasons()[used - 1] == 365 ? 364 : history.seasons()[used - 1]);
    double[] forecast = new double[horizon];
    for (int h = 0; h < horizon; h++) {
      forecast[h] = values[n - m + h % m];
    }
    return forecast;
  }

  private double[] recentCycles(double[] pattern, int n, int horizon) {
    double[] values = history.values();
    double[] fixed = withoutShort(pattern, values, n, n + horizon);
    double[] middle = new double[evolving];
    for (int phase = 0; phase < evolving; phase++) {
      double[] recent = new double[RECENT_CYCLES];
      int count = 0;
      for (int t = n - evolving + phase; t >= 0 && count < RECENT_CYCLES; t -= evolving) {
        recent[count++] = values[t] - fixed[t];
      }
      middle[phase] = Robust.median(recent, 0, count);
    }
    double[] forecast = new double[horizon];
    for (int h = 0; h < horizon; h++) {
      forecast[h] = middle[h % evolving] + fixed[n + h];
    }
    return forecast;
  }

  private double[] evolving(double[] pattern, int n, int horizon) {
    double[] values = history.values();
    double[] fixed = withoutShort(pattern, values, n, n + horizon);
    double[] rest = new double[n];
    for (int t = 0; t < n; t++) {
      rest[t] = values[t] - fixed[t];
    }
    double[] forecast =
        seasonal.forecast(rest, history.observed(), n, shortPattern(values, n), horizon);
    for (int h = 0; h < horizon; h++) {
      forecast[h] += fixed[n + h];
    }
    return forecast;
  }

  private double[] withoutShort(double[] pattern, double[] values, int n, int to) {
    double[] shorter = History.pattern(values, n, history.seasons(), 1, to);
    double[] fixed = new double[to];
    for (int t = 0; t < to; t++) {
      fixed[t] = pattern[t] - shorter[t];
    }
    return fixed;
  }

  private double[] shortPattern(double[] values, int n) {
    double[] pattern = History.pattern(values, n, history.seasons(), 1, Math.max(n, evolving));
    return Arrays.copyOf(pattern, evolving);
  }
}
