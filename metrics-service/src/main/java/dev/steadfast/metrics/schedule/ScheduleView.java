package dev.steadfast.metrics.schedule;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A schedule as it is shown: what people set, and when they did. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Schedule")
record ScheduleView(
    UUID id,
    long version,
    @Nullable String name,
    @Nullable String zone,
    List<ScheduleRequest.@Nullable VersionPart> versions,
    List<ScheduleRequest.@Nullable HolidayPart> holidays,
    List<ScheduleRequest.@Nullable SpecialDayPart> specialDays,
    OffsetDateTime createdAt,
    String createdBy,
    OffsetDateTime changedAt,
    String changedBy) {

  static ScheduleView of(StoredSchedule schedule) {
    ScheduleRequest document = schedule.document();
    return new ScheduleView(
        schedule.id(),
        schedule.version(),
        document.name(),
        document.zone(),
        document.versions() == null ? List.of() : document.versions(),
        document.holidays() == null ? List.of() : document.holidays(),
        document.specialDays() == null ? List.of() : document.specialDays(),
        schedule.createdAt(),
        schedule.createdBy(),
        schedule.changedAt(),
        schedule.changedBy());
  }
}
