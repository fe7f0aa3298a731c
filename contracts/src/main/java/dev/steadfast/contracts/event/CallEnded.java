package dev.steadfast.contracts.event;

import org.jspecify.annotations.Nullable;

/**
 * A call ended: answered by an agent, or abandoned in the queue. All parts are in milliseconds; an
 * absent part of an answered call counts as 0.
 *
 * @param outcome {@code answered} or {@code abandoned}
 * @param queued how long the caller waited
 * @param agent who answered
 * @param channel by its name in the source, where that is not the one the interaction began in
 * @param callback whether the caller left the queue by asking to be called back
 */
public record CallEnded(
    String outcome,
    long queued,
    @Nullable Long talk,
    @Nullable Long hold,
    @Nullable Long wrapUp,
    @Nullable Reference team,
    @Nullable Reference agent,
    @Nullable String channel,
    @Nullable Boolean callback) {}
