package dev.steadfast.core.measure;

import java.util.Optional;

/**
 * A 95 % confidence interval, in the unit of the value that it belongs to.
 *
 * @param lower at most {@code upper}
 */
public record Interval(double lower, double upper) {
  /** The 97.5 % point of the standard normal distribution. */
  public static final double Z = 1.959963984540054;

  public Interval {
    if (!(lower <= upper)) {
      throw new IllegalArgumentException("not an interval: " + lower + " to " + upper);
    }
  }

  /** Whether the value lies inside, ends included. */
  public boolean contains(double value) {
    return lower <= value && value <= upper;
  }

  /**
   * The Wilson score interval of a share, in percent (Wilson 1927, without continuity correction).
   *
   * @param numerator 0 to {@code denominator}
   * @param denominator at least 1
   */
  public static Interval ofShare(long numerator, long denominator) {
    if (denominator < 1 || numerator < 0 || numerator > denominator) {
      throw new IllegalArgumentException("not a share: " + numerator + " of " + denominator);
    }
    double n = denominator;
    double p = numerator / n;
    double z2 = Z * Z;
    double centre = p + z2 / (2 * n);
    double spread = Z * Math.sqrt(p * (1 - p) / n + z2 / (4 * n * n));
    double scale = 100 / (1 + z2 / n);
    double lower = numerator == 0 ? 0 : Math.max(0, (centre - spread) * scale);
    double upper = numerator == denominator ? 100 : Math.min(100, (centre + spread) * scale);
    return new Interval(lower, upper);
  }

  /**
   * The 95 % interval of a net score in points, by the normal approximation with the variance
   * {@code (p + d − (p − d)²) / n} of promoters p and detractors d, kept within −100 to 100.
   *
   * @param net promoters less detractors
   * @param either promoters and detractors
   * @param n all answers, above 0
   */
  public static Interval ofNetScore(long net, long either, long n) {
    double score = (double) net / n;
    double half = Z * Math.sqrt(((double) either / n - score * score) / n);
    return new Interval(100 * Math.max(-1, score - half), 100 * Math.min(1, score + half));
  }

  /** The normal interval of a mean. */
  public static Interval ofMean(double mean, double variance, long n) {
    double half = Z * Math.sqrt(Math.max(0, variance) / n);
    return new Interval(mean - half, mean + half);
  }

  /**
   * The interval of a quantile between two order statistics: the narrowest ranks, equal in tail,
   * with {@code P(B < l) ≤ 2.5 %} and {@code P(B ≥ u) ≤ 2.5 %} for {@code B} binomial (n, p) (Hahn
   * and Meeker 1991, §5.2). Empty when n is too small for 95 % on both sides.
   */
  public static Optional<Interval> ofQuantile(Histogram histogram, double p) {
    return quantileRanks(histogram.count(), p)
        .map(
            ranks ->
                new Interval(
                    histogram.orderStatistic(ranks[0] - 1),
                    histogram.orderStatistic(ranks[1] - 1)));
  }

  /**
   * The ranks of that interval, counted from 1. Exact sums to n = 2,000, the normal approximation
   * with continuity correction above.
   */
  public static Optional<long[]> quantileRanks(long n, double p) {
    if (n > 2000) {
      double spread = Z * Math.sqrt(n * p * (1 - p));
      long lower = (long) Math.floor(n * p - spread);
      long upper = (long) Math.ceil(n * p + spread) + 1;
      return lower < 1 || upper > n ? Optional.empty() : Optional.of(new long[] {lower, upper});
    }
    double cumulative = 0;
    double logProbability = n * Math.log1p(-p);
    double logOdds = Math.log(p) - Math.log1p(-p);
    long lower = 0;
    long upper = n + 1;
    for (long k = 0; k <= n; k++) {
      cumulative += Math.exp(logProbability);
      logProbability += Math.log((n - k) / (k + 1.0)) + logOdds;
      if (cumulative <= 0.025) {
        lower = k + 1;
      }
      if (cumulative >= 0.975) {
        upper = k + 1;
        break;
      }
    }
    return lower < 1 || upper > n ? Optional.empty() : Optional.of(new long[] {lower, upper});
  }
}
