package dev.steadfast.goals.benchmark;

import dev.steadfast.core.measure.Interval;
import dev.steadfast.goals.progress.Measurement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a measured value compares with a figure, by its whole interval. */
sealed interface Judgement {
  /** The whole interval is above the figure, or the upper end of its range. */
  record Above() implements Judgement {}

  /** The whole interval is below the figure, or the lower end of its range. */
  record Below() implements Judgement {}

  /** The whole interval is within the range. */
  record Within() implements Judgement {}

  /** There is no saying. */
  record CannotTell(String reason) implements Judgement {}

  /** The name in documents. */
  default String code() {
    return switch (this) {
      case Above above -> "above";
      case Below below -> "below";
      case Within within -> "within";
      case CannotTell cannotTell -> "cannot-tell";
    };
  }

  /** Judges a value that is comparable with the figure. */
  static Judgement of(Optional<Measurement> measured, int minimumSample, Benchmark benchmark) {
    if (measured.isEmpty()) {
      return new CannotTell("nothing was measured");
    }
    long n = measured.get().n();
    if (n < minimumSample) {
      return new CannotTell(n + " of at least " + minimumSample + " observations");
    }
    if (measured.get().interval().isEmpty()) {
      return new CannotTell(n + " observations are too few for an interval");
    }
    return of(measured.get().interval().get(), benchmark);
  }

  private static Judgement of(Interval interval, Benchmark benchmark) {
    boolean isRange = benchmark.value() == null;
    double lowest = or(isRange ? benchmark.from() : benchmark.value(), Double.NEGATIVE_INFINITY);
    double highest = or(isRange ? benchmark.to() : benchmark.value(), Double.POSITIVE_INFINITY);
    if (interval.lower() > highest) {
      return new Above();
    }
    if (interval.upper() < lowest) {
      return new Below();
    }
    return interval.lower() >= lowest && interval.upper() <= highest
        ? new Within()
        : new CannotTell("the interval contains the figure");
  }

  private static double or(@Nullable Double value, double otherwise) {
    return value == null ? otherwise : value;
  }
}
