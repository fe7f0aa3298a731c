package dev.steadfast.metrics.processing;

import dev.steadfast.metrics.timeline.Measures;
import dev.steadfast.metrics.timeline.Timeline;
import java.util.UUID;

/**
 * An interaction as it stands, with everything that is needed to add events to it.
 *
 * @param revision how often it was written; 0 if it is new
 * @param fold the version of the fold whose observations are counted
 * @param firstReceivedOn the first day of a raw event of it, in days since the epoch
 */
record KnownInteraction(
    UUID tenant,
    UUID id,
    String system,
    String subject,
    Timeline timeline,
    Measures measures,
    long revision,
    int fold,
    long firstReceivedOn,
    long lastReceivedOn) {}
