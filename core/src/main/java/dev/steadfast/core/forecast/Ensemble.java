package dev.steadfast.core.forecast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The combination of all candidates, weighted by their absolute errors from rolling origins within
 * the history.
 *
 * @param steps the combined forecast on the history's scale
 * @param models with their weights, heaviest first
 * @param pattern of the seasons in the heavier treatment, from step 0 to the end of the forecast
 * @param errors of the combination by origin and step
 */
record Ensemble(double[] steps, List<ModelWeight> models, double[] pattern, double[][] errors) {
  private static final int ORIGINS = 8;
  private static final int SHORT_SEASON = 31;

  /** Origins that stand at the same time of earlier years. */
  private static final int ALIGNED = 3;

  static Ensemble of(History history, int horizon) {
    List<Candidates> treatments = treatments(history);
    int n = history.length();
    int[] seasons = history.seasons();
    int cycle = seasons.length > 0 && seasons[0] <= SHORT_SEASON ? seasons[0] : 1;
    int checked = Math.min(horizon, Math.max(n / 4, Math.min(cycle, n / 3)));
    int[] origins =
        origins(n, checked, cycle, seasons.length == 0 ? 0 : seasons[seasons.length - 1]);
    double[][][][] rolled = new double[origins.length][treatments.size()][][];
    double[][] absolute = new double[treatments.size()][];
    for (int i = 0; i < treatments.size(); i++) {
      absolute[i] = new double[treatments.get(i).names().size()];
      for (int o = 0; o < origins.length; o++) {
        rolled[o][i] = treatments.get(i).forecasts(origins[o], checked);
        add(absolute[i], rolled[o][i], history, origins[o]);
      }
    }
    double[][] weights =
        Weights.of(
            absolute,
            treatments.stream().map(Candidates::priors).toList(),
            origins.length * checked);
    double[] steps = new double[horizon];
    for (int i = 0; i < treatments.size(); i++) {
      combine(steps, treatments.get(i).forecasts(n, horizon), weights[i]);
    }
    int heavier = 0;
    for (int i = 1; i < weights.length; i++) {
      heavier = sum(weights[i]) > sum(weights[heavier]) ? i : heavier;
    }
    return new Ensemble(
        steps,
        named(treatments, weights),
        treatments.get(heavier).pattern(n, n + horizon),
        errors(history, origins, checked, rolled, weights));
  }

  private static List<Candidates> treatments(History history) {
    int[] seasons = history.seasons();
    int all = seasons.length;
    List<Candidates> treatments = new ArrayList<>();
    treatments.add(new Candidates(history, all));
    if (all > 0 && (all > 1 || seasons[0] > SHORT_SEASON)) {
      treatments.add(new Candidates(history, all - 1));
    }
    return treatments;
  }

  /**
   * Origins at even distances in the later half of the history, at most a horizon apart; where
   * there is a long season, some of them where the forecast stands, whole seasons ago.
   */
  private static int[] origins(int n, int checked, int cycle, int longest) {
    int last = n - checked;
    int first = Math.min(last, Math.max(Math.max(n / 2, 6), 2 * cycle));
    int step = Math.clamp((last - first) / (ORIGINS - 1), 1, Math.max(1, checked));
    int count = Math.min(ORIGINS, (last - first) / step + 1);
    int[] origins = new int[count];
    for (int k = 0; k < count; k++) {
      origins[k] = last - k * step;
    }
    int yearsFrom = Math.max(n / 3, 2 * longest + longest / 12);
    for (int k = 1; k <= Math.min(ALIGNED, count - 1) && longest > SHORT_SEASON; k++) {
      if (n - k * longest > yearsFrom) {
        origins[count - k] = Math.min(last, n - k * longest);
      }
    }
    return origins;
  }

  private static void add(double[] absolute, double[][] forecasts, History history, int origin) {
    for (int model = 0; model < forecasts.length; model++) {
      for (int h = 0; h < forecasts[model].length; h++) {
        if (history.observed()[origin + h]) {
          absolute[model] += Math.abs(history.raw()[origin + h] - forecasts[model][h]);
        }
      }
    }
  }

  private static void combine(double[] into, double[][] forecasts, double[] weights) {
    for (int model = 0; model < weights.length; model++) {
      if (weights[model] > 0) {
        for (int h = 0; h < into.length; h++) {
          into[h] += weights[model] * forecasts[model][h];
        }
      }
    }
  }

  private static double[][] errors(
      History history, int[] origins, int checked, double[][][][] rolled, double[][] weights) {
    double[][] errors = new double[origins.length][];
    for (int o = 0; o < origins.length; o++) {
      double[] combined = new double[checked];
      for (int i = 0; i < weights.length; i++) {
        combine(combined, rolled[o][i], weights[i]);
      }
      for (int h = 0; h < checked; h++) {
        boolean isThere = history.observed()[origins[o] + h];
        combined[h] = isThere ? history.raw()[origins[o] + h] - combined[h] : Double.NaN;
      }
      errors[o] = combined;
    }
    return errors;
  }

  private static List<ModelWeight> named(List<Candidates> treatments, double[][] weights) {
    List<ModelWeight> models = new ArrayList<>();
    for (int i = 0; i < weights.length; i++) {
      for (int model = 0; model < weights[i].length; model++) {
        if (weights[i][model] > 0) {
          models.add(new ModelWeight(treatments.get(i).names().get(model), weights[i][model]));
        }
      }
    }
    models.sort((a, b) -> Double.compare(b.weight(), a.weight()));
    return models;
  }

  private static double sum(double[] values) {
    return Arrays.stream(values).sum();
  }
}
