package dev.steadfast.goals.odds;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A forecast distribution as it is shown, in the unit of the metric. */
@Schema(
    name = "ForecastDistribution",
    description = "What the window will measure, in the unit of the metric.")
public record DistributionView(
    @Schema(enumeration = {"ms", "percent", "count"}) String unit,
    double mean,
    double median,
    @Schema(description = "From 5 to 95 percent in steps of 5.") List<QuantileView> quantiles,
    @Schema(description = "The central 80 and 95 percent.") List<IntervalView> intervals) {

  private static final double SMALLEST = 0.05;
  private static final double LARGEST = 0.95;

  public static DistributionView of(Distribution distribution, String unit) {
    List<QuantileView> quantiles = new ArrayList<>();
    double[] values = distribution.quantiles();
    for (int i = 0; i < values.length; i++) {
      double level = Distribution.LEVELS[i];
      if (level >= SMALLEST && level <= LARGEST) {
        quantiles.add(new QuantileView((int) Math.round(100 * level), values[i]));
      }
    }
    return new DistributionView(
        unit,
        distribution.mean(),
        distribution.median(),
        quantiles,
        List.of(
            IntervalView.of(80, distribution.central80()),
            IntervalView.of(95, distribution.central95())));
  }

  /** The value that is not exceeded with that chance. */
  @Schema(name = "ForecastQuantile")
  public record QuantileView(int percent, double value) {}

  /** Ends between which the value lies with that chance. */
  @Schema(name = "ForecastInterval")
  public record IntervalView(int percent, double lower, double upper) {
    static IntervalView of(int percent, double[] ends) {
      return new IntervalView(percent, ends[0], ends[1]);
    }
  }
}
