package dev.steadfast.bench.forecast;

import dev.steadfast.contracts.metric.Aggregation;
import dev.steadfast.core.forecast.Direction;
import dev.steadfast.core.measure.Cell;
import dev.steadfast.core.measure.Histogram;
import dev.steadfast.core.measure.Measured;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A goal on an invented metric, with what happened in the end. Level, weekday, autocorrelated
 * noise, slow trend, wandering and sudden shifts differ from goal to goal; the same seed makes the
 * same goal. The generator shares no code with the forecast.
 *
 * @param history one cell a day up to today
 * @param future the days after
 * @param windowFrom index of the first day that counts, in the history or after it
 * @param target as set by hand: what the last four weeks had, changed a little
 */
record SimulatedGoal(
    Aggregation aggregation,
    List<Cell> history,
    List<Cell> future,
    int windowFrom,
    double target,
    Direction direction) {
  private static final Aggregation[] KINDS = {
    Aggregation.COUNT, Aggregation.SHARE, Aggregation.MEDIAN, Aggregation.P90
  };
  private static final double[] WANDERINGS = {0, 0.002, 0.006, 0.012};
  private static final double[] AUTOCORRELATIONS = {0, 0.3, 0.6};
  private static final int ROLLING = 28;

  static SimulatedGoal of(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Aggregation kind = KINDS[random.nextInt(KINDS.length)];
    int days = random.nextInt(180, 731);
    int horizon = random.nextInt(14, 91);
    List<Cell> cells = cells(kind, days + horizon, random);
    int from = random.nextBoolean() ? days + horizon - ROLLING : days - random.nextInt(0, 61);
    double lately = value(cells.subList(days - ROLLING, days), kind);
    double span = kind == Aggregation.COUNT ? (days + horizon - from) / (double) ROLLING : 1;
    double change = 1 + 0.12 * random.nextGaussian();
    double target =
        kind == Aggregation.SHARE ? 100 - (100 - lately) * change : lately * span * change;
    return new SimulatedGoal(
        kind,
        List.copyOf(cells.subList(0, days)),
        List.copyOf(cells.subList(days, days + horizon)),
        from,
        target,
        random.nextBoolean() ? Direction.UP : Direction.DOWN);
  }

  int windowTo() {
    return history.size() + future.size();
  }

  /** What the window measured when it had ended. */
  double outcome() {
    List<Cell> all = new ArrayList<>(history);
    all.addAll(future);
    return value(all.subList(windowFrom, all.size()), aggregation);
  }

  private static double value(List<Cell> cells, Aggregation aggregation) {
    Cell sum = new Cell();
    cells.forEach(sum::add);
    return Measured.inWholes(sum).value(aggregation).orElseThrow();
  }

  private static List<Cell> cells(Aggregation kind, int days, SplittableRandom random) {
    double[] course = course(days, random);
    double volume = Math.exp(Math.log(15) + random.nextDouble() * Math.log(10));
    double weekend = random.nextDouble(0.2, 1);
    double start = start(kind, random);
    double spread = random.nextDouble(0.5, 1.1);
    List<Cell> cells = new ArrayList<>(days);
    for (int day = 0; day < days; day++) {
      double size = volume * (day % 7 >= 5 ? weekend : 1);
      cells.add(
          switch (kind) {
            case COUNT -> count(poisson(size * Math.exp(course[day]), random));
            case SHARE -> share(poisson(size, random), start + 2 * course[day], random);
            default -> durations(poisson(size, random), start + course[day], spread, random);
          });
    }
    return cells;
  }

  private static double start(Aggregation kind, SplittableRandom random) {
    return kind == Aggregation.SHARE
        ? random.nextDouble(-1, 2.5)
        : Math.log(1000.0 * 60 * random.nextDouble(5, 600));
  }

  /** The level of each day on the logarithmic scale, weekday and noise included. */
  private static double[] course(int days, SplittableRandom random) {
    double wandering = WANDERINGS[random.nextInt(WANDERINGS.length)];
    double autocorrelation = AUTOCORRELATIONS[random.nextInt(AUTOCORRELATIONS.length)];
    double noise = random.nextDouble(0.02, 0.15);
    double trend = random.nextBoolean() ? 0.0004 * random.nextGaussian() : 0;
    double hazard = random.nextInt(3) == 0 ? 1 / 250.0 : 0;
    double[] week = new double[7];
    for (int k = 0; k < 7; k++) {
      week[k] = 0.1 * random.nextGaussian();
    }
    double[] course = new double[days];
    double level = 0;
    double disturbance = 0;
    for (int day = 0; day < days; day++) {
      level += trend + wandering * random.nextGaussian();
      level += random.nextDouble() < hazard ? 0.2 * random.nextGaussian() : 0;
      disturbance = autocorrelation * disturbance + noise * random.nextGaussian();
      course[day] = level + disturbance + week[day % 7];
    }
    return course;
  }

  private static Cell count(long n) {
    return new Cell(n, n, 0, 0, null);
  }

  private static Cell share(long n, double logit, SplittableRandom random) {
    double rate = 1 / (1 + Math.exp(-logit));
    long hits = 0;
    for (long i = 0; i < n; i++) {
      hits += random.nextDouble() < rate ? 1 : 0;
    }
    return new Cell(n, 0, hits, n, null);
  }

  private static Cell durations(long n, double level, double spread, SplittableRandom random) {
    Histogram histogram = new Histogram();
    long sum = 0;
    for (long i = 0; i < n; i++) {
      long value = Math.round(Math.exp(level + spread * random.nextGaussian()));
      histogram.record(value, 1);
      sum += value;
    }
    return new Cell(n, sum, 0, 0, histogram);
  }

  /** Knuth's product for small means, the rounded normal for large. */
  private static long poisson(double mean, SplittableRandom random) {
    if (mean > 60) {
      return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
    }
    double limit = Math.exp(-mean);
    double product = random.nextDouble();
    long n = 0;
    while (product > limit) {
      product *= random.nextDouble();
      n++;
    }
    return n;
  }
}
