package dev.steadfast.contracts.event;

import org.jspecify.annotations.Nullable;

/**
 * The department told customers something before they asked. The subject of the event is the
 * sending, by the id that it has in its source.
 *
 * @param kind such as {@code email} or {@code status-page}
 * @param recipients how many people it was sent to
 * @param reason what it was about
 */
public record OutreachSent(String kind, long recipients, @Nullable String reason) {}
