package dev.steadfast.core.statistics;

import java.util.ArrayList;
import java.util.List;

/**
 * Ordinary least squares by modified Gram-Schmidt, orthogonalised twice (Giraud, Langou and
 * Rozložník 2005). A column that depends on those before it is left out with coefficient 0, so that
 * a constant control or a season that is not seen never breaks a fit.
 */
public final class LeastSquares {
  private static final double DEPENDENT = 1e-9;

  private final List<double[]> basis = new ArrayList<>();
  private final List<double[]> triangle = new ArrayList<>();
  private final List<Integer> kept = new ArrayList<>();
  private final double[] residuals;
  private final double[] coefficients;
  private final double residualSquares;

  private LeastSquares(List<double[]> columns, double[] target) {
    for (int j = 0; j < columns.size(); j++) {
      add(columns.get(j), j);
    }
    residuals = target.clone();
    double[] projections = project(residuals);
    residualSquares = dot(residuals, residuals);
    coefficients = new double[columns.size()];
    for (int j = kept.size() - 1; j >= 0; j--) {
      double sum = projections[j];
      for (int k = j + 1; k < kept.size(); k++) {
        sum -= triangle.get(k)[j] * coefficients[kept.get(k)];
      }
      coefficients[kept.get(j)] = sum / triangle.get(j)[j];
    }
  }

  /**
   * The fit of the target by the columns.
   *
   * @param columns each as long as the target
   */
  public static LeastSquares fit(List<double[]> columns, double[] target) {
    for (double[] column : columns) {
      if (column.length != target.length) {
        throw new IllegalArgumentException(
            "a column of " + column.length + " for a target of " + target.length);
      }
    }
    return new LeastSquares(columns, target);
  }

  /** One for each column; 0 for a column left out. */
  public double[] coefficients() {
    return coefficients.clone();
  }

  /** Target minus fit. */
  public double[] residuals() {
    return residuals.clone();
  }

  public double residualSumOfSquares() {
    return residualSquares;
  }

  /** How many columns are independent. */
  public int rank() {
    return kept.size();
  }

  /** Orthonormal vectors that span the columns, one for each independent column. */
  public List<double[]> orthonormalBasis() {
    return List.copyOf(basis);
  }

  /** The fit at a row of the design. */
  public double predict(double[] row) {
    return dot(row, coefficients);
  }

  /** {@code x' (X'X)^-1 x}: the variance of the fit at that row, in units of the noise variance. */
  public double varianceFactor(double[] row) {
    double[] solved = new double[kept.size()];
    double sum = 0;
    for (int j = 0; j < solved.length; j++) {
      double value = row[kept.get(j)];
      double[] above = triangle.get(j);
      for (int k = 0; k < j; k++) {
        value -= above[k] * solved[k];
      }
      solved[j] = value / above[j];
      sum += solved[j] * solved[j];
    }
    return sum;
  }

  private void add(double[] column, int index) {
    double[] rest = column.clone();
    double before = Math.sqrt(dot(rest, rest));
    double[] first = project(rest);
    double[] second = project(rest);
    double after = Math.sqrt(dot(rest, rest));
    if (!(after > DEPENDENT * before)) {
      return;
    }
    double[] entries = new double[basis.size() + 1];
    for (int j = 0; j < basis.size(); j++) {
      entries[j] = first[j] + second[j];
    }
    entries[basis.size()] = after;
    for (int i = 0; i < rest.length; i++) {
      rest[i] /= after;
    }
    basis.add(rest);
    triangle.add(entries);
    kept.add(index);
  }

  private double[] project(double[] vector) {
    double[] projections = new double[basis.size()];
    for (int j = 0; j < projections.length; j++) {
      double[] direction = basis.get(j);
      double along = dot(direction, vector);
      projections[j] = along;
      for (int i = 0; i < vector.length; i++) {
        vector[i] -= along * direction[i];
      }
    }
    return projections;
  }

  private static double dot(double[] left, double[] right) {
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      sum += left[i] * right[i];
    }
    return sum;
  }
}
