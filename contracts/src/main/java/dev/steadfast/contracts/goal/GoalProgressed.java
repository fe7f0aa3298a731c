package dev.steadfast.contracts.goal;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The measured value of a goal changed. {@code progress} is 1 at the target and 0 at the baseline,
 * unclamped; absent when the value is.
 */
public record GoalProgressed(
    UUID goalId,
    String title,
    String metric,
    @Nullable Double value,
    @Nullable Double lower,
    @Nullable Double upper,
    long n,
    @Nullable Double progress,
    String status,
    OffsetDateTime evaluatedAt) {}
