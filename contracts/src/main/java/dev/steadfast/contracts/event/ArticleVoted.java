package dev.steadfast.contracts.event;

import org.jspecify.annotations.Nullable;

/**
 * A visitor of the knowledge base said whether an article helped. The subject of the event is the
 * visit or the visitor, by the id that it has in its source.
 */
public record ArticleVoted(@Nullable Reference visitor, Reference article, boolean helpful) {}
