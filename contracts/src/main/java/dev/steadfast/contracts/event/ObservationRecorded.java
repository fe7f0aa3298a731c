package dev.steadfast.contracts.event;

import org.jspecify.annotations.Nullable;

/**
 * A number that was computed elsewhere. It counts for a metric that the tenant has defined on such
 * events, and is never mixed with what is derived from other events. The subject of the event is
 * what was measured, by its id in its source.
 *
 * @param metric the name that its source has for it
 * @param value a finite number
 */
public record ObservationRecorded(
    String metric,
    double value,
    @Nullable Reference team,
    @Nullable Reference agent,
    @Nullable String channel,
    @Nullable String priority) {}
