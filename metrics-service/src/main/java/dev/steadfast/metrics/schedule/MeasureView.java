package dev.steadfast.metrics.schedule;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.steadfast.core.schedule.Part;
import dev.steadfast.core.schedule.Schedule;
import dev.steadfast.core.schedule.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The business time of a span and what it is made of. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "BusinessTime")
record MeasureView(
    UUID scheduleId,
    @Schema(description = "The version of the schedule, as its ETag has it.") long scheduleVersion,
    String zone,
    OffsetDateTime from,
    OffsetDateTime to,
    @Schema(enumeration = {"sum-over-history", "at-end"}) String clockRule,
    @Schema(description = "Counted milliseconds; 0 for a span outside hours.") long countedMs,
    @Schema(description = "The same as an ISO 8601 duration.", examples = "PT1H") String counted,
    @Schema(description = "How long the span lasts by the calendar, in milliseconds.")
        long calendarMs,
    @Schema(description = "In order and without gaps, the first 10,000.") List<PartView> parts,
    @Schema(description = "How many more there are; the counted time has them all.")
        int partsOmitted) {
  static final int MAX_PARTS = 10_000;

  static MeasureView of(
      StoredSchedule stored, Schedule schedule, MeasureRequest.Checked asked, Span span) {
    List<Part> shown = span.parts().subList(0, Math.min(MAX_PARTS, span.parts().size()));
    return new MeasureView(
        stored.id(),
        stored.version(),
        schedule.zone().getId(),
        at(asked.from(), schedule.zone()),
        at(asked.to(), schedule.zone()),
        asked.rule().code(),
        span.countedMillis(),
        Duration.ofMillis(span.countedMillis()).toString(),
        Duration.between(asked.from(), asked.to()).toMillis(),
        shown.stream().map(part -> PartView.of(part, schedule)).toList(),
        span.parts().size() - shown.size());
  }

  private static OffsetDateTime at(Instant instant, ZoneId zone) {
    return instant.atZone(zone).toOffsetDateTime();
  }

  /** A stretch of the span. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "BusinessTimePart")
  record PartView(
      @Schema(
              enumeration = {"counted", "holiday", "closed"},
              description =
                  "counted: within hours, one date each. holiday: one date each. closed: outside hours.")
          String kind,
      OffsetDateTime from,
      OffsetDateTime to,
      @Schema(description = "How long it lasts, in milliseconds.") long ms,
      @Schema(description = "The date in the zone whose hours or holiday it is.")
          @Nullable LocalDate date,
      @Schema(
              description =
                  "The date from which the version is valid that was used, if it has one.")
          @Nullable LocalDate validFrom,
      @Schema(description = "The holiday.") @Nullable String name,
      @Schema(description = "What would have counted without the holiday, in milliseconds.")
          @Nullable Long skippedMs) {
    static PartView of(Part part, Schedule schedule) {
      OffsetDateTime from = at(part.from(), schedule.zone());
      OffsetDateTime to = at(part.to(), schedule.zone());
      return switch (part) {
        case Part.Counted counted ->
            new PartView(
                "counted",
                from,
                to,
                part.millis(),
                counted.date(),
                validFrom(schedule, counted.version()),
                null,
                null);
        case Part.Holiday holiday ->
            new PartView(
                "holiday",
                from,
                to,
                part.millis(),
                holiday.date(),
                validFrom(schedule, holiday.version()),
                holiday.name(),
                holiday.skippedMillis());
        case Part.Closed closed ->
            new PartView("closed", from, to, closed.millis(), null, null, null, null);
      };
    }

    private static @Nullable LocalDate validFrom(Schedule schedule, int version) {
      return schedule.versions().get(version).validFrom().orElse(null);
    }
  }
}
