package dev.steadfast.contracts.interaction;

import dev.steadfast.contracts.event.Reference;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The current state of an interaction with its dimensions. {@code status} is as in the canonical
 * events, or {@code gone} once merged, deleted or marked as spam; {@code cycle} counts resolutions.
 */
public record InteractionState(
    UUID interactionId,
    String system,
    String subject,
    String status,
    @Nullable String channel,
    @Nullable Reference team,
    @Nullable Reference agent,
    @Nullable Reference customer,
    @Nullable String priority,
    @Nullable OffsetDateTime openedAt,
    @Nullable OffsetDateTime resolvedAt,
    int cycle,
    OffsetDateTime updatedAt) {}
