package dev.steadfast.metrics.reference;

import org.jspecify.annotations.Nullable;

/**
 * How an event names a team or an agent.
 *
 * @param label to show; null where the event has none
 */
public record Naming(ReferenceKind kind, String id, @Nullable String label) {}
