package dev.steadfast.contracts.event;

import org.jspecify.annotations.Nullable;

/**
 * A customer rated an interaction. {@code scale} is {@code csat-5}, {@code csat-3}, {@code csat-2},
 * {@code nps}, {@code ces-7} or {@code fcr-2} (was it resolved: 1 no, 2 yes).
 */
public record RatingGiven(
    String scale,
    int value,
    @Nullable String comment,
    @Nullable String language,
    @Nullable Double sentiment,
    @Nullable Reference about) {}
