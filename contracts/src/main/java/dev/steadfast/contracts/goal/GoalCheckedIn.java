package dev.steadfast.contracts.goal;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Somebody reported on a goal. {@code confidence} is 0 to 10. */
public record GoalCheckedIn(
    UUID goalId,
    String title,
    UUID checkInId,
    @Nullable Double value,
    @Nullable Integer confidence,
    @Nullable String note,
    @Nullable String by) {}
