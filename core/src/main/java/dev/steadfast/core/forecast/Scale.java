package dev.steadfast.core.forecast;

/**
 * The scale on which level, trend and season add up.
 *
 * @param unit by which values are divided, so that squares stay finite
 * @param highest bound on this scale, so that an exponential of a long horizon stays finite
 */
record Scale(Kind kind, double unit, double highest) {
  private static final double MOST_GROWTH = Math.log(20);

  enum Kind {
    PLAIN,
    LOG,
    LOGIT
  }

  /** The scale for these values, by domain and by how the spread grows with the level. */
  static Scale of(double[] values, Domain domain, int cycle) {
    double largest = 0;
    double smallest = Double.POSITIVE_INFINITY;
    for (double value : values) {
      if (!Double.isNaN(value)) {
        largest = Math.max(largest, Math.abs(value));
        smallest = Math.min(smallest, value);
      }
    }
    double unit = largest == 0 ? 1 : largest;
    if (domain == Domain.PERCENT) {
      return new Scale(Kind.LOGIT, 1, Double.POSITIVE_INFINITY);
    }
    boolean isLog =
        (domain == Domain.NON_NEGATIVE || domain == Domain.COUNT)
            && smallest > unit * 1e-9
            && spreadGrowsWithLevel(values, cycle);
    return isLog
        ? new Scale(Kind.LOG, unit, MOST_GROWTH)
        : new Scale(Kind.PLAIN, unit, Double.POSITIVE_INFINITY);
  }

  double to(double value) {
    return switch (kind) {
      case PLAIN -> value / unit;
      case LOG -> Math.log(value / unit);
      case LOGIT -> {
        double share = (value + 0.5) / 101;
        yield Math.log(share / (1 - share));
      }
    };
  }

  double from(double scaled) {
    return switch (kind) {
      case PLAIN -> scaled * unit;
      case LOG -> Math.exp(Math.min(scaled, highest)) * unit;
      case LOGIT -> 101 / (1 + Math.exp(-scaled)) - 0.5;
    };
  }

  /**
   * Whether the logarithm of the spread within cycles, or within phases of the cycle, rises with
   * the logarithm of their mean by clearly more than one half, which is the rise of plain counts;
   * Guerrero (1993) chooses a power transformation from the same quantities.
   */
  private static boolean spreadGrowsWithLevel(double[] values, int cycle) {
    int length = Math.max(cycle, Math.max(5, values.length / 40));
    Line cycles = new Line();
    for (int from = 0; from + length <= values.length; from += length) {
      cycles.add(values, from, from + length, 1);
    }
    Line phases = new Line();
    for (int phase = 0; phase < cycle && cycle > 1 && cycle <= 31; phase++) {
      phases.add(values, phase, values.length, cycle);
    }
    return cycles.slope() > 0.5 || phases.slope() > 0.65;
  }

  /** Regression of the logarithm of a standard deviation on that of a mean. */
  private static final class Line {
    private static final double LEAST_VARIANCE = 0.02;

    private int n;
    private double sumX;
    private double sumY;
    private double sumXx;
    private double sumXy;

    void add(double[] values, int from, int to, int step) {
      int count = 0;
      double sum = 0;
      for (int i = from; i < to; i += step) {
        count += Double.isNaN(values[i]) ? 0 : 1;
        sum += Double.isNaN(values[i]) ? 0 : values[i];
      }
      double mean = sum / count;
      double squares = 0;
      for (int i = from; i < to; i += step) {
        squares += Double.isNaN(values[i]) ? 0 : (values[i] - mean) * (values[i] - mean);
      }
      if (count > 2 && mean > 0 && squares > 0) {
        double x = Math.log(mean);
        double y = Math.log(squares / (count - 1)) / 2;
        n++;
        sumX += x;
        sumY += y;
        sumXx += x * x;
        sumXy += x * y;
      }
    }

    /** 0 where the means differ too little to tell. */
    double slope() {
      double spread = n < 4 ? 0 : sumXx - sumX * sumX / n;
      return spread > LEAST_VARIANCE * n ? (sumXy - sumX * sumY / n) / spread : 0;
    }
  }
}
