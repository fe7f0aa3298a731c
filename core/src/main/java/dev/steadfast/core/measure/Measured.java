package dev.steadfast.core.measure;

import dev.steadfast.contracts.metric.Aggregation;
import dev.steadfast.contracts.metric.MetricDefinition;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a cell says in the unit of its metric. A cell holds whole numbers, of a metric with decimals
 * so many of its smallest steps; it has no values itself, so that nobody reads one without saying
 * how large a step is.
 *
 * @param decimals a step is the negative power of ten of it. Below zero where something is divided
 *     that has fewer of them than what it is divided by
 */
public record Measured(Cell cell, int decimals) {
  private static final double THOUSANDTHS = 1000;
  private static final double[] POWERS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000};

  public Measured {
    if (Math.abs(decimals) >= POWERS.length) {
      throw new IllegalArgumentException("so many decimals has nothing: " + decimals);
    }
  }

  /** What the cell of that metric says. */
  public static Measured of(MetricDefinition metric, Cell cell) {
    return new Measured(cell, metric.decimals());
  }

  /** What the cell of a metric in whole numbers says, as that of each built-in one is. */
  public static Measured inWholes(Cell cell) {
    return new Measured(cell, 0);
  }

  /** How many observations there are. */
  public long count() {
    return cell.count();
  }

  /** The sum of all of them. */
  public double sum() {
    return inUnit((double) cell.sum());
  }

  /**
   * The value by that aggregation: shares in percent, durations in milliseconds. Empty where
   * nothing was observed; a count or a sum of nothing is 0. A cell does not know distinct ones.
   */
  public OptionalDouble value(Aggregation aggregation) {
    return switch (aggregation) {
      case COUNT -> OptionalDouble.of((double) cell.count());
      case SUM, LEVEL -> OptionalDouble.of(sum());
      case MEAN -> count() > 0 ? OptionalDouble.of(mean()) : OptionalDouble.empty();
      case SHARE -> divided(100.0 * cell.numerator());
      case RATIO -> ratio();
      case NET_SCORE -> divided(100.0 * cell.sum());
      case MEAN_SCORE -> count() > 0 ? OptionalDouble.of(meanScore()) : OptionalDouble.empty();
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
          cell.denominator() > 0
              ? Optional.of(Interval.ofShare(cell.numerator(), cell.denominator()))
              : Optional.empty();
      case NET_SCORE ->
          cell.denominator() > 0
              ? Optional.of(Interval.ofNetScore(cell.sum(), cell.numerator(), cell.denominator()))
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

  /**
   * The mean of all of them.
   *
   * @return not a number where there is none
   */
  public double mean() {
    return inUnit((double) cell.sum() / cell.count());
  }

  /** The unbiased sample variance, within 1 %; empty where the values are not kept. */
  public OptionalDouble variance() {
    Histogram histogram = cell.histogram();
    return histogram == null
        ? OptionalDouble.empty()
        : OptionalDouble.of(inUnit(inUnit(histogram.variance())));
  }

  private double inUnit(double steps) {
    return decimals >= 0 ? steps / POWERS[decimals] : steps * POWERS[-decimals];
  }

  private OptionalDouble divided(double amount) {
    return cell.denominator() > 0
        ? OptionalDouble.of(amount / cell.denominator())
        : OptionalDouble.empty();
  }

  /** Of amounts that need not be part of each other, nor above zero. */
  private OptionalDouble ratio() {
    return cell.denominator() == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(inUnit((double) cell.numerator() / cell.denominator()));
  }

  private double meanScore() {
    return cell.sum() / (THOUSANDTHS * cell.count());
  }

  private OptionalDouble quantile(double p) {
    Histogram histogram = cell.histogram();
    return histogram == null || histogram.count() <= 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(inUnit(histogram.quantile(p)));
  }

  private Optional<Interval> quantileInterval(double p) {
    Histogram histogram = cell.histogram();
    return histogram == null || histogram.count() <= 0
        ? Optional.empty()
        : Interval.ofQuantile(histogram, p)
            .map(steps -> new Interval(inUnit(steps.lower()), inUnit(steps.upper())));
  }

  private Optional<Interval> meanInterval() {
    OptionalDouble variance = variance();
    return variance.isEmpty() || count() < 2
        ? Optional.empty()
        : Optional.of(Interval.ofMean(mean(), variance.getAsDouble(), count()));
  }

  private Optional<Interval> scoreInterval() {
    if (count() < 2) {
      return Optional.empty();
    }
    double squares = cell.numerator() / (THOUSANDTHS * THOUSANDTHS);
    double variance = (squares - count() * meanScore() * meanScore()) / (count() - 1);
    return Optional.of(Interval.ofMean(meanScore(), variance, count()));
  }
}
