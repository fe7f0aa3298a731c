package dev.steadfast.metrics.query;

import dev.steadfast.contracts.metric.Aggregation;
import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.core.measure.Measured;
import dev.steadfast.metrics.arrival.Gap;
import java.util.Arrays;
import java.util.List;

/**
 * The value of each day of a group. {@code NaN} is a day without a value; of a count these are only
 * the days before the first that has any, since nothing may have been reported yet, and those in
 * which a source fell silent.
 *
 * @param values one a day
 */
public record DailySeries(double[] values) {
  /**
   * The series of the first days of a group.
   *
   * @param gaps where sources fell silent: totals of such days are not known
   */
  public static DailySeries of(MetricQuery query, Measured[] days, List<Gap> gaps) {
    Aggregation aggregation = query.aggregations().getFirst();
    double[] values = new double[days.length];
    boolean isCount = query.metric().kind() == MetricDefinition.Kind.COUNT;
    boolean hasBegun = false;
    for (int i = 0; i < days.length; i++) {
      hasBegun |= days[i].count() != 0 || days[i].sum() != 0;
      boolean isUnknown =
          (isCount && !hasBegun)
              || !SilentSources.within(query.period().buckets().get(i), gaps).isEmpty();
      values[i] = isUnknown ? Double.NaN : days[i].value(aggregation).orElse(Double.NaN);
    }
    return new DailySeries(values);
  }

  /** How many days have a value. */
  public int known() {
    return (int) Arrays.stream(values).filter(value -> !Double.isNaN(value)).count();
  }
}
