package dev.steadfast.goals.benchmark;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.steadfast.goals.goal.Amount;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How a figure differs among those that it was taken of: one of the two. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "BenchmarkSpread")
public record Spread(
    @Schema(
            description =
                "The standard deviation around the value, above 0. A position by it takes them to be normally distributed.")
        @Nullable Amount standardDeviation,
    @Schema(
            minItems = 2,
            maxItems = 99,
            description =
                "Published percentiles, ascending. A position by them takes no distribution, and a straight line between"
                    + " two.")
        @Nullable List<@Nullable Percentile> percentiles) {

  /** A published percentile. */
  @Schema(name = "BenchmarkPercentile")
  public record Percentile(
      @Schema(description = "Above 0 and below 100.") @Nullable Double percent,
      @Nullable Amount value) {}
}
