package dev.steadfast.metrics.processing;

import dev.steadfast.metrics.contact.Encounter;
import dev.steadfast.metrics.timeline.Observation;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An interaction that cannot be folded any more.
 *
 * @param encounter what it is to the others of its customer; empty if nothing
 * @param counted what was counted of it alone: what depends on its neighbours follows from the
 *     encounter
 */
record FrozenInteraction(
    UUID tenant,
    UUID id,
    String system,
    String subject,
    @Nullable String customer,
    Optional<Encounter> encounter,
    List<Observation> counted,
    LocalDate firstReceivedOn,
    LocalDate lastReceivedOn) {}
