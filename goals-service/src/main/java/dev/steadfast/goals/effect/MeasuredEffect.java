package dev.steadfast.goals.effect;

import dev.steadfast.goals.plan.PastEffect;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

/**
 * What was last measured of an initiative.
 *
 * @param effect in the unit of its metric, for an average day; empty where it cannot be told
 */
record MeasuredEffect(
    UUID initiative,
    String title,
    LocalDate start,
    String verdict,
    Optional<PastEffect.Measured> effect,
    OffsetDateTime measuredAt) {}
