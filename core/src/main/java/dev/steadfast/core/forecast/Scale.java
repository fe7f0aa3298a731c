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
        domain != Domain.REAL && smallest > unit * 1e-9 && spreadGrowsWithLevel(values, cycle);
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
   * Whether the logarithm of the spread within cycles rises with the logarithm of their mean by
   * more than one half; Guerrero (1993) chooses a power transformation from the same quantities.
   */
  private static boolean spreadGrowsWithLevel(double[] values, int cycle) {
    int length = Math.max(cycle, Math.max(5, values.length / 40));
    double n = 0;
    double sumX = 0;
    double sumY = 0;
    double sumXx = 0;
    double sumXy = 0;
    for (int from = 0; from + length <= values.length; from += length) {
      double[] moments = moments(values, from, from + length);
      if (moments[0] > 2 && moments[1] > 0 && moments[2] > 0) {
        double x = Math.log(moments[1]);
        double y = Math.log(moments[2]);
        n++;
        sumX += x;
        sumY += y;
        sumXx += x * x;
        sumXy += x * y;
      }
    }
    double spreadX = sumXx - sumX * sumX / n;
    return n >= 4 && spreadX > 0.02 * n && (sumXy - sumX * sumY / n) / spreadX > 0.5;
  }

  private static double[] moments(double[] values, int from, int to) {
    double n = 0;
    double sum = 0;
    for (int i = from; i < to; i++) {
      if (!Double.isNaN(values[i])) {
        n++;
        sum += values[i];
      }
    }
    double mean = sum / n;
    double squares = 0;
    for (int i = from; i < to; i++) {
      if (!Double.isNaN(values[i])) {
        squares += (values[i] - mean) * (values[i] - mean);
      }
    }
    return new double[] {n, mean, Math.sqrt(squares / (n - 1))};
  }
}
