package dev.steadfast.core.change;

import dev.steadfast.core.statistics.FirstOrderNoise;
import dev.steadfast.core.statistics.LeastSquares;
import java.util.List;

/**
 * What one more step, or a pair of steps, at each possible day would explain: generalised
 * likelihood ratios against level, season and the steps already found, in whitened noise.
 */
final class StepScan {
  /** Days that a level must last, at least, to be one. */
  static final int SHORTEST = 5;

  private final ObservedDays days;
  private final List<Integer> steps;
  private final double[] explained;
  private final double[] length;
  private final double[][] along;
  private final double[] steady;
  private final double[] first;
  private final double[] tails;
  private final LeastSquares base;
  private final FirstOrderNoise noise;

  private StepScan(ObservedDays days, List<Integer> steps, FirstOrderNoise noise) {
    this.days = days;
    this.steps = steps;
    this.noise = noise;
    int n = days.count();
    base = days.fit(steps, noise);
    steady = new double[n];
    first = new double[n];
    for (int i = 0; i < n; i++) {
      double kept = i == 0 ? 0 : noise.correlation(days.times()[i] - days.times()[i - 1]);
      double scale = 1 / Math.sqrt(1 - kept * kept);
      first[i] = scale;
      steady[i] = (1 - kept) * scale;
    }
    tails = new double[n + 1];
    for (int i = n - 1; i >= 0; i--) {
      tails[i] = tails[i + 1] + steady[i] * steady[i];
    }
    explained = stepProducts(base.residuals());
    List<double[]> basis = base.orthonormalBasis();
    along = new double[n][basis.size()];
    length = new double[n];
    for (int k = 0; k < n; k++) {
      length[k] = first[k] * first[k] + tails[k + 1];
    }
    for (int j = 0; j < basis.size(); j++) {
      double[] products = stepProducts(basis.get(j));
      for (int k = 0; k < n; k++) {
        along[k][j] = products[k];
        length[k] -= products[k] * products[k];
      }
    }
  }

  static StepScan of(ObservedDays days, List<Integer> steps, FirstOrderNoise noise) {
    return new StepScan(days, steps, noise);
  }

  /** The inner product of a whitened vector with the whitened step at each day. */
  private double[] stepProducts(double[] vector) {
    double[] products = new double[vector.length];
    double after = 0;
    for (int k = vector.length - 1; k >= 0; k--) {
      products[k] = first[k] * vector[k] + after;
      after += steady[k] * vector[k];
    }
    return products;
  }

  /**
   * One step, or a pair, and how far it stands out.
   *
   * @param start position of the step among the observed days; -1 where none is possible
   * @param end of a pair, the step back; -1 of a single step
   * @param height squared distance over its variance, on the scale of a known variance
   */
  record Candidate(int start, int end, double height) {}

  private boolean allowed(int step) {
    if (step < SHORTEST || step > days.count() - SHORTEST) {
      return false;
    }
    for (int known : steps) {
      if (Math.abs(step - known) < SHORTEST) {
        return false;
      }
    }
    return true;
  }

  double gain(int step) {
    return length[step] > 1e-9 ? explained[step] * explained[step] / length[step] : 0;
  }

  /** The step that explains most; at -1 with nothing explained where none is possible. */
  Candidate best() {
    return bestFrom(0, days.count());
  }

  private Candidate bestFrom(int from, int to) {
    int best = -1;
    double most = 0;
    for (int k = from; k < to; k++) {
      if (allowed(k) && gain(k) > most) {
        best = k;
        most = gain(k);
      }
    }
    return candidate(best, -1, most, 1);
  }

  /** A step at this position. */
  Candidate at(int step) {
    return candidate(step, -1, gain(step), 1);
  }

  /** The best step between the neighbours of the given one. */
  Candidate bestBetween(int step, List<Integer> others) {
    int from = 0;
    int to = days.count();
    for (int other : others) {
      if (other < step) {
        from = Math.max(from, other);
      } else {
        to = Math.min(to, other);
      }
    }
    return bestFrom(from, to);
  }

  /** The step up and back down, or down and back up, that explains most. */
  Candidate bestPair() {
    int start = -1;
    int end = -1;
    double most = 0;
    for (int k = 0; k < days.count(); k++) {
      if (!allowed(k)) {
        continue;
      }
      for (int l = k + SHORTEST; l < days.count() && allowed(l); l++) {
        double gain = pairGain(k, l);
        if (gain > most) {
          most = gain;
          start = k;
          end = l;
        }
      }
    }
    return candidate(start, end, most, 2);
  }

  private double pairGain(int k, int l) {
    double cross = first[l] * steady[l] + tails[l + 1];
    for (int j = 0; j < along[k].length; j++) {
      cross -= along[k][j] * along[l][j];
    }
    double determinant = length[k] * length[l] - cross * cross;
    if (!(determinant > 1e-9 * length[k] * length[l])) {
      return 0;
    }
    double x = explained[k];
    double y = explained[l];
    return (x * x * length[l] - 2 * x * y * cross + y * y * length[k]) / determinant;
  }

  /**
   * Half the uncertainty of rho counts: it moves the variance of a short span less than that of a
   * long mean, and with this half the share of false alarms was the promised one in simulation.
   */
  private Candidate candidate(int start, int end, double gain, int count) {
    double freedom = Math.max(1, days.count() - base.rank() - count);
    double variance = (base.residualSumOfSquares() - gain) / freedom;
    double ratio = variance > 0 ? gain / variance : 0;
    return new Candidate(
        start, end, Chance.knownVariance(ratio, noise.freedom(freedom, 2 * days.count())));
  }
}
