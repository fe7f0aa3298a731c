package dev.steadfast.goals.benchmark;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.steadfast.goals.goal.Amount;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A figure as people write it. Checked by {@link BenchmarkRules}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
    name = "BenchmarkRequest",
    requiredProperties = {"metric", "definition", "period", "source", "grade"},
    examples = BenchmarkRequest.EXAMPLE)
record BenchmarkRequest(
    @Schema(description = "The key of the metric that it is a figure of.", examples = "csat")
        @Nullable String metric,
    @Schema(description = "The metric's default unless given.", examples = "share")
        @Nullable String aggregation,
    @Schema(
            maxLength = 50,
            description = "The metric's unit unless given; in another one it is context only.")
        @Nullable String unit,
    @Schema(
            description =
                "Whether it counts exactly what the metric's definition counts. Unless true it is context only.",
            defaultValue = "false")
        @Nullable Boolean sameDefinition,
    @Schema(minLength = 1, maxLength = 1000, description = "What it counts, in words.")
        @Nullable String definition,
    @Schema(
            enumeration = {"csat-5", "csat-3", "csat-2", "nps", "ces-7", "fcr-2"},
            description = "Of a survey. Without it a figure of a survey metric is context only.")
        @Nullable String scale,
    @Schema(maxLength = 200) @Nullable String industry,
    @Schema(maxLength = 200) @Nullable String channel,
    @Schema(minimum = "1", description = "How many it was taken of.") @Nullable Long sample,
    @Schema(minLength = 1, maxLength = 200, examples = "2026") @Nullable String period,
    @Schema(description = "The figure; or from, to or both for a range.") @Nullable Amount value,
    @Nullable Amount from,
    @Nullable Amount to,
    @Nullable Spread spread,
    @Schema(minLength = 1, maxLength = 200) @Nullable String source,
    @Schema(maxLength = 2000, description = "An http or https address.") @Nullable String address,
    @Schema(
            enumeration = {"A", "B", "C"},
            description =
                "A: an index by its own institute; B: by whoever gathered it, dated; C: second-hand or undated.")
        @Nullable String grade) {

  static final String EXAMPLE =
      """
      {"metric": "csat", "sameDefinition": true, "definition": "4 or 5 of 5, of all answers", "scale": "csat-5",
       "industry": "retail", "sample": 120, "period": "2026", "value": 84, "spread": {"standardDeviation": 6},
       "source": "Association of our trade", "address": "https://example.org/report", "grade": "B"}
      """;
}
