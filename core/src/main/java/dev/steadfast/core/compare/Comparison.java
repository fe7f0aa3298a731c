package dev.steadfast.core.compare;

import dev.steadfast.contracts.metric.Aggregation;
import dev.steadfast.core.measure.Interval;
import dev.steadfast.core.measure.Measured;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Two values of one metric side by side.
 *
 * @param value of the first side, empty where nothing was observed
 * @param against of the second
 * @param difference the first less the second, in the unit of the values; of shares in percentage
 *     points
 * @param interval of the difference, 95 %, if the two sides are independent of each other
 * @param perDay whether values and difference are counts a day, since the sides are not equally
 *     long
 */
public record Comparison(
    OptionalDouble value,
    OptionalDouble against,
    OptionalDouble difference,
    Optional<Interval> interval,
    Method method,
    boolean perDay,
    Verdict verdict) {

  private record Found(Method method, Optional<Interval> interval) {
    static final Found NONE = new Found(Method.NONE, Optional.empty());
  }

  /**
   * Compares.
   *
   * @param minimumSample below this many observations on either side there is no verdict
   */
  public static Comparison of(
      Side first, Side second, Aggregation aggregation, long minimumSample) {
    boolean isCount = aggregation == Aggregation.COUNT;
    boolean perDay =
        isCount && first.days() != second.days() && first.days() > 0 && second.days() > 0;
    OptionalDouble value = value(first, aggregation, perDay);
    OptionalDouble against = value(second, aggregation, perDay);
    if (value.isEmpty() || against.isEmpty()) {
      return new Comparison(
          value,
          against,
          OptionalDouble.empty(),
          Optional.empty(),
          Method.NONE,
          perDay,
          Verdict.CANNOT_TELL);
    }
    Found found = isCount ? counts(first, second, perDay) : found(first, second, aggregation);
    boolean isEnough =
        first.values().count() >= minimumSample && second.values().count() >= minimumSample;
    return new Comparison(
        value,
        against,
        OptionalDouble.of(value.getAsDouble() - against.getAsDouble()),
        found.interval(),
        found.method(),
        perDay,
        isEnough
            ? found.interval().map(Comparison::verdict).orElse(Verdict.CANNOT_TELL)
            : Verdict.CANNOT_TELL);
  }

  private static OptionalDouble value(Side side, Aggregation aggregation, boolean perDay) {
    return perDay
        ? OptionalDouble.of(side.values().count() / side.days())
        : side.values().value(aggregation);
  }

  private static Found counts(Side first, Side second, boolean perDay) {
    if (first.days() == 0 || second.days() == 0) {
      return Found.NONE;
    }
    return new Found(
        Method.POISSON,
        Optional.of(
            DifferenceInterval.ofRates(
                first.values().count(),
                perDay ? first.days() : 1,
                second.values().count(),
                perDay ? second.days() : 1)));
  }

  private static Found found(Side first, Side second, Aggregation aggregation) {
    if (aggregation == Aggregation.MEAN) {
      return means(first.values(), second.values());
    }
    Optional<Interval> ofFirst = first.values().interval(aggregation);
    Optional<Interval> ofSecond = second.values().interval(aggregation);
    if (ofFirst.isEmpty() || ofSecond.isEmpty()) {
      return Found.NONE;
    }
    Interval interval =
        DifferenceInterval.squareAndAdd(
            first.values().value(aggregation).orElseThrow(),
            ofFirst.get(),
            second.values().value(aggregation).orElseThrow(),
            ofSecond.get());
    return new Found(
        aggregation == Aggregation.SHARE ? Method.NEWCOMBE : Method.SQUARE_AND_ADD,
        Optional.of(interval));
  }

  private static Found means(Measured first, Measured second) {
    OptionalDouble variance = first.variance();
    OptionalDouble other = second.variance();
    if (variance.isEmpty() || other.isEmpty() || first.count() < 2 || second.count() < 2) {
      return Found.NONE;
    }
    return new Found(
        Method.WELCH,
        Optional.of(
            DifferenceInterval.ofMeans(
                first.mean(),
                variance.getAsDouble(),
                first.count(),
                second.mean(),
                other.getAsDouble(),
                second.count())));
  }

  private static Verdict verdict(Interval interval) {
    if (interval.lower() > 0) {
      return Verdict.HIGHER;
    }
    return interval.upper() < 0 ? Verdict.LOWER : Verdict.NO_DIFFERENCE_FOUND;
  }
}
