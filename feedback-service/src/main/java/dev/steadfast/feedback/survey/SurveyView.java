package dev.steadfast.feedback.survey;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A survey as it is shown. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Survey")
public record SurveyView(
    UUID id,
    @Schema(description = "The number in the ETag.") long version,
    String title,
    String language,
    String scale,
    String question,
    @Nullable String lowLabel,
    @Nullable String highLabel,
    @Nullable String commentQuestion,
    @Nullable String thankYou,
    InviteView invite,
    boolean active,
    Instant createdAt,
    Instant updatedAt) {

  /** Whom the survey invites, as it is shown. */
  @Schema(name = "SurveyInvite")
  public record InviteView(
      String when,
      int delayMinutes,
      int expiresAfterDays,
      List<String> teams,
      List<String> channels) {}

  static SurveyView of(Survey survey) {
    InviteRule rule = survey.inviteRule();
    return new SurveyView(
        survey.id(),
        survey.version(),
        survey.title(),
        survey.language(),
        survey.scale().code(),
        survey.question(),
        survey.lowLabel().orElse(null),
        survey.highLabel().orElse(null),
        survey.commentQuestion().orElse(null),
        survey.thankYou().orElse(null),
        new InviteView(
            survey.invitesOnResolution() ? "resolved" : "manual",
            rule.delayMinutes(),
            rule.expiresAfterDays(),
            rule.teams(),
            rule.channels()),
        survey.isActive(),
        survey.createdAt(),
        survey.updatedAt());
  }
}
