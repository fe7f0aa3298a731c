package dev.steadfast.feedback.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An answer as it is shown. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Answer")
record AnswerView(
    UUID id,
    UUID invitationId,
    UUID surveyId,
    String system,
    String subject,
    String scale,
    int value,
    @Nullable String comment,
    @Schema(enumeration = {"link", "api"}) String via,
    Instant answeredAt,
    @Nullable Instant withdrawnAt,
    @Nullable String withdrawnReason) {
  static AnswerView of(Answer answer) {
    return new AnswerView(
        answer.id(),
        answer.invitationId(),
        answer.surveyId(),
        answer.system(),
        answer.subject(),
        answer.scale(),
        answer.rating(),
        answer.comment().orElse(null),
        answer.via(),
        answer.answeredAt(),
        answer.withdrawnAt().orElse(null),
        answer.withdrawnReason().orElse(null));
  }
}
