package dev.steadfast.metrics.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.steadfast.platform.http.Cursor;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One exact value behind a number.
 *
 * @param value milliseconds for a duration; 1 or 0 for a ratio: in the numerator or not; 1 for a
 *     count
 * @param ordinal tells apart several observations of one interaction
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ObservationView(
    UUID interactionId,
    String system,
    String subject,
    OffsetDateTime at,
    long value,
    @Nullable String team,
    @Nullable String agent,
    @Nullable String channel,
    @Nullable String priority,
    int ordinal) {

  Cursor cursor() {
    return Cursor.after(at, interactionId, ordinal);
  }
}
