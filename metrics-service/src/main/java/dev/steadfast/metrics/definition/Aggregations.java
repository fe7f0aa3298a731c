package dev.steadfast.metrics.definition;

import dev.steadfast.contracts.metric.Aggregation;
import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.contracts.metric.MetricDefinition.Kind;
import java.util.EnumSet;
import java.util.Set;

/** Which aggregations make sense for what. */
public final class Aggregations {
  private Aggregations() {}

  /** Those of metrics of that kind. */
  public static Set<Aggregation> fitting(Kind kind) {
    return switch (kind) {
      case COUNT -> EnumSet.of(Aggregation.COUNT);
      case DURATION, NUMBER, AGE ->
          EnumSet.complementOf(
              EnumSet.of(
                  Aggregation.SHARE,
                  Aggregation.RATIO,
                  Aggregation.NET_SCORE,
                  Aggregation.MEAN_SCORE,
                  Aggregation.LEVEL,
                  Aggregation.DISTINCT_INTERACTIONS,
                  Aggregation.DISTINCT_CUSTOMERS));
      case RATIO, PART -> EnumSet.of(Aggregation.SHARE, Aggregation.COUNT);
      case SCORE -> EnumSet.of(Aggregation.MEAN_SCORE, Aggregation.COUNT);
      case NET_SCORE -> EnumSet.of(Aggregation.NET_SCORE, Aggregation.COUNT);
      case LEVEL -> EnumSet.of(Aggregation.LEVEL);
      case FLOW -> EnumSet.of(Aggregation.SUM, Aggregation.COUNT);
      case QUOTIENT -> EnumSet.of(Aggregation.RATIO);
      case PEOPLE -> EnumSet.noneOf(Aggregation.class);
    };
  }

  /** Those that a series can have: distinct ones of what is counted or is in a level as well. */
  public static Set<Aggregation> readable(MetricDefinition metric) {
    return switch (metric.kind()) {
      case COUNT ->
          EnumSet.of(
              Aggregation.COUNT, Aggregation.DISTINCT_INTERACTIONS, Aggregation.DISTINCT_CUSTOMERS);
      case LEVEL ->
          EnumSet.of(
              Aggregation.LEVEL, Aggregation.DISTINCT_INTERACTIONS, Aggregation.DISTINCT_CUSTOMERS);
      case PEOPLE -> EnumSet.of(metric.defaultAggregation());
      case DURATION, NUMBER, RATIO, QUOTIENT, NET_SCORE, SCORE, FLOW, PART, AGE ->
          fitting(metric.kind());
    };
  }
}
