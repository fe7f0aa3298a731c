package dev.steadfast.goals.effect;

import dev.steadfast.contracts.metric.Aggregation;
import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.core.measure.Cell;
import dev.steadfast.core.measure.Measured;
import dev.steadfast.goals.progress.DateRange;
import dev.steadfast.goals.progress.DayCell;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;

/** A series of one value a day out of day cells. */
final class DailyValues {
  private DailyValues() {}

  /**
   * The value of each day by the metric's default aggregation. A day without cells between the
   * first and the last known one is 0 for a count and as the day before for a level; any other has
   * no value, which is NaN.
   *
   * @param cells oldest first; for a level, all since its beginning
   * @return one for each of the days
   */
  static double[] of(MetricDefinition metric, List<DayCell> cells, DateRange days) {
    double[] values = new double[(int) days.days()];
    Arrays.fill(values, Double.NaN);
    if (metric.defaultAggregation() == Aggregation.LEVEL) {
      levels(values, cells, days);
      return values;
    }
    int first = values.length;
    int last = -1;
    for (DayCell each : cells) {
      if (!days.contains(each.day())) {
        continue;
      }
      int day = (int) days.from().until(each.day(), ChronoUnit.DAYS);
      Cell cell = each.cell();
      values[day] = Measured.of(metric, cell).value(metric.defaultAggregation()).orElse(Double.NaN);
      first = Math.min(first, day);
      last = Math.max(last, day);
    }
    if (metric.kind() == MetricDefinition.Kind.COUNT) {
      for (int day = first; day <= last; day++) {
        values[day] = Double.isNaN(values[day]) ? 0 : values[day];
      }
    }
    return values;
  }

  private static void levels(double[] values, List<DayCell> cells, DateRange days) {
    double level = 0;
    int next = 0;
    int last =
        cells.isEmpty() ? -1 : (int) days.from().until(cells.getLast().day(), ChronoUnit.DAYS);
    for (int day = 0; day < values.length && day <= last; day++) {
      while (next < cells.size() && !cells.get(next).day().isAfter(days.from().plusDays(day))) {
        level += cells.get(next).cell().sum();
        next++;
      }
      values[day] = next == 0 ? Double.NaN : level;
    }
  }
}
