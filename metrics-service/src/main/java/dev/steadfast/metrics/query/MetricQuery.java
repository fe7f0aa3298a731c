package dev.steadfast.metrics.query;

import dev.steadfast.contracts.metric.Aggregation;
import dev.steadfast.contracts.metric.DerivedMetrics;
import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.core.measure.Scope;
import dev.steadfast.metrics.definition.Aggregations;
import dev.steadfast.platform.http.TimeParameter;
import dev.steadfast.platform.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a metric.
 *
 * @param thresholds shares within them that are asked for beside the aggregations
 * @param groupBy dimensions, none of them in the filter
 * @param filter values by dimension
 * @param asOf what was reported then, at a full hour; null for what is known now
 */
public record MetricQuery(
    MetricDefinition metric,
    Period period,
    List<Aggregation> aggregations,
    List<Threshold> thresholds,
    List<String> groupBy,
    Map<String, String> filter,
    @Nullable Instant asOf) {

  /** The whole set of tags, as JSON; asked for by what splits a whole into parts. */
  public static final String ALL_TAGS = "tags";

  /**
   * Reads the parameters.
   *
   * @throws ProblemException {@code invalid-parameter}
   */
  public static MetricQuery of(
      MetricDefinition metric,
      Period period,
      @Nullable String aggregation,
      @Nullable String groupBy,
      List<String> filter) {
    return of(
        metric,
        period,
        new AskedAggregations(aggregationsOf(metric, aggregation), List.of()),
        groupBy,
        filter);
  }

  /**
   * The same for one number, which can be a share within a threshold as well.
   *
   * @throws ProblemException {@code invalid-parameter}
   */
  public static MetricQuery ofOne(
      MetricDefinition metric, Period period, String aggregation, List<String> filter) {
    AskedAggregations asked =
        Threshold.isMeant(aggregation)
            ? AskedAggregations.of(metric, aggregation, Aggregations.fitting(metric.kind()))
            : new AskedAggregations(aggregationsOf(metric, aggregation), List.of());
    if (asked.size() > 1) {
      throw ProblemException.invalidParameter("aggregation", "Ask for one aggregation.");
    }
    return of(metric, period, asked, null, filter);
  }

  /**
   * The same for a series, which can count distinct ones as well.
   *
   * @throws ProblemException {@code invalid-parameter}
   */
  public static MetricQuery ofSeries(
      MetricDefinition metric,
      Period period,
      @Nullable String aggregation,
      @Nullable String groupBy,
      List<String> filter) {
    MetricQuery query =
        of(
            metric,
            period,
            AskedAggregations.of(metric, aggregation, Aggregations.readable(metric)),
            groupBy,
            filter);
    if (query.isOfPeople() && (query.hasTraits() || !query.dimensions().isEmpty())) {
      throw ProblemException.invalidParameter(
          "filter", "Visits have no dimensions, so that " + metric.key() + " has none.");
    }
    return query;
  }

  private static MetricQuery of(
      MetricDefinition metric,
      Period period,
      AskedAggregations asked,
      @Nullable String groupBy,
      List<String> filter) {
    Map<String, String> values = AskedDimensions.filter(filter);
    List<String> groups = AskedDimensions.groups(groupBy);
    for (String dimension : groups) {
      if (values.containsKey(dimension)) {
        throw ProblemException.invalidParameter(
            "groupBy", "The filter already names one " + dimension + ".");
      }
    }
    if (metric.kind() == MetricDefinition.Kind.PART && values.containsKey("channel")) {
      throw ProblemException.invalidParameter(
          "filter",
          metric.key() + " is of all channels: group by channel, and take the one in question.");
    }
    return new MetricQuery(
        metric, period, asked.aggregations(), asked.thresholds(), groups, values, null);
  }

  /**
   * The same of what was reported at that time, rounded down to the full hour.
   *
   * @param time RFC 3339; null for what is known now
   * @throws ProblemException {@code invalid-parameter}
   */
  MetricQuery reportedAt(@Nullable String time, Instant now) {
    if (time == null || time.isBlank()) {
      return this;
    }
    if (isOfPeople() || asksForDistinct()) {
      throw ProblemException.invalidParameter(
          "asOf", "Distinct ones are counted as they are known now.");
    }
    try {
      Instant asked = TimeParameter.parse(time).toInstant();
      if (asked.isAfter(now)) {
        throw ProblemException.invalidParameter("asOf", "asOf must not be in the future.");
      }
      return new MetricQuery(
          metric,
          period,
          aggregations,
          thresholds,
          groupBy,
          filter,
          asked.truncatedTo(ChronoUnit.HOURS));
    } catch (DateTimeException e) {
      throw ProblemException.invalidParameter(
          "asOf", "asOf is a time such as 2026-03-01T09:00:00+01:00.");
    }
  }

  /** The definition whose cells and observations hold the answer. */
  MetricDefinition counted() {
    return DerivedMetrics.basis(metric);
  }

  /** The aggregations of that text, separated by commas; without any those that tell most. */
  public static List<Aggregation> aggregationsOf(
      MetricDefinition metric, @Nullable String aggregation) {
    Set<Aggregation> fitting = Aggregations.fitting(metric.kind());
    if (fitting.isEmpty()) {
      throw ProblemException.invalidParameter(
          "metric", metric.key() + " can be read as a series and as a summary only.");
    }
    return AskedAggregations.withoutThresholds(metric, aggregation, fitting);
  }

  /** Whether it is counted by people, over the whole of each bucket. */
  boolean isOfPeople() {
    return metric.kind() == MetricDefinition.Kind.PEOPLE;
  }

  boolean asksForDistinct() {
    return aggregations.stream().anyMatch(Aggregation::isDistinct);
  }

  /**
   * Values by dimension.
   *
   * @throws ProblemException {@code invalid-parameter}
   */
  public static Map<String, String> filterOf(List<String> filter) {
    return AskedDimensions.filter(filter);
  }

  /** The same of another metric. */
  MetricQuery of(MetricDefinition other) {
    return new MetricQuery(other, period, aggregations, thresholds, groupBy, filter, asOf);
  }

  /** The same of fewer of the dimensions that it is grouped by: of each of two, and of none. */
  List<MetricQuery> wholes() {
    Stream<List<String>> fewer =
        switch (groupBy.size()) {
          case 0 -> Stream.of();
          case 1 -> Stream.of(List.of());
          default -> Stream.concat(groupBy.stream().map(List::of), Stream.of(List.of()));
        };
    return fewer
        .map(
            groups ->
                new MetricQuery(metric, period, aggregations, thresholds, groups, filter, asOf))
        .toList();
  }

  /**
   * Whether what has no value of a dimension can be told from cells. Not of what was reported of
   * agents: the log of one who was erased is gone.
   */
  boolean hasWholes() {
    return !groupBy.isEmpty() && (asOf == null || !groupBy.contains("agent"));
  }

  /** The same by whole sets of tags, which overlap nowhere, instead of by each tag. */
  public MetricQuery byWholeSetsOfTags() {
    List<String> groups = groupBy.stream().map(one -> one.equals("tag") ? ALL_TAGS : one).toList();
    return new MetricQuery(metric, period, aggregations, thresholds, groups, filter, asOf);
  }

  /**
   * Whether it asks for what belongs to an interaction as a whole, of which no cells are merged.
   */
  boolean hasTraits() {
    return Stream.concat(groupBy.stream(), filter.keySet().stream())
        .anyMatch(dimension -> !Scope.DIMENSIONS.contains(dimension));
  }

  /** The dimensions that a cell must have to answer, in canonical order. */
  List<String> dimensions() {
    List<String> all = new ArrayList<>(Scope.DIMENSIONS);
    all.removeIf(dimension -> !groupBy.contains(dimension) && !filter.containsKey(dimension));
    return all;
  }

  /** Whether cells of that combination of dimensions are merged beforehand. */
  boolean isMerged() {
    return !hasTraits() && Scope.MERGED.contains(dimensions());
  }
}
