package dev.steadfast.goals.benchmark;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.steadfast.contracts.metric.Aggregation;
import dev.steadfast.contracts.metric.BuiltInMetrics;
import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.platform.http.Cursor;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A figure as it is shown. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "BenchmarkRow")
record BenchmarkView(
    @Schema(description = "Of an own one; absent for a published one, which cannot be changed.")
        @Nullable UUID id,
    @Nullable Long version,
    @Schema(
            enumeration = {"own", "published"},
            description = "Whether the tenant added it, or it comes with the service.")
        String origin,
    @JsonUnwrapped Benchmark figure,
    @Schema(description = "Whether values of the metric can be held against it, and why not.")
        ComparabilityView comparability,
    @Nullable OffsetDateTime createdAt,
    @Nullable String createdBy,
    @Nullable OffsetDateTime changedAt,
    @Nullable String changedBy) {

  /** Of the metric asked for, or else of its own, by its default aggregation. */
  static BenchmarkView of(BenchmarkReader.Listed listed, @Nullable MetricDefinition asked) {
    Optional<MetricDefinition> metric =
        asked == null ? BuiltInMetrics.named(listed.benchmark().figures()) : Optional.of(asked);
    return of(
        listed,
        metric
            .map(
                known ->
                    ComparabilityView.of(listed.benchmark(), known, known.defaultAggregation()))
            .orElse(ComparabilityView.WITHOUT_METRIC));
  }

  static BenchmarkView of(BenchmarkReader.Listed listed, ComparabilityView comparability) {
    StoredBenchmark stored = listed.stored();
    return stored == null
        ? new BenchmarkView(
            null, null, "published", listed.benchmark(), comparability, null, null, null, null)
        : new BenchmarkView(
            stored.id(),
            stored.version(),
            "own",
            listed.benchmark(),
            comparability,
            stored.createdAt(),
            stored.createdBy(),
            stored.changedAt(),
            stored.changedBy());
  }

  static BenchmarkView of(StoredBenchmark stored) {
    return of(
        new BenchmarkReader.Listed(
            BenchmarkRules.check(stored.document()), stored, Cursor.after(stored.id())),
        (MetricDefinition) null);
  }

  /** Whether values can be held against a figure. */
  @Schema(name = "BenchmarkComparability")
  record ComparabilityView(
      @Schema(description = "If not, the figure is context and no yardstick.") boolean comparable,
      @Schema(
              description =
                  "metric: of another metric. definition: not known to count the same. unit, aggregation, scale: in"
                      + " others, or the scale is not stated.")
          List<String> mismatches) {
    static final ComparabilityView WITHOUT_METRIC = new ComparabilityView(false, List.of("metric"));

    static ComparabilityView of(Benchmark benchmark, MetricDefinition metric, Aggregation by) {
      List<String> mismatches =
          benchmark.mismatches(metric, by).stream()
              .map(each -> each.name().toLowerCase(Locale.ROOT))
              .toList();
      return new ComparabilityView(mismatches.isEmpty(), mismatches);
    }
  }

  /** One page of figures. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "BenchmarkPage")
  record PageView(
      List<BenchmarkView> items,
      @Nullable String nextCursor,
      @Schema(
              description =
                  "Metrics of which no traceable public set is known, and that sentence of each: customer effort, handle"
                      + " time, survey response rates.")
          Map<String, String> withoutPublicSet) {}
}
