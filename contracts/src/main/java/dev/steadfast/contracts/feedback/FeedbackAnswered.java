package dev.steadfast.contracts.feedback;

import dev.steadfast.contracts.event.Reference;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A survey was answered. {@code scale} is one of the rating scales; the value is on that scale.
 * {@code language} is that of the survey, a BCP 47 tag.
 */
public record FeedbackAnswered(
    UUID invitationId,
    UUID surveyId,
    String system,
    String subject,
    String scale,
    int value,
    @Nullable String comment,
    @Nullable String language,
    @Nullable Reference about) {}
