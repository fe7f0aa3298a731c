package dev.steadfast.feedback.answer;

import dev.steadfast.feedback.invitation.Invitation;
import dev.steadfast.feedback.survey.Scale;
import dev.steadfast.feedback.survey.Survey;
import dev.steadfast.platform.problem.ProblemException;
import java.time.Instant;
import java.util.Optional;

/**
 * What one invitation asks.
 *
 * @param refusal why it can no longer be answered; empty while it can
 */
record SurveyQuestion(
    String title,
    String language,
    Scale scale,
    String question,
    Optional<String> lowLabel,
    Optional<String> highLabel,
    Optional<String> commentQuestion,
    Optional<String> thankYou,
    Optional<ProblemException> refusal) {
  static SurveyQuestion of(Survey survey, Invitation invitation, Instant now) {
    return new SurveyQuestion(
        survey.title(),
        survey.language(),
        survey.scale(),
        survey.question(),
        survey.lowLabel(),
        survey.highLabel(),
        survey.commentQuestion(),
        survey.thankYou(),
        refusalOf(invitation, now));
  }

  private static Optional<ProblemException> refusalOf(Invitation invitation, Instant now) {
    try {
      invitation.requireOpen(now);
      return Optional.empty();
    } catch (ProblemException e) {
      return Optional.of(e);
    }
  }
}
