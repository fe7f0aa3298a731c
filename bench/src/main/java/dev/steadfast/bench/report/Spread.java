package dev.steadfast.bench.report;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;

/** The median of some rounds, with the lowest and the highest. */
public record Spread(double median, double lowest, double highest, int rounds) {

  /**
   * Of at least one value.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Spread of(double... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("no rounds");
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    double median = (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    return new Spread(median, sorted[0], sorted[n - 1], n);
  }

  public static Spread of(Collection<Double> values) {
    return of(values.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** As text with that format for each number, such as {@code 1,204 (1,150 – 1,260)}. */
  public String text(String format) {
    return String.format(
        Locale.ROOT, format + " (" + format + " – " + format + ")", median, lowest, highest);
  }
}
