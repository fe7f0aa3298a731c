package dev.steadfast.goals.checkin;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A check-in as it is shown; the numbers are those of its moment. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "CheckIn")
record CheckInView(
    UUID id,
    UUID goalId,
    OffsetDateTime at,
    String by,
    String status,
    @Nullable Double value,
    @Nullable Double lower,
    @Nullable Double upper,
    long n,
    @Nullable Double progress,
    @Nullable Integer confidence,
    @Nullable String note,
    List<String> blockers) {
  static CheckInView of(CheckIn checkIn) {
    return new CheckInView(
        checkIn.id(),
        checkIn.goalId(),
        checkIn.at(),
        checkIn.by(),
        checkIn.status(),
        checkIn.value(),
        checkIn.lower(),
        checkIn.upper(),
        checkIn.n(),
        checkIn.progress(),
        checkIn.confidence(),
        checkIn.note(),
        checkIn.blockers());
  }
}
