package dev.steadfast.feedback.invitation;

import java.time.Instant;
import java.util.UUID;

/**
 * What a survey link says.
 *
 * @param expiresAt in whole seconds
 */
public record SurveyLink(UUID tenant, UUID invitation, Instant expiresAt) {}
