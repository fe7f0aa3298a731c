package dev.steadfast.contracts.event;

import org.jspecify.annotations.Nullable;

/**
 * A visitor of the knowledge base looked at an article. The subject of the event is the visit or
 * the visitor, by the id that it has in its source.
 *
 * @param visitor a pseudonymous reference; where it is the one that the helpdesk has for the
 *     customer, visits and contacts of one person are seen together
 */
public record ArticleViewed(@Nullable Reference visitor, Reference article) {}
