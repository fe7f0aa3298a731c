package dev.steadfast.core.measure;

import dev.steadfast.contracts.metric.MetricDefinition;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The aggregate of the observations of one metric in one scope and bucket. All parts are linear, so
 * that adding and subtracting cells is exact: durations in whole milliseconds, numbers in the
 * smallest step of their metric, ratios as numerator and denominator. What that is in the unit of
 * the metric, {@link Measured} says.
 */
public final class Cell {
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
