package dev.steadfast.metrics.query;

import dev.steadfast.contracts.metric.Aggregation;
import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.core.measure.Cell;
import java.util.Arrays;

/**
 * The value of each day of a group. {@code NaN} is a day without a value; of a count these are only
 * the days before the first that has any, since nothing may have been reported yet.
 *
 * @param values one a day
 */
public record DailySeries(double[] values) {
  /** The series of the days of a group. */
  public static DailySeries of(MetricDefinition metric, Aggregation aggregation, Cell[] days) {
    double[] values = new double[days.length];
    boolean isCount = metric.kind() == MetricDefinition.Kind.COUNT;
    boolean hasBegun = false;
    for (int i = 0; i < days.length; i++) {
      hasBegun |= days[i].count() != 0 || days[i].sum() != 0;
      values[i] = isCount && !hasBegun ? Double.NaN : days[i].value(aggregation).orElse(Double.NaN);
    }
    return new DailySeries(values);
  }

  /** How many days have a value. */
  public int known() {
    return (int) Arrays.stream(values).filter(value -> !Double.isNaN(value)).count();
  }
}
