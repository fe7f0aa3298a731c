package dev.steadfast.metrics.contact;

import dev.steadfast.metrics.timeline.Observation;
import java.util.Optional;
import java.util.UUID;

/**
 * An observation of an interaction that its neighbours have a say in.
 *
 * @param repeat the first interaction that keeps it out of the numerator
 */
public record Finding(UUID interaction, Observation observation, Optional<UUID> repeat) {}
