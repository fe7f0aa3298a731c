package dev.steadfast.contracts.event;

import org.jspecify.annotations.Nullable;

/**
 * A team, an agent or a customer: the id it has in its source and a label to show, of which that of
 * the latest event counts. Both are 1 to 200 characters.
 */
public record Reference(String id, @Nullable String label) {}
