package dev.steadfast.metrics.compare;

import dev.steadfast.contracts.metric.Aggregation;
import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.contracts.metric.MetricDefinition.Direction;
import dev.steadfast.core.compare.Comparison;
import dev.steadfast.core.compare.Method;
import dev.steadfast.core.compare.Side;
import dev.steadfast.core.compare.Verdict;
import dev.steadfast.core.measure.Measured;
import dev.steadfast.metrics.compare.ComparisonView.SideView;
import dev.steadfast.metrics.query.Grouping;
import dev.steadfast.metrics.query.MetricQuery;
import dev.steadfast.metrics.query.SeriesView;
import dev.steadfast.metrics.query.SeriesView.PointView;
import dev.steadfast.metrics.query.SilentSources;
import dev.steadfast.metrics.query.Threshold;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * Both questions of a comparison with what was found. Both ask for one aggregation and one bucket.
 */
record ComparedQueries(
    MetricQuery measured,
    Measured measuredValues,
    PointView measuredPoint,
    MetricQuery against,
    Measured againstValues,
    PointView againstPoint) {

  static ComparedQueries of(
      MetricQuery measured,
      Grouping found,
      MetricQuery against,
      Grouping foundAgainst,
      SilentSources silentSources,
      ZonedDateTime now) {
    PointView point = point(measured, found, silentSources, now);
    PointView againstPoint = point(against, foundAgainst, silentSources, now);
    return new ComparedQueries(
        measured, cell(measured, found), point, against, cell(against, foundAgainst), againstPoint);
  }

  /** What is asked for within a threshold is compared as the share that it is. */
  private static Measured cell(MetricQuery query, Grouping found) {
    Measured measured = found.finished().getFirst().measured()[0];
    return query.thresholds().isEmpty() ? measured : query.thresholds().getFirst().of(measured);
  }

  private static PointView point(
      MetricQuery query, Grouping found, SilentSources silentSources, ZonedDateTime now) {
    return SeriesView.of(query, found, silentSources.of(query), now)
        .series()
        .getFirst()
        .points()
        .getFirst();
  }

  MetricDefinition metric() {
    return measured.metric();
  }

  Aggregation aggregation() {
    return threshold().isPresent() ? Aggregation.SHARE : measured.aggregations().getFirst();
  }

  /** Within which the share is that is compared, or empty. */
  Optional<Threshold> threshold() {
    return measured.thresholds().stream().findFirst();
  }

  /** Under which it is found in the values of a point. */
  private String code() {
    return threshold().map(Threshold::code).orElse(aggregation().code());
  }

  /** The aggregation in words. */
  String aggregationInWords() {
    return threshold().isPresent() ? "share " + code().replace(':', ' ') : code();
  }

  /** Of the values, counts a day aside. */
  String valueUnit() {
    if (threshold().isPresent()) {
      return "percent";
    }
    return aggregation() == Aggregation.COUNT ? "count" : metric().unit();
  }

  /** Of the values: the more there are within a threshold, the lower are those themselves. */
  Direction direction() {
    Direction ofValues = metric().direction();
    if (threshold().isEmpty() || ofValues == Direction.NEITHER) {
      return ofValues;
    }
    return ofValues == Direction.LOWER ? Direction.HIGHER : Direction.LOWER;
  }

  /** Where a source fell silent a count is too low, or none: then there is no verdict. */
  Comparison compare(ZonedDateTime now) {
    Comparison found =
        Comparison.of(
            new Side(measuredValues, measured.period().daysOver(now.toInstant())),
            new Side(againstValues, against.period().daysOver(now.toInstant())),
            aggregation(),
            metric().minimumSample());
    if (!measuredPoint.lacksData() && !againstPoint.lacksData()) {
      return found;
    }
    OptionalDouble value = known(measuredPoint, found.value());
    OptionalDouble other = known(againstPoint, found.against());
    boolean areBothKnown = value.isPresent() && other.isPresent();
    return new Comparison(
        value,
        other,
        areBothKnown ? found.difference() : OptionalDouble.empty(),
        areBothKnown ? found.interval() : Optional.empty(),
        areBothKnown ? found.method() : Method.NONE,
        found.perDay(),
        Verdict.CANNOT_TELL);
  }

  private static OptionalDouble known(PointView point, OptionalDouble value) {
    return point.lacksData() && point.n() == 0 ? OptionalDouble.empty() : value;
  }

  /** Who fell silent on which side, in words; empty if nobody did. */
  Optional<String> silence() {
    return Stream.of(measuredPoint, againstPoint)
        .filter(PointView::lacksData)
        .map(PointView::noDataReason)
        .findFirst();
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
        point.intervals().get(code()),
        point.partial(),
        point.provisional(),
        point.noData(),
        point.noDataReason());
  }
}
