package dev.steadfast.metrics.interaction;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.metrics.timeline.Explanation.Hours;
import dev.steadfast.metrics.timeline.Explanation.Part;
import dev.steadfast.metrics.timeline.Explanation.Span;
import dev.steadfast.metrics.timeline.Explanation.Told;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A part of a duration, whether it counts or not. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "ExplainedPart")
record ExplainedPartView(
    @Schema(description = "Absent where the event of a call tells only how long it lasted.")
        @Nullable OffsetDateTime from,
    @Nullable OffsetDateTime to,
    long ms,
    @Schema(description = "The status in it, if one was known.") @Nullable String status,
    boolean counted,
    @Schema(
            enumeration = {
              "calendar",
              "with-agents",
              "with-third-party",
              "with-requester",
              "done",
              "with-others",
              "queued",
              "handled",
              "told",
              "within-hours",
              "outside-hours",
              "holiday"
            })
        String reason,
    String inWords,
    @Schema(description = "Of a business clock: the date whose hours or holiday it is.")
        @Nullable LocalDate date,
    @Schema(
            description =
                "Of a business clock: the date from which the version of the schedule is valid, if it has one.")
        @Nullable LocalDate validFrom,
    @Schema(description = "The holiday.") @Nullable String holiday) {
  static ExplainedPartView of(MetricDefinition metric, Part part) {
    String reason = ExplanationView.code(part.reason());
    String words = ExplanationWords.of(metric, part);
    return switch (part) {
      case Span span ->
          new ExplainedPartView(
              ExplanationView.utc(span.from()),
              ExplanationView.utc(span.to()),
              span.milliseconds(),
              span.status() == null ? null : ExplanationView.code(span.status()),
              span.isCounted(),
              reason,
              words,
              null,
              null,
              null);
      case Hours hours -> of(hours, reason, words);
      case Told told ->
          new ExplainedPartView(
              null,
              null,
              told.milliseconds(),
              null,
              told.isCounted(),
              reason,
              words,
              null,
              null,
              null);
    };
  }

  private static ExplainedPartView of(Hours part, String reason, String words) {
    LocalDate date = null;
    String holiday = null;
    switch (part.hours()) {
      case dev.steadfast.core.schedule.Part.Counted counted -> date = counted.date();
      case dev.steadfast.core.schedule.Part.Holiday closed -> {
        date = closed.date();
        holiday = closed.name();
      }
      case dev.steadfast.core.schedule.Part.Closed closed -> {}
    }
    return new ExplainedPartView(
        ExplanationView.utc(part.from()),
        ExplanationView.utc(part.to()),
        part.milliseconds(),
        part.status() == null ? null : ExplanationView.code(part.status()),
        part.isCounted(),
        reason,
        words,
        date,
        part.validFrom().orElse(null),
        holiday);
  }
}
