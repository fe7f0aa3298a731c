package dev.steadfast.goals.plan;

import java.util.List;

/**
 * What initiatives of a kind did to a metric so far, as a guess of what the next one will do.
 *
 * @param mean in the unit of the metric, for an average day
 * @param sd standard deviation of what the next one does: that of the mean, and how much such
 *     initiatives differ
 * @param n how many were measured, at least 1
 */
public record PastEffect(double mean, double sd, int n) {
  /** The 97.5 % point of the standard normal distribution. */
  public static final double WIDTH = 1.959963984540054;

  /**
   * A measured effect with its 95 % interval.
   *
   * @param lower at most {@code effect}
   * @param upper at least {@code effect}
   */
  public record Measured(double effect, double lower, double upper) {
    double variance() {
      double sd = (upper - lower) / (2 * WIDTH);
      return sd * sd;
    }
  }

  /**
   * The effects taken together as a random sample of such initiatives (DerSimonian and Laird 1986).
   * Those that showed nothing belong in: without them the past looks better than it was. A single
   * one tells nothing of how much they differ; its own uncertainty stands alone.
   *
   * @param effects at least one, each with an interval of some width
   */
  public static PastEffect of(List<Measured> effects) {
    double weights = 0;
    double squares = 0;
    double sum = 0;
    for (Measured each : effects) {
      double weight = 1 / each.variance();
      weights += weight;
      squares += weight * weight;
      sum += weight * each.effect();
    }
    double fixed = sum / weights;
    double scatter = 0;
    for (Measured each : effects) {
      scatter += (each.effect() - fixed) * (each.effect() - fixed) / each.variance();
    }
    double between =
        effects.size() == 1
            ? 0
            : Math.max(0, (scatter - (effects.size() - 1)) / (weights - squares / weights));
    return together(effects, between);
  }

  private static PastEffect together(List<Measured> effects, double between) {
    double weights = 0;
    double sum = 0;
    for (Measured each : effects) {
      double weight = 1 / (each.variance() + between);
      weights += weight;
      sum += weight * each.effect();
    }
    return new PastEffect(sum / weights, Math.sqrt(between + 1 / weights), effects.size());
  }
}
