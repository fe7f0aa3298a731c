package dev.steadfast.goals.benchmark;

import dev.steadfast.goals.goal.Amount;
import java.util.List;
import java.util.Optional;
import org.hipparchus.special.Erf;
import org.jspecify.annotations.Nullable;

/**
 * Where a value stands among those that a benchmark was taken of: the percentage of them that have
 * less, from 0 to 100.
 *
 * @param atLeast the percentage, or its lower end
 * @param atMost the percentage, or its upper end
 * @param distribution what was assumed
 */
record Position(double atLeast, double atMost, Distribution distribution) {

  /** What is assumed of those between which there is no figure. */
  enum Distribution {
    /** {@code 100 · Φ((x − value) / sd)}. */
    NORMAL,
    /** None; a straight line between two published percentiles. */
    NONE
  }

  /** Where the value stands; empty where no spread is known, or no value that it is around. */
  static Optional<Position> of(double value, Benchmark benchmark) {
    Spread spread = benchmark.spread();
    if (spread == null) {
      return Optional.empty();
    }
    Amount deviation = spread.standardDeviation();
    if (deviation != null && benchmark.value() != null) {
      double z = (value - benchmark.value()) / deviation.value();
      double below = 50 * Erf.erfc(-z / Math.sqrt(2));
      return Optional.of(new Position(below, below, Distribution.NORMAL));
    }
    List<Spread.@Nullable Percentile> percentiles = spread.percentiles();
    return percentiles == null ? Optional.empty() : Optional.of(among(value, percentiles));
  }

  private static Position among(double value, List<Spread.@Nullable Percentile> percentiles) {
    double percentBefore = 0;
    double valueBefore = Double.NEGATIVE_INFINITY;
    for (Spread.Percentile each : percentiles) {
      if (each == null || each.percent() == null || each.value() == null) {
        continue;
      }
      double at = each.value().value();
      if (value < at) {
        if (Double.isInfinite(valueBefore)) {
          return new Position(0, each.percent(), Distribution.NONE);
        }
        double share = (value - valueBefore) / (at - valueBefore);
        double percent = percentBefore + share * (each.percent() - percentBefore);
        return new Position(percent, percent, Distribution.NONE);
      }
      percentBefore = each.percent();
      valueBefore = at;
    }
    return value == valueBefore
        ? new Position(percentBefore, percentBefore, Distribution.NONE)
        : new Position(percentBefore, 100, Distribution.NONE);
  }
}
