package dev.steadfast.core.measure;

import dev.steadfast.contracts.metric.Aggregation;
import dev.steadfast.contracts.metric.MetricDefinition;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The aggregate of the observations of one metric in one scope and bucket. All parts are linear, so
 * that adding and subtracting cells is exact: durations in whole milliseconds, ratios as numerator
 * and denominator.
 */
public final class Cell {
  private static final double THOUSANDTHS = 1000;
  private static final long LARGEST_SQUARE = 1_000_000;

  private long count;
  private long sum;
  private long numerator;
  private long denominator;
  private @Nullable Histogram histogram;

  public Cell() {}

  public Cell(
      long count, long sum, long numerator, long denominator, @Nullable Histogram histogram) {
    this.count = count;
    this.sum = sum;
    this.numerator = numerator;
    this.denominator = denominator;
    this.histogram = histogram;
  }

  /**
   * Counts an observation of a metric of that kind.
   *
   * @param value as the kind says
   * @param sign 1, or −1 to take it back
   */
  public void observe(MetricDefinition.Kind kind, long value, int sign) {
    switch (kind) {
      case COUNT, PART -> happening(sign);
      case DURATION, NUMBER, AGE -> value(value, sign);
      case RATIO -> member(value == 1, sign);
      case NET_SCORE -> opinion(value, sign);
      case SCORE -> score(value, sign);
      case LEVEL, FLOW -> move(value, sign);
      case PEOPLE, QUOTIENT ->
          throw new IllegalArgumentException(kind + " is computed when it is asked for");
    }
  }

  /** Counts a plain value, such as a duration; {@code sign} is 1, or −1 to take it back. */
  public void value(long value, int sign) {
    count += sign;
    sum += sign * value;
    if (histogram == null) {
      histogram = new Histogram();
    }
    histogram.record(value, sign);
  }

  /** Counts one happening. */
  public void happening(int sign) {
    count += sign;
    sum += sign;
  }

  /** Counts one member of a ratio's cohort, which is in the numerator or not. */
  public void member(boolean inNumerator, int sign) {
    count += sign;
    denominator += sign;
    numerator += inNumerator ? sign : 0;
  }

  /** Counts a promoter (1), a detractor (−1) or neither (0); the numerator counts who is either. */
  private void opinion(long value, int sign) {
    count += sign;
    sum += sign * value;
    denominator += sign;
    numerator += value == 0 ? 0 : sign;
  }

  /**
   * Counts a score in thousandths: the numerator is the sum of the squares, the denominator what it
   * would be of scores at the ends.
   */
  private void score(long value, int sign) {
    count += sign;
    sum += sign * value;
    numerator += sign * value * value;
    denominator += sign * LARGEST_SQUARE;
  }

  /** Moves a level by {@code change}. */
  public void move(long change, int sign) {
    count += sign;
    sum += sign * change;
  }

  /** Adds every part of the other cell. */
  public void add(Cell other) {
    count += other.count;
    sum += other.sum;
    numerator += other.numerator;
    denominator += other.denominator;
    if (other.histogram != null) {
      if (histogram == null) {
        histogram = new Histogram();
      }
      histogram.add(other.histogram);
    }
  }

  /** Takes back every part of the other cell. */
  public void subtract(Cell other) {
    count -= other.count;
    sum -= other.sum;
    numerator -= other.numerator;
    denominator -= other.denominator;
    if (other.histogram != null) {
      if (histogram == null) {
        histogram = new Histogram();
      }
      histogram.subtract(other.histogram);
    }
  }

  /** Whether nothing is left in any part. */
  public boolean isEmpty() {
    return count == 0
        && sum == 0
        && numerator == 0
        && denominator == 0
        && (histogram == null || histogram.isEmpty());
  }

  /**
   * The value by that aggregation: shares in percent, durations in milliseconds. Empty where
   * nothing was observed; a count or a sum of nothing is 0. A cell does not know distinct ones.
   */
  public OptionalDouble value(Aggregation aggregation) {
    return switch (aggregation) {
      case COUNT -> OptionalDouble.of((double) count);
      case SUM, LEVEL -> OptionalDouble.of((double) sum);
      case MEAN -> count > 0 ? OptionalDouble.of((double) sum / count) : OptionalDouble.empty();
      case SHARE ->
          denominator > 0
              ? OptionalDouble.of(100.0 * numerator / denominator)
              : OptionalDouble.empty();
      case RATIO ->
          denominator > 0
              ? OptionalDouble.of((double) numerator / denominator)
              : OptionalDouble.empty();
      case NET_SCORE ->
          denominator > 0 ? OptionalDouble.of(100.0 * sum / denominator) : OptionalDouble.empty();
      case MEAN_SCORE ->
          count > 0 ? OptionalDouble.of(sum / (THOUSANDTHS * count)) : OptionalDouble.empty();
      case MEDIAN -> quantile(0.5);
      case P75 -> quantile(0.75);
      case P90 -> quantile(0.9);
      case P95 -> quantile(0.95);
      case P99 -> quantile(0.99);
      case MIN -> quantile(0);
      case MAX -> quantile(1);
      case DISTINCT_INTERACTIONS, DISTINCT_CUSTOMERS -> OptionalDouble.empty();
    };
  }

  /**
   * The 95 % interval of {@link #value(Aggregation)}, or empty where none is defined or nothing was
   * observed.
   */
  public Optional<Interval> interval(Aggregation aggregation) {
    return switch (aggregation) {
      case SHARE ->
          denominator > 0
              ? Optional.of(Interval.ofShare(numerator, denominator))
              : Optional.empty();
      case NET_SCORE ->
          denominator > 0
              ? Optional.of(Interval.ofNetScore(sum, numerator, denominator))
              : Optional.empty();
      case MEAN -> meanInterval();
      case MEAN_SCORE -> scoreInterval();
      case MEDIAN -> quantileInterval(0.5);
      case P75 -> quantileInterval(0.75);
      case P90 -> quantileInterval(0.9);
      case P95 -> quantileInterval(0.95);
      case P99 -> quantileInterval(0.99);
      // Of a ratio nothing says how its parts vary together.
      case COUNT, SUM, LEVEL, RATIO, MIN, MAX, DISTINCT_INTERACTIONS, DISTINCT_CUSTOMERS ->
          Optional.empty();
    };
  }

  private OptionalDouble quantile(double p) {
    return histogram == null || histogram.count() <= 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(histogram.quantile(p));
  }

  private Optional<Interval> quantileInterval(double p) {
    return histogram == null || histogram.count() <= 0
        ? Optional.empty()
        : Interval.ofQuantile(histogram, p);
  }

  private Optional<Interval> meanInterval() {
    return histogram == null || count < 2
        ? Optional.empty()
        : Optional.of(Interval.ofMean((double) sum / count, histogram.variance(), count));
  }

  private Optional<Interval> scoreInterval() {
    if (count < 2) {
      return Optional.empty();
    }
    double mean = sum / (THOUSANDTHS * count);
    double squares = numerator / (THOUSANDTHS * THOUSANDTHS);
    double variance = (squares - count * mean * mean) / (count - 1);
    return Optional.of(Interval.ofMean(mean, variance, count));
  }

  /** How many observations there are. */
  public long count() {
    return count;
  }

  public long sum() {
    return sum;
  }

  public long numerator() {
    return numerator;
  }

  public long denominator() {
    return denominator;
  }

  public @Nullable Histogram histogram() {
    return histogram;
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof Cell other
        && count == other.count
        && sum == other.sum
        && numerator == other.numerator
        && denominator == other.denominator
        && Objects.equals(nonEmpty(histogram), nonEmpty(other.histogram));
  }

  @Override
  public int hashCode() {
    return Objects.hash(count, sum, numerator, denominator);
  }

  private static @Nullable Histogram nonEmpty(@Nullable Histogram histogram) {
    return histogram == null || histogram.isEmpty() ? null : histogram;
  }

  @Override
  public String toString() {
    return "Cell[n=%d sum=%d %d/%d %s]".formatted(count, sum, numerator, denominator, histogram);
  }
}
