package dev.steadfast.goals.benchmark;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.steadfast.contracts.metric.Aggregation;
import dev.steadfast.contracts.metric.MetricDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A published figure.
 *
 * @param figures the key of the metric that it is a figure of
 * @param contextFor the keys of the metrics that it is shown for
 * @param aggregation absent where it is not stated
 * @param sameDefinition whether it is known to count what our definition of that key counts
 * @param scale of a survey, by the name that ratings have it: csat-5, nps, ces-7
 * @param sample how many it was taken of
 * @param from the lower end of a range; alone, at least that
 * @param spread of the figure among those that it was taken of
 * @param grade A: an index by its own institute, with a method; B: by whoever gathered it, dated;
 *     C: second-hand or undated
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Benchmark")
public record Benchmark(
    String figures,
    List<String> contextFor,
    @Nullable String aggregation,
    String unit,
    boolean sameDefinition,
    String definition,
    @Nullable String scale,
    @Nullable String industry,
    @Nullable String channel,
    @Nullable Long sample,
    @Nullable Double value,
    @Nullable Double from,
    @Nullable Double to,
    @Nullable Spread spread,
    String source,
    @Nullable String address,
    String period,
    @Schema(
            description =
                "A: an index by its own institute; B: by whoever gathered it, dated; C: second-hand or undated.",
            enumeration = {"A", "B", "C"})
        String grade) {

  /** The scale whose answers a metric counts; a metric that is not here has none. */
  private static final Map<String, String> SCALES =
      Map.of(
          "csat", "csat-5",
          "csat.top-box", "csat-5",
          "csat.score", "csat-5",
          "csat.3-point", "csat-3",
          "csat.2-point", "csat-2",
          "nps", "nps",
          "ces", "ces-7",
          "ces.easy", "ces-7",
          "fcr-survey", "fcr-2");

  /** Why values cannot be held against it; nothing where they can. */
  List<Mismatch> mismatches(MetricDefinition metric, Aggregation by) {
    List<Mismatch> found = new ArrayList<>();
    if (!figures.equals(metric.key())) {
      found.add(Mismatch.METRIC);
    } else if (!sameDefinition) {
      found.add(Mismatch.DEFINITION);
    }
    if (!unit.equals(metric.unit())) {
      found.add(Mismatch.UNIT);
    }
    String ofIt = aggregation == null ? metric.defaultAggregation().code() : aggregation;
    if (!by.code().equals(ofIt)) {
      found.add(Mismatch.AGGREGATION);
    }
    if (!Objects.equals(scale, SCALES.get(metric.key()))) {
      found.add(Mismatch.SCALE);
    }
    return found;
  }

  /** The names of all scales. */
  static Set<String> scales() {
    return Set.copyOf(SCALES.values());
  }

  /** Why a figure is context rather than a yardstick. */
  enum Mismatch {
    METRIC,
    DEFINITION,
    UNIT,
    AGGREGATION,
    SCALE
  }
}
