package dev.steadfast.metrics.intake;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of an event.
 *
 * @param state one of accepted, processed, dead-lettered, and erased: of an interaction that was
 *     removed with the person who opened it
 * @param duplicates how often it was sent again
 * @param reason why it was dead-lettered, or has no effect yet
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EventFate(
    String source,
    String id,
    String state,
    @Nullable UUID interactionId,
    @Nullable OffsetDateTime processedAt,
    int duplicates,
    @Nullable String reason,
    @Nullable UUID deadLetterId) {}
