package dev.steadfast.contracts.feedback;

import java.time.OffsetDateTime;
import java.util.UUID;

/** A customer was invited to answer a survey about an interaction. */
public record FeedbackInvited(
    UUID invitationId, UUID surveyId, String system, String subject, OffsetDateTime expiresAt) {}
