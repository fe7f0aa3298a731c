package dev.steadfast.metrics.driver;

import dev.steadfast.core.measure.Cell;
import dev.steadfast.core.measure.Measured;

/**
 * What one value of a dimension has of a whole. An observation that belongs to several values
 * counts for each in equal parts, so that all portions sum to the whole.
 *
 * @param n how many observations have the value, each as a whole
 */
record Portion(long n, double count, double sum, double numerator, double denominator) {
  static final Portion NOTHING = new Portion(0, 0, 0, 0, 0);

  static Portion of(Measured whole) {
    Cell cell = whole.cell();
    return new Portion(
        cell.count(), cell.count(), whole.sum(), cell.numerator(), cell.denominator());
  }

  Portion plus(Portion other) {
    return new Portion(
        n + other.n,
        count + other.count,
        sum + other.sum,
        numerator + other.numerator,
        denominator + other.denominator);
  }

  Portion minus(Portion other) {
    return new Portion(
        n - other.n,
        count - other.count,
        sum - other.sum,
        numerator - other.numerator,
        denominator - other.denominator);
  }

  /** One of so many equal parts, for each of which the observations have the value. */
  Portion dividedBy(int parts) {
    return new Portion(n, count / parts, sum / parts, numerator / parts, denominator / parts);
  }
}
