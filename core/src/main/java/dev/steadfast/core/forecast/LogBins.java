package dev.steadfast.core.forecast;

import dev.steadfast.core.measure.Histogram;
import java.util.Arrays;

/**
 * A histogram on a logarithmic grid of 2 %, on which multiplying all values is moving all bins. The
 * first bin holds the zeros, which no factor moves.
 */
final class LogBins {
  private static final double WIDTH = 0.02;
  private static final int BINS = 2400;

  private final int[] bins;
  private final double[] counts;
  private final double count;

  private LogBins(int[] bins, double[] counts) {
    this.bins = bins;
    this.counts = counts;
    count = Arrays.stream(counts).sum();
  }

  static LogBins of(Histogram histogram) {
    Builder builder = new Builder();
    histogram.forEach(builder);
    return new LogBins(
        Arrays.copyOf(builder.bins, builder.size), Arrays.copyOf(builder.counts, builder.size));
  }

  /** Takes buckets in ascending order. */
  private static final class Builder implements Histogram.Bucket {
    private int[] bins = new int[64];
    private double[] counts = new double[64];
    private int size;

    @Override
    public void accept(double midpoint, long count) {
      if (count <= 0) {
        return;
      }
      int bin = midpoint <= 0 ? 0 : bin(Math.log(midpoint));
      if (size > 0 && bins[size - 1] == bin) {
        counts[size - 1] += count;
        return;
      }
      if (size == bins.length) {
        bins = Arrays.copyOf(bins, 2 * size);
        counts = Arrays.copyOf(counts, 2 * size);
      }
      bins[size] = bin;
      counts[size++] = count;
    }
  }

  private static int bin(double log) {
    return Math.clamp(1 + (int) Math.round(log / WIDTH), 1, BINS - 1);
  }

  private static double value(double bin) {
    return Math.exp((bin - 1) * WIDTH);
  }

  boolean isEmpty() {
    return count <= 0;
  }

  double count() {
    return count;
  }

  /** The mean of the logarithms of the values above zero; 0 where there is none. */
  double location() {
    double sum = 0;
    double weight = 0;
    for (int i = 0; i < bins.length; i++) {
      if (bins[i] > 0) {
        sum += (bins[i] - 1) * WIDTH * counts[i];
        weight += counts[i];
      }
    }
    return weight > 0 ? sum / weight : 0;
  }

  double mean() {
    double sum = 0;
    for (int i = 0; i < bins.length; i++) {
      sum += bins[i] > 0 ? value(bins[i]) * counts[i] : 0;
    }
    return sum / count;
  }

  /** Days added up, each with its factor. */
  static final class Sum {
    private final LogBins start;
    private final double[] dense = new double[BINS + 1];
    private int low = BINS;
    private int high;
    private double count;

    Sum(LogBins start) {
      this.start = start;
    }

    /** Back to what the sum began with. */
    void restart() {
      Arrays.fill(dense, 0);
      low = BINS;
      high = 0;
      count = 0;
      add(start, 0);
    }

    /** Adds all of these with their values multiplied by {@code exp(logFactor)}. */
    void add(LogBins day, double logFactor) {
      double move = logFactor / WIDTH;
      int whole = (int) Math.floor(move);
      double part = move - whole;
      for (int i = 0; i < day.bins.length; i++) {
        int bin = day.bins[i];
        int to = bin == 0 ? 0 : Math.clamp(bin + whole, 1, BINS - 2);
        double upper = bin == 0 ? 0 : day.counts[i] * part;
        dense[to] += day.counts[i] - upper;
        dense[to + 1] += upper;
        low = Math.min(low, to);
        high = Math.max(high, to + 1);
      }
      count += day.count;
    }

    boolean isEmpty() {
      return count <= 0;
    }

    double mean() {
      double sum = 0;
      for (int bin = Math.max(1, low); bin <= high; bin++) {
        if (dense[bin] > 0) {
          sum += dense[bin] * value(bin);
        }
      }
      return sum / count;
    }

    /** The value below which the part {@code p} lies, evenly spread within its bin. */
    double quantile(double p) {
      double rank = p * (count - 1) + 0.5;
      double seen = 0;
      for (int bin = low; bin <= high; bin++) {
        double inside = dense[bin];
        if (inside > 0 && seen + inside >= rank - 1e-9) {
          double part = Math.clamp((rank - seen) / inside, 0.0, 1.0);
          return bin == 0 ? 0 : value(bin - 0.5 + part);
        }
        seen += inside;
      }
      return value(high);
    }
  }
}
