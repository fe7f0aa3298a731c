package dev.steadfast.metrics.schedule;

import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * A schedule as it is kept.
 *
 * @param version grows with each change
 */
record StoredSchedule(
    UUID id,
    long version,
    ScheduleRequest document,
    OffsetDateTime createdAt,
    String createdBy,
    OffsetDateTime changedAt,
    String changedBy) {

  /** The next version of it. */
  StoredSchedule changed(ScheduleRequest to, OffsetDateTime at, String by) {
    return new StoredSchedule(id, version + 1, to, createdAt, createdBy, at, by);
  }
}
