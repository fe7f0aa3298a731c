package dev.steadfast.bench.workload;

/** The parts of one metric's cells, summed over all days of the whole tenant. */
public record Totals(long count, long sum, long numerator, long denominator) {
  static final Totals NONE = new Totals(0, 0, 0, 0);

  Totals happening() {
    return new Totals(count + 1, sum + 1, numerator, denominator);
  }

  Totals value(long value) {
    return new Totals(count + 1, sum + value, numerator, denominator);
  }

  Totals member(boolean isIn) {
    return new Totals(count + 1, sum, numerator + (isIn ? 1 : 0), denominator + 1);
  }
}
