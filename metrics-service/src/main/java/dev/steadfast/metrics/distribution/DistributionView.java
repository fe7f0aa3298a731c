package dev.steadfast.metrics.distribution;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.steadfast.contracts.metric.Aggregation;
import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.core.measure.Histogram;
import dev.steadfast.core.measure.Measured;
import dev.steadfast.metrics.query.MetricQuery;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How the values of a metric are spread over buckets. */
@Schema(
    name = "Distribution",
    examples =
        """
        {"metric": "first-response-time", "version": 1, "unit": "ms", "zone": "Europe/Berlin",
         "from": "2026-03-01T00:00:00+01:00", "to": "2026-04-01T00:00:00+02:00", "filter": {}, "partial": false,
         "n": 4, "min": 600063.5, "max": 7192575.5, "below": 0, "above": 0,
         "buckets": [{"from": 300000, "to": 3600000, "n": 3, "sharePercent": 75.0, "cumulativePercent": 75.0},
          {"from": 3600000, "to": 14400000, "n": 1, "sharePercent": 25.0, "cumulativePercent": 100.0}],
         "edges": [{"at": 300000, "countedAt": 299008, "exact": false},
          {"at": 3600000, "countedAt": 3588096, "exact": false},
          {"at": 14400000, "countedAt": 14352384, "exact": false}]}
        """)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DistributionView(
    String metric,
    int version,
    String unit,
    String zone,
    OffsetDateTime from,
    OffsetDateTime to,
    Map<String, String> filter,
    @Schema(description = "The period is not over yet.") boolean partial,
    @Schema(description = "All observations, also those outside the edges.") long n,
    @Schema(description = "Within 0.4 %; absent where nothing was observed.") @Nullable Double min,
    @Nullable Double max,
    @Schema(description = "How many are below the first edge.") long below,
    @Schema(description = "How many are at or above the last edge.") long above,
    List<BucketView> buckets,
    List<EdgeView> edges) {

  /** The values from an edge, inclusive, to the next, exclusive. */
  @Schema(name = "DistributionBucket")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record BucketView(
      @Schema(description = "In the unit of the metric.") BigDecimal from,
      BigDecimal to,
      long n,
      @Schema(description = "Of n; absent where nothing was observed.")
          @Nullable Double sharePercent,
      @Schema(description = "Of n, with all that is below.") @Nullable Double cumulativePercent) {}

  /** One edge, and where the counts on both sides of it are told apart exactly. */
  @Schema(name = "DistributionEdge")
  public record EdgeView(
      BigDecimal at,
      @Schema(description = "Below the edge by at most 0.8 % of its size.") BigDecimal countedAt,
      @Schema(description = "Whether both are the same.") boolean exact) {}

  /**
   * The spread of what was found.
   *
   * @param edges in steps of the metric
   */
  static DistributionView of(MetricQuery query, Measured found, long[] edges, Instant now) {
    MetricDefinition metric = query.metric();
    Histogram values = histogram(found);
    long n = values.count();
    List<BucketView> buckets = new ArrayList<>(edges.length - 1);
    List<EdgeView> counted = new ArrayList<>(edges.length);
    long[] below = new long[edges.length];
    for (int i = 0; i < edges.length; i++) {
      long at = Histogram.edgeAt(edges[i]);
      below[i] = values.countBelow(at);
      counted.add(new EdgeView(metric.inUnit(edges[i]), metric.inUnit(at), at == edges[i]));
      if (i > 0) {
        long within = below[i] - below[i - 1];
        buckets.add(
            new BucketView(
                metric.inUnit(edges[i - 1]),
                metric.inUnit(edges[i]),
                within,
                percent(within, n),
                percent(below[i], n)));
      }
    }
    return new DistributionView(
        metric.key(),
        metric.version(),
        metric.unit(),
        query.period().zone().getId(),
        query.period().from().toOffsetDateTime(),
        query.period().to().toOffsetDateTime(),
        query.filter(),
        query.period().to().toInstant().isAfter(now),
        n,
        orNull(found.value(Aggregation.MIN)),
        orNull(found.value(Aggregation.MAX)),
        below[0],
        n - below[below.length - 1],
        buckets,
        counted);
  }

  /** The values in steps of the metric, none where there are none. */
  static Histogram histogram(Measured found) {
    Histogram histogram = found.cell().histogram();
    return histogram == null ? new Histogram() : histogram;
  }

  private static @Nullable Double percent(long part, long whole) {
    return whole == 0 ? null : 100.0 * part / whole;
  }

  private static @Nullable Double orNull(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }
}
