package dev.steadfast.contracts.feedback;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An answer was withdrawn. */
public record FeedbackWithdrawn(
    UUID invitationId, UUID surveyId, String system, String subject, @Nullable String reason) {}
