package dev.steadfast.contracts.goal;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A goal was closed with its verdict: {@code met}, {@code missed}, {@code cannot-tell}, {@code
 * no-data} or {@code abandoned}.
 */
public record GoalClosed(
    UUID goalId, String title, String verdict, @Nullable Double value, @Nullable String reason) {}
