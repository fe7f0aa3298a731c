package dev.steadfast.contracts.feedback;

import java.util.UUID;

/** An invitation reached its recipient, or was handed to the system that shows it. */
public record FeedbackDelivered(
    UUID invitationId, UUID surveyId, String system, String subject, String via) {}
