package dev.steadfast.contracts.event;

import org.jspecify.annotations.Nullable;

/**
 * A visitor searched the knowledge base. The subject of the event is the visit or the visitor, by
 * the id that it has in its source.
 *
 * @param results how many articles were found
 */
public record SearchPerformed(@Nullable Reference visitor, @Nullable Long results) {}
