package dev.steadfast.contracts.goal;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A goal was created, revised or activated; {@code fields} names what changed. */
public record GoalChanged(
    UUID goalId,
    String title,
    String state,
    List<String> fields,
    @Nullable String by,
    @Nullable String reason) {}
