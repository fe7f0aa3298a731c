package dev.steadfast.contracts.event;

import org.jspecify.annotations.Nullable;

/** Another event did not happen, whichever interaction it is of. */
public record EventWithdrawn(String source, String id, @Nullable String reason) {}
