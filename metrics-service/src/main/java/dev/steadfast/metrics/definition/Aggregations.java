package dev.steadfast.metrics.definition;

import dev.steadfast.contracts.metric.Aggregation;
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
                  Aggregation.NET_SCORE,
                  Aggregation.MEAN_SCORE,
                  Aggregation.LEVEL));
      case RATIO, PART -> EnumSet.of(Aggregation.SHARE, Aggregation.COUNT);
      case SCORE -> EnumSet.of(Aggregation.MEAN_SCORE, Aggregation.COUNT);
      case NET_SCORE -> EnumSet.of(Aggregation.NET_SCORE, Aggregation.COUNT);
      case LEVEL -> EnumSet.of(Aggregation.LEVEL);
      case FLOW -> EnumSet.of(Aggregation.SUM, Aggregation.COUNT);
    };
  }
}
