package dev.steadfast.metrics.compare;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.steadfast.contracts.metric.Aggregation;
import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.contracts.metric.MetricDefinition.Direction;
import dev.steadfast.core.compare.Comparison;
import dev.steadfast.core.compare.Verdict;
import dev.steadfast.metrics.query.SeriesView.IntervalView;
import dev.steadfast.metrics.query.SeriesView.ThresholdView;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Two values of a metric side by side. */
@Schema(
    name = "Comparison",
    examples =
        """
        {"metric": "csat", "version": 1, "unit": "percent", "aggregation": "share", "zone": "Europe/Berlin",
         "minimumSample": 30,
         "measured": {"from": "2026-03-01T00:00:00+01:00", "to": "2026-04-01T00:00:00+02:00", "filter": {},
          "n": 70, "value": 80.0, "interval": {"lower": 69.2, "upper": 87.7}, "partial": false, "provisional": false},
         "against": {"from": "2026-02-01T00:00:00+01:00", "to": "2026-03-01T00:00:00+01:00", "filter": {},
          "n": 80, "value": 60.0, "interval": {"lower": 49.0, "upper": 70.0}, "partial": false, "provisional": false},
         "difference": 20.0, "differenceUnit": "points", "interval": {"lower": 5.2, "upper": 33.4},
         "relativePercent": 33.3, "method": "newcombe", "overlapping": false, "verdict": "higher", "judgement": "better",
         "summary": "Customer satisfaction (share) is 80.0 %, against 60.0 %: 20.0 points higher, 95 % interval +5.2 points to +33.4 points. That is better."}
        """)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ComparisonView(
    String metric,
    int version,
    @Schema(description = "Of the values; count per day for counts of periods of unequal length.")
        String unit,
    Aggregation aggregation,
    @Schema(description = "Of a share within a threshold; absent otherwise.")
        @Nullable ThresholdView threshold,
    String zone,
    int minimumSample,
    SideView measured,
    SideView against,
    @Schema(description = "Measured less against; absent where either has no value.")
        @Nullable Double difference,
    @Schema(description = "That of the values; points for shares in percent.")
        String differenceUnit,
    @Schema(description = "95 % interval of the difference, if both sides are independent.")
        @Nullable IntervalView interval,
    @Schema(description = "The difference in percent of the other value, if that is above zero.")
        @Nullable Double relativePercent,
    @Schema(
            enumeration = {"newcombe", "welch", "square-and-add", "poisson", "none"},
            description = "How the interval was found; see docs/queries.md.")
        String method,
    @Schema(
            description =
                "Both sides share observations. Their interval is then wider than it need be.")
        boolean overlapping,
    @Schema(enumeration = {"higher", "lower", "no-difference-found", "cannot-tell"}) String verdict,
    @Schema(
            enumeration = {"better", "worse"},
            description = "Only with higher or lower, and where the metric has a better direction.")
        @Nullable String judgement,
    String summary) {

  /** One of both. */
  @Schema(name = "ComparisonSide")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record SideView(
      OffsetDateTime from,
      OffsetDateTime to,
      Map<String, String> filter,
      long n,
      @Nullable Double value,
      @Nullable IntervalView interval,
      boolean partial,
      boolean provisional,
      @Schema(
              description =
                  "True where a source fell silent in this time: a count is too low then, and one of nothing has no value.")
          @Nullable Boolean noData,
      @Schema(description = "Which source, and since when.") @Nullable String noDataReason) {}

  static ComparisonView of(ComparedQueries queries, Comparison comparison) {
    MetricDefinition metric = queries.metric();
    Double difference =
        comparison.difference().isPresent() ? comparison.difference().getAsDouble() : null;
    String unit = queries.valueUnit();
    return new ComparisonView(
        metric.key(),
        metric.version(),
        comparison.perDay() ? "count per day" : unit,
        queries.aggregation(),
        queries.threshold().map(ThresholdView::of).orElse(null),
        queries.measured().period().zone().getId(),
        metric.minimumSample(),
        queries.side(queries.measured(), queries.measuredPoint(), comparison.value()),
        queries.side(queries.against(), queries.againstPoint(), comparison.against()),
        difference,
        unit.equals("percent") ? "points" : comparison.perDay() ? "count per day" : unit,
        comparison.interval().map(i -> new IntervalView(i.lower(), i.upper())).orElse(null),
        relative(comparison),
        code(comparison.method()),
        queries.overlap(),
        code(comparison.verdict()),
        judgement(queries.direction(), comparison.verdict()),
        ComparisonSummary.of(queries, comparison));
  }

  private static @Nullable Double relative(Comparison comparison) {
    if (comparison.difference().isEmpty() || !(comparison.against().orElse(0) > 0)) {
      return null;
    }
    return 100 * comparison.difference().getAsDouble() / comparison.against().getAsDouble();
  }

  private static String code(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static @Nullable String judgement(Direction direction, Verdict verdict) {
    if (direction == Direction.NEITHER || (verdict != Verdict.HIGHER && verdict != Verdict.LOWER)) {
      return null;
    }
    return (verdict == Verdict.HIGHER) == (direction == Direction.HIGHER) ? "better" : "worse";
  }
}
