package dev.steadfast.core.forecast;

import dev.steadfast.core.measure.Quantiles;
import java.util.Arrays;
import java.util.List;

/**
 * The steps to come, as simulated paths around a combination of models. All values are in the unit
 * of the series and within its domain.
 */
public final class Forecast implements Outlook {
  private final double[] median;
  private final double[][] paths;
  private final List<ModelWeight> models;
  private final Decomposition history;
  private final double[][] sorted;

  Forecast(double[] median, double[][] paths, List<ModelWeight> models, Decomposition history) {
    this.median = median;
    this.paths = paths;
    this.models = List.copyOf(models);
    this.history = history;
    sorted = new double[median.length][];
  }

  /** How many steps are forecast. */
  public int horizon() {
    return median.length;
  }

  /** The mean of each step. */
  public double[] mean() {
    double[] mean = new double[median.length];
    for (double[] path : paths) {
      for (int h = 0; h < mean.length; h++) {
        mean[h] += path[h] / paths.length;
      }
    }
    return mean;
  }

  /** The middle of each step: as likely above as below. */
  public double[] median() {
    return median.clone();
  }

  /**
   * The central interval of each step.
   *
   * @param level in percent, above 0 and below 100
   * @throws IllegalArgumentException if the level is no such number
   */
  public Band interval(double level) {
    if (!(level > 0 && level < 100)) {
      throw new IllegalArgumentException("a level is between 0 and 100 percent: " + level);
    }
    double[] lower = new double[median.length];
    double[] upper = new double[median.length];
    double tail = (1 - level / 100) / 2;
    for (int h = 0; h < median.length; h++) {
      lower[h] = Quantiles.type7(sorted(h), tail);
      upper[h] = Quantiles.type7(sorted(h), 1 - tail);
    }
    return new Band(lower, upper);
  }

  /** The models with their weights, heaviest first. */
  public List<ModelWeight> models() {
    return models;
  }

  /** Equally likely courses, by path and step. */
  public double[][] paths() {
    double[][] copies = new double[paths.length][];
    for (int i = 0; i < paths.length; i++) {
      copies[i] = paths[i].clone();
    }
    return copies;
  }

  /** What the history consists of. */
  public Decomposition history() {
    return history;
  }

  /** The paths themselves, for readers that do not change them. */
  double[][] ownPaths() {
    return paths;
  }

  private double[] sorted(int step) {
    if (sorted[step] == null) {
      double[] values = new double[paths.length];
      for (int i = 0; i < paths.length; i++) {
        values[i] = paths[i][step];
      }
      Arrays.sort(values);
      sorted[step] = values;
    }
    return sorted[step];
  }
}
