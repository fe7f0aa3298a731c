package dev.steadfast.feedback.answer;

import dev.steadfast.feedback.survey.Rules;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An answer that an internal system got: to an invitation, or to a survey about an interaction. In
 * the second case an open invitation is used up if there is one.
 */
@Schema(
    description =
        "Give either invitationId, or surveyId with system and subject. In the second case the"
            + " open invitation is used up if there is one.",
    requiredProperties = "value")
record RecordAnswer(
    @Nullable UUID invitationId,
    @Nullable UUID surveyId,
    @Schema(minLength = 1, maxLength = 200) @Nullable String system,
    @Schema(minLength = 1, maxLength = 200) @Nullable String subject,
    @Schema(minimum = "0", maximum = "10", description = "A whole number on the survey's scale.")
        @Nullable Integer value,
    @Schema(maxLength = LONGEST_COMMENT) @Nullable String comment) {
  static final int LONGEST_COMMENT = 4_000;

  void enforceRules() {
    Rules rules = new Rules();
    if (invitationId != null) {
      rules.check(
          "/invitationId",
          surveyId == null && system == null && subject == null,
          "Give either invitationId, or surveyId with system and subject.");
    } else {
      rules
          .check("/surveyId", surveyId != null, "Give invitationId, or surveyId.")
          .required("/system", system, 200)
          .required("/subject", subject, 200);
    }
    rules.check("/value", value != null, "value is required.").enforce();
  }
}
