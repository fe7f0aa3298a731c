package dev.steadfast.contracts.event;

import org.jspecify.annotations.Nullable;

/** Another event of the same interaction did not happen. */
public record EventWithdrawn(String source, String id, @Nullable String reason) {}
