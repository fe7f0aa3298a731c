package dev.steadfast.feedback.invitation;

import dev.steadfast.feedback.survey.Rules;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An invitation by hand: to which survey, about which interaction. */
@Schema(requiredProperties = {"surveyId", "system", "subject"})
public record CreateInvitation(
    @Nullable UUID surveyId,
    @Schema(minLength = 1, maxLength = 200, examples = "acme-zendesk") @Nullable String system,
    @Schema(minLength = 1, maxLength = 200, examples = "48211") @Nullable String subject) {
  CreateInvitation enforceRules() {
    new Rules()
        .check("/surveyId", surveyId != null, "surveyId is required.")
        .required("/system", system, 200)
        .required("/subject", subject, 200)
        .enforce();
    return this;
  }

  UUID requiredSurveyId() {
    return Objects.requireNonNull(surveyId);
  }

  String requiredSystem() {
    return Objects.requireNonNull(system);
  }

  String requiredSubject() {
    return Objects.requireNonNull(subject);
  }
}
