package dev.steadfast.metrics.restatement;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A day that was counted otherwise after it was over. */
@Schema(name = "Restatement")
public record RestatementView(
    @Schema(description = "The first change within that hour; later ones of the hour are in it.")
        OffsetDateTime changedAt,
    @Schema(description = "The day of the reporting zone that was counted otherwise.")
        LocalDate day,
    @Schema(description = "The dimensions' values; empty for the whole tenant.")
        Map<String, String> scope,
    @Schema(
            description =
                "late: an event's own time lies on a day that was over; corrected: something was withdrawn,"
                    + " merged, deleted or called spam; follow-up: something later changes what counts earlier, as a"
                    + " reopening does; recounted: a release counts otherwise; erased: a person was erased.",
            examples = "[\"late\"]")
        List<String> causes,
    List<ChangeView> changes) {

  /** What became of one metric. */
  @Schema(name = "RestatedMetric")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ChangeView(
      String metric,
      int version,
      String unit,
      @Schema(description = "Absent where nothing had been counted.") @Nullable ValueView before,
      ValueView after) {}

  /**
   * A value of that day.
   *
   * @param n how many observations it has
   */
  @Schema(name = "RestatedValue")
  public record ValueView(
      long n,
      @Schema(description = "By aggregation; of a level, how much the day moved it.")
          Map<String, Double> values) {}
}
