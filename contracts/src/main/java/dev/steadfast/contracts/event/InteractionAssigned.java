package dev.steadfast.contracts.event;

import org.jspecify.annotations.Nullable;

/** An interaction was assigned. Either may be null: unassigned. */
public record InteractionAssigned(@Nullable Reference team, @Nullable Reference agent) {}
