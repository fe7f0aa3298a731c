package dev.steadfast.core.forecast;

import dev.steadfast.contracts.metric.Aggregation;
import dev.steadfast.core.measure.Cell;
import dev.steadfast.core.measure.Histogram;
import dev.steadfast.core.measure.Measured;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a window of days will measure when it ends, if nothing changes.
 *
 * <p>A history is one entry a day up to today, oldest first, with no day left out. A window runs
 * from the day with index {@code windowFrom} to before {@code windowTo}, counted from the first day
 * of the history: it may have begun in the past, and then its observed days count as they are; it
 * ends where the history does, or later. An index at or beyond the end of the history is a day to
 * come. The same input gives the same outcomes, to the bit.
 *
 * <p>Fourteen days with data are needed, or the answer is {@link CannotTell}. A window that is over
 * has one outcome: what was observed.
 */
public final class WindowForecast {
  private static final double MEAN = -1;

  private WindowForecast() {}

  /**
   * By aggregation, in the unit that {@link Cell#value} has: counts, sums, milliseconds, percent.
   *
   * @param days {@code null} for a day without data; a day on which nothing happened is an empty
   *     cell. For {@link Aggregation#LEVEL} the days begin where the running sum does
   * @throws IllegalArgumentException for a window that does not fit
   */
  public static WindowOutlook of(
      List<? extends @Nullable Cell> days, Aggregation aggregation, int windowFrom, int windowTo) {
    return switch (aggregation) {
      case COUNT -> ofSum(series(days, Domain.COUNT, Cell::count), windowFrom, windowTo);
      case SUM -> ofSum(series(days, Domain.REAL, Cell::sum), windowFrom, windowTo);
      case LEVEL -> ofLevel(days, windowFrom, windowTo);
      case SHARE ->
          ofShare(part(days, Cell::numerator), part(days, Cell::denominator), windowFrom, windowTo);
      case NET_SCORE -> ofNetScores(days, windowFrom, windowTo);
      case MEAN_SCORE -> ofMean(scores(days), windowFrom, windowTo);
      case MEAN -> ofHistogramMeans(histograms(days), windowFrom, windowTo);
      case MEDIAN -> ofHistograms(histograms(days), 0.5, windowFrom, windowTo);
      case P75 -> ofHistograms(histograms(days), 0.75, windowFrom, windowTo);
      case P90 -> ofHistograms(histograms(days), 0.9, windowFrom, windowTo);
      case P95 -> ofHistograms(histograms(days), 0.95, windowFrom, windowTo);
      case P99 -> ofHistograms(histograms(days), 0.99, windowFrom, windowTo);
      case MIN -> ofHistograms(histograms(days), 0, windowFrom, windowTo);
      case MAX -> ofHistograms(histograms(days), 1, windowFrom, windowTo);
      case RATIO ->
          throw new IllegalArgumentException("a ratio of two amounts has no forecast of its own");
      case DISTINCT_INTERACTIONS, DISTINCT_CUSTOMERS ->
          throw new IllegalArgumentException("distinct ones of days are not those of a window");
    };
  }

  /**
   * Each answer as two votes, of which a promoter gives both, a detractor none and anybody else
   * one: the net score is the share of votes on a scale from −100 to 100. The spread of answers is
   * that of the history, beyond the one of independent votes.
   */
  private static WindowOutlook ofNetScores(
      List<? extends @Nullable Cell> days, int windowFrom, int windowTo) {
    WindowOutlook votes =
        ofShare(
            part(days, cell -> cell.sum() + cell.denominator()),
            part(days, cell -> 2 * cell.denominator()),
            windowFrom,
            windowTo);
    return switch (votes) {
      case Outcomes outcomes ->
          Outcomes.of(
              Arrays.stream(outcomes.values()).map(share -> 2 * share - 100).toArray(),
              Domain.NET_SCORE);
      case CannotTell cannotTell -> cannotTell;
    };
  }

  /** The sum of daily values over the window; an observed day without a value adds nothing. */
  public static WindowOutlook ofSum(Series days, int windowFrom, int windowTo) {
    return simulated(days, new Window(windowFrom, windowTo), false);
  }

  /** The plain mean of the daily values in the window that are there. */
  public static WindowOutlook ofMean(Series days, int windowFrom, int windowTo) {
    return simulated(days, new Window(windowFrom, windowTo), true);
  }

  /**
   * The share over the window in percent: all numerators over all denominators, with the sampling
   * error of the answers to come.
   *
   * @param denominators 0 for a day without data
   */
  public static WindowOutlook ofShare(
      long[] numerators, long[] denominators, int windowFrom, int windowTo) {
    if (numerators.length != denominators.length) {
      throw new IllegalArgumentException(
          numerators.length + " numerators, " + denominators.length + " denominators");
    }
    for (int t = 0; t < numerators.length; t++) {
      if (numerators[t] < 0 || numerators[t] > denominators[t]) {
        throw new IllegalArgumentException(
            "not a share: " + numerators[t] + " of " + denominators[t]);
      }
    }
    return new ShareWindow(
            numerators.clone(), denominators.clone(), new Window(windowFrom, windowTo))
        .outlook();
  }

  /**
   * The quantile at {@code p} of all values of the window, in the unit of the histograms.
   *
   * @param days {@code null} or empty for a day without data
   * @param p 0 to 1
   */
  public static WindowOutlook ofHistograms(
      List<? extends @Nullable Histogram> days, double p, int windowFrom, int windowTo) {
    if (!(p >= 0 && p <= 1)) {
      throw new IllegalArgumentException("a quantile is at 0 to 1: " + p);
    }
    return new HistogramWindow(days, p, new Window(windowFrom, windowTo)).outlook();
  }

  /** The mean of all values of the window, in the unit of the histograms. */
  public static WindowOutlook ofHistogramMeans(
      List<? extends @Nullable Histogram> days, int windowFrom, int windowTo) {
    return new HistogramWindow(days, MEAN, new Window(windowFrom, windowTo)).outlook();
  }

  private static WindowOutlook simulated(Series days, Window window, boolean isMean) {
    double[] values = days.values();
    double sum = 0;
    int there = 0;
    for (int t = window.from(); t < Math.min(window.to(), values.length); t++) {
      sum += Double.isNaN(values[t]) ? 0 : values[t];
      there += Double.isNaN(values[t]) ? 0 : 1;
    }
    int horizon = window.horizon(values.length);
    if (horizon == 0) {
      return there == 0
          ? Window.nothing()
          : Outcomes.of(new double[] {isMean ? sum / there : sum}, days.domain());
    }
    if (days.observed() < Window.LEAST_DAYS) {
      return Window.tooThin(days.observed());
    }
    int first = window.firstToCome(values.length);
    double total = sum;
    double count = there + horizon - first;
    return switch (Forecaster.forecast(days, horizon)) {
      case CannotTell thin -> thin;
      case Forecast forecast ->
          Outcomes.of(
              Arrays.stream(forecast.ownPaths())
                  .mapToDouble(path -> (total + sum(path, first)) / (isMean ? count : 1))
                  .toArray(),
              days.domain());
    };
  }

  private static double sum(double[] path, int first) {
    double sum = 0;
    for (int h = first; h < path.length; h++) {
      sum += path[h];
    }
    return sum;
  }

  private static WindowOutlook ofLevel(
      List<? extends @Nullable Cell> days, int windowFrom, int windowTo) {
    Window window = new Window(windowFrom, windowTo);
    double[] levels = new double[days.size()];
    double level = 0;
    for (int t = 0; t < levels.length; t++) {
      Cell day = days.get(t);
      level += day == null ? 0 : day.sum();
      levels[t] = level;
    }
    int horizon = window.horizon(levels.length);
    if (horizon == 0) {
      return Outcomes.of(new double[] {levels[window.to() - 1]}, Domain.REAL);
    }
    if (levels.length < Window.LEAST_DAYS) {
      return Window.tooThin(levels.length);
    }
    Domain domain = Arrays.stream(levels).anyMatch(one -> one < 0) ? Domain.REAL : Domain.COUNT;
    return switch (Forecaster.forecast(new Series(levels, domain, 7, 365), horizon)) {
      case CannotTell thin -> thin;
      case Forecast forecast ->
          Outcomes.of(
              Arrays.stream(forecast.ownPaths()).mapToDouble(path -> path[horizon - 1]).toArray(),
              domain);
    };
  }

  private static Series series(List<? extends @Nullable Cell> days, Domain domain, Part part) {
    double[] values = new double[days.size()];
    boolean isNegative = false;
    for (int t = 0; t < values.length; t++) {
      Cell day = days.get(t);
      values[t] = day == null ? Double.NaN : part.of(day);
      isNegative |= values[t] < 0;
    }
    Domain narrowed = domain == Domain.REAL && !isNegative ? Domain.NON_NEGATIVE : domain;
    return new Series(values, narrowed, 7, 365);
  }

  /** The mean score of each day. */
  private static Series scores(List<? extends @Nullable Cell> days) {
    double[] values = new double[days.size()];
    for (int t = 0; t < values.length; t++) {
      Cell day = days.get(t);
      values[t] =
          day == null
              ? Double.NaN
              : Measured.inWholes(day).value(Aggregation.MEAN_SCORE).orElse(Double.NaN);
    }
    return new Series(values, Domain.REAL, 7, 365);
  }

  private static long[] part(List<? extends @Nullable Cell> days, Part part) {
    long[] values = new long[days.size()];
    for (int t = 0; t < values.length; t++) {
      Cell day = days.get(t);
      values[t] = day == null ? 0 : part.of(day);
    }
    return values;
  }

  private static List<@Nullable Histogram> histograms(List<? extends @Nullable Cell> days) {
    List<@Nullable Histogram> histograms = new ArrayList<>(days.size());
    for (Cell day : days) {
      histograms.add(day == null ? null : day.histogram());
    }
    return histograms;
  }

  @FunctionalInterface
  private interface Part {
    long of(Cell cell);
  }
}
