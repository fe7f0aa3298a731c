package dev.steadfast.goals.advice;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.steadfast.contracts.metric.Aggregation;
import dev.steadfast.contracts.metric.MetricDefinition;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A published figure.
 *
 * @param figures the key of the metric that it is a figure of
 * @param contextFor the keys of the metrics that it is shown for
 * @param aggregation absent where it is not stated
 * @param sameDefinition whether it is known to count what our definition of that key counts
 * @param from the lower end of a range; alone, at least that
 * @param grade A: an index by its own institute, with a method; B: by whoever gathered it, dated;
 *     C: second-hand or undated
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Benchmark")
record Benchmark(
    String figures,
    List<String> contextFor,
    @Nullable String aggregation,
    String unit,
    boolean sameDefinition,
    String definition,
    @Nullable String industry,
    @Nullable String channel,
    @Nullable Double value,
    @Nullable Double from,
    @Nullable Double to,
    String source,
    String period,
    @Schema(
            description =
                "A: an index by its own institute; B: by whoever gathered it, dated; C: second-hand or undated.",
            enumeration = {"A", "B", "C"})
        String grade) {

  /** Whether values can be held against it: the same thing in the same unit, summed up alike. */
  boolean isComparable(MetricDefinition metric, Aggregation by) {
    return sameDefinition
        && figures.equals(metric.key())
        && unit.equals(metric.unit())
        && by.code().equals(aggregation == null ? metric.defaultAggregation().code() : aggregation);
  }
}
