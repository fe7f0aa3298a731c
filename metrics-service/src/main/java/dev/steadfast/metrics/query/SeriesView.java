package dev.steadfast.metrics.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.steadfast.contracts.metric.Aggregation;
import dev.steadfast.core.measure.Measured;
import dev.steadfast.metrics.arrival.Gap;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The values of a metric over time. Every number says what it is: definition and version, zone,
 * edges, n and interval.
 *
 * @param unit of the values: {@code ms}, {@code percent} or {@code count}
 * @param thresholds of the shares within a threshold that were asked for; absent without any
 * @param asOf the full hour of which this is the report; absent for what is known now
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SeriesView(
    String metric,
    int version,
    String unit,
    List<Aggregation> aggregations,
    String interval,
    String zone,
    OffsetDateTime from,
    OffsetDateTime to,
    int minimumSample,
    @Nullable List<ThresholdView> thresholds,
    @Nullable OffsetDateTime asOf,
    List<GroupView> series) {

  /**
   * The points of one group.
   *
   * @param group empty where nothing is grouped by; an empty value of a dimension is of the
   *     observations that have none
   * @param labels what its team and agent are called, where that is known
   * @param deleted which of them are gone
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record GroupView(
      @JsonInclude(JsonInclude.Include.ALWAYS) Map<String, String> group,
      Map<String, String> labels,
      List<String> deleted,
      @JsonInclude(JsonInclude.Include.ALWAYS) List<PointView> points) {}

  /** The same groups, with their labels. */
  SeriesView with(List<GroupView> groups) {
    return new SeriesView(
        metric,
        version,
        unit,
        aggregations,
        interval,
        zone,
        from,
        to,
        minimumSample,
        thresholds,
        asOf,
        groups);
  }

  /**
   * One bucket.
   *
   * @param n how many observations it has
   * @param values by aggregation; one that has no value is absent: no data is not zero
   * @param intervals 95 % confidence, by aggregation where one is defined
   * @param partial the bucket is cut by the period, or not over yet
   * @param provisional the value may still change without any late event
   * @param restatedAt when it was last counted otherwise after a day of it was over; absent where
   *     it stands as it was first reported
   * @param noData true where a source fell silent in this time and has not sent since what happened
   *     meanwhile: a count is too low then, and one of nothing is no value at all
   * @param noDataReason which source, and since when
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record PointView(
      OffsetDateTime from,
      OffsetDateTime to,
      long n,
      Map<String, Double> values,
      Map<String, IntervalView> intervals,
      boolean partial,
      boolean provisional,
      @Nullable OffsetDateTime restatedAt,
      @Nullable Boolean noData,
      @Nullable String noDataReason) {

    /** Whether a source fell silent in this time. */
    public boolean lacksData() {
      return noData != null;
    }
  }

  /**
   * A threshold, the share within which is a value in percent.
   *
   * @param aggregation under which it is found in the values, such as {@code within:PT1H}
   * @param threshold in the unit of the metric
   * @param countedTo the largest value that counts as within it, at most 0.8 % above
   * @param exact whether both are the same
   */
  @Schema(name = "SeriesThreshold")
  public record ThresholdView(
      String aggregation, BigDecimal threshold, BigDecimal countedTo, boolean exact) {
    /** The view of one that was asked for. */
    public static ThresholdView of(Threshold threshold) {
      return new ThresholdView(
          threshold.code(),
          threshold.asked(),
          threshold.countedTo(),
          threshold.countedTo().compareTo(threshold.asked()) == 0);
    }
  }

  /** A 95 % confidence interval in the unit of the value. */
  public record IntervalView(double lower, double upper) {}

  /** The view of what was found, with no regard to silent sources. */
  public static SeriesView of(MetricQuery query, Grouping grouping, ZonedDateTime now) {
    return of(query, grouping, List.of(), now);
  }

  /**
   * The view of what was found.
   *
   * @param gaps where sources fell silent, for metrics that count
   */
  public static SeriesView of(
      MetricQuery query, Grouping grouping, List<Gap> gaps, ZonedDateTime now) {
    List<GroupView> groups = new ArrayList<>();
    for (Grouping.Group group : grouping.finished()) {
      List<PointView> points = new ArrayList<>(group.measured().length);
      for (int i = 0; i < group.measured().length; i++) {
        points.add(point(query, grouping, group, i, gaps, reported(query, now)));
      }
      groups.add(new GroupView(group.values(), Map.of(), List.of(), points));
    }
    return new SeriesView(
        query.metric().key(),
        query.metric().version(),
        query.metric().unit(),
        query.aggregations(),
        query.period().interval().name().toLowerCase(Locale.ROOT),
        query.period().zone().getId(),
        query.period().from().toOffsetDateTime(),
        query.period().to().toOffsetDateTime(),
        query.metric().minimumSample(),
        query.thresholds().isEmpty()
            ? null
            : query.thresholds().stream().map(ThresholdView::of).toList(),
        query.asOf() == null ? null : query.asOf().atOffset(ZoneOffset.UTC),
        groups);
  }

  /** Until when days had been over when it was reported. */
  private static ZonedDateTime reported(MetricQuery query, ZonedDateTime now) {
    Instant asOf = query.asOf();
    ZoneId zone = query.period().zone();
    return asOf == null ? now : LocalDate.ofInstant(asOf, zone).atStartOfDay(zone);
  }

  private static PointView point(
      MetricQuery query,
      Grouping grouping,
      Grouping.Group group,
      int at,
      List<Gap> gaps,
      ZonedDateTime now) {
    Period.Bucket bucket = grouping.buckets().get(at);
    Measured cell = group.measured()[at];
    Instant restatedAt = group.restatedAt()[at];
    Map<String, Double> values = new LinkedHashMap<>();
    Map<String, IntervalView> intervals = new LinkedHashMap<>();
    for (Aggregation aggregation : query.aggregations()) {
      group.value(aggregation, at).ifPresent(value -> values.put(aggregation.code(), value));
      cell.interval(aggregation).ifPresent(i -> intervals.put(aggregation.code(), view(i)));
    }
    for (Threshold threshold : query.thresholds()) {
      Measured within = threshold.of(cell);
      within.value(Aggregation.SHARE).ifPresent(value -> values.put(threshold.code(), value));
      within.interval(Aggregation.SHARE).ifPresent(i -> intervals.put(threshold.code(), view(i)));
    }
    List<Gap> silent = SilentSources.within(bucket, gaps);
    if (!silent.isEmpty() && cell.count() == 0) {
      values.clear();
    }
    boolean isRunning = bucket.to().isAfter(now);
    boolean isOpenCohort = bucket.to().plusDays(grouping.settlesAfterDays()).isAfter(now);
    return new PointView(
        bucket.from().toOffsetDateTime(),
        bucket.to().toOffsetDateTime(),
        cell.count(),
        values,
        intervals,
        bucket.cut() || isRunning,
        isRunning || isOpenCohort,
        restatedAt == null ? null : restatedAt.atOffset(ZoneOffset.UTC),
        silent.isEmpty() ? null : true,
        silent.isEmpty() ? null : SilentSources.reason(silent));
  }

  private static IntervalView view(dev.steadfast.core.measure.Interval interval) {
    return new IntervalView(interval.lower(), interval.upper());
  }

  /** What stands in the values of points: aggregations and shares within a threshold. */
  List<String> codes() {
    return Stream.concat(
            aggregations.stream().map(Aggregation::code),
            Stream.ofNullable(thresholds).flatMap(List::stream).map(ThresholdView::aggregation))
        .toList();
  }
}
