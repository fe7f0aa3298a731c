package dev.steadfast.feedback.invitation;

import dev.steadfast.contracts.interaction.InteractionState;
import java.time.Instant;
import java.util.UUID;

/**
 * An interaction that has come to an end, of one tenant.
 *
 * @param at when; never in the future, whatever the clock of a helpdesk says
 */
record Resolution(UUID tenant, InteractionState interaction, Instant at) {}
