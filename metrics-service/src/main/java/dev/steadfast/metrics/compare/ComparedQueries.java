package dev.steadfast.metrics.compare;

import dev.steadfast.contracts.metric.Aggregation;
import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.core.compare.Comparison;
import dev.steadfast.core.compare.Side;
import dev.steadfast.core.measure.Cell;
import dev.steadfast.metrics.compare.ComparisonView.SideView;
import dev.steadfast.metrics.query.Grouping;
import dev.steadfast.metrics.query.MetricQuery;
import dev.steadfast.metrics.query.SeriesView;
import dev.steadfast.metrics.query.SeriesView.PointView;
import java.time.ZonedDateTime;
import java.util.OptionalDouble;

/**
 * Both questions of a comparison with what was found. Both ask for one aggregation and one cell.
 */
record ComparedQueries(
    MetricQuery measured,
    Cell measuredCell,
    PointView measuredPoint,
    MetricQuery against,
    Cell againstCell,
    PointView againstPoint) {

  static ComparedQueries of(
      MetricQuery measured,
      Grouping found,
      MetricQuery against,
      Grouping foundAgainst,
      ZonedDateTime now) {
    PointView point = point(measured, found, now);
    PointView againstPoint = point(against, foundAgainst, now);
    return new ComparedQueries(
        measured,
        found.finished().getFirst().cells()[0],
        point,
        against,
        foundAgainst.finished().getFirst().cells()[0],
        againstPoint);
  }

  private static PointView point(MetricQuery query, Grouping found, ZonedDateTime now) {
    return SeriesView.of(query, found, now).series().getFirst().points().getFirst();
  }

  MetricDefinition metric() {
    return measured.metric();
  }

  Aggregation aggregation() {
    return measured.aggregations().getFirst();
  }

  /** Of the values, counts a day aside. */
  String valueUnit() {
    return aggregation() == Aggregation.COUNT ? "count" : metric().unit();
  }

  Comparison compare(ZonedDateTime now) {
    return Comparison.of(
        new Side(measuredCell, measured.period().daysOver(now.toInstant())),
        new Side(againstCell, against.period().daysOver(now.toInstant())),
        aggregation(),
        metric().minimumSample());
  }

  /** Whether an observation may count on both sides. */
  boolean overlap() {
    boolean isApart =
        measured.filter().entrySet().stream()
            .anyMatch(
                one -> {
                  String other = against.filter().get(one.getKey());
                  return other != null && !other.equals(one.getValue());
                });
    return !isApart && measured.period().overlaps(against.period());
  }

  SideView side(MetricQuery query, PointView point, OptionalDouble value) {
    return new SideView(
        point.from(),
        point.to(),
        query.filter(),
        point.n(),
        value.isPresent() ? value.getAsDouble() : null,
        point.intervals().get(aggregation().code()),
        point.partial(),
        point.provisional());
  }
}
