package dev.steadfast.feedback.answer;

import dev.steadfast.contracts.Topics;
import dev.steadfast.contracts.event.EventType;
import dev.steadfast.contracts.feedback.FeedbackAnswered;
import dev.steadfast.contracts.feedback.FeedbackWithdrawn;
import dev.steadfast.contracts.problem.ProblemCode;
import dev.steadfast.feedback.erasure.ErasedInteractions;
import dev.steadfast.feedback.invitation.FeedbackMessages;
import dev.steadfast.feedback.invitation.Invitation;
import dev.steadfast.feedback.invitation.InvitationRepository;
import dev.steadfast.feedback.invitation.InvitationService;
import dev.steadfast.feedback.survey.Rules;
import dev.steadfast.feedback.survey.Scale;
import dev.steadfast.feedback.survey.Survey;
import dev.steadfast.feedback.survey.SurveyRepository;
import dev.steadfast.platform.access.Caller;
import dev.steadfast.platform.outbox.Outbox;
import dev.steadfast.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Records answers, each invitation's once, and takes them back. */
@ApplicationScoped
class AnswerService {
  private final AnswerRepository answers;
  private final InvitationRepository invitations;
  private final InvitationService inviting;
  private final SurveyRepository surveys;
  private final ErasedInteractions erased;
  private final FeedbackMessages messages;
  private final Outbox outbox;
  private final Caller caller;
  private final Clock clock;

  @Inject
  AnswerService(
      AnswerRepository answers,
      InvitationRepository invitations,
      InvitationService inviting,
      SurveyRepository surveys,
      ErasedInteractions erased,
      FeedbackMessages messages,
      Outbox outbox,
      Caller caller,
      Clock clock) {
    this.answers = answers;
    this.invitations = invitations;
    this.inviting = inviting;
    this.surveys = surveys;
    this.erased = erased;
    this.messages = messages;
    this.outbox = outbox;
    this.caller = caller;
    this.clock = clock;
  }

  /** What the invitation asks, and whether it still does. Changes nothing. */
  @Transactional
  SurveyQuestion look(UUID invitationId) {
    Invitation invitation =
        invitations
            .findByIdOptional(invitationId)
            .orElseThrow(
                () ->
                    erased.containsInvitation(invitationId)
                        ? noLongerOpen()
                        : new ProblemException(ProblemCode.NOT_FOUND, "The link is not valid."));
    return SurveyQuestion.of(surveys.require(invitation.surveyId()), invitation, now());
  }

  /**
   * Records the answer of the customer.
   *
   * @throws ProblemException {@code already-answered}, {@code link-expired}, {@code rule-violated}
   */
  @Transactional
  Answer answerByLink(UUID invitationId, @Nullable Integer rating, @Nullable String comment) {
    return record(invitations.lock(invitationId), rating, comment, Via.LINK);
  }

  /** Records the answer that an internal system got. */
  @Transactional
  Answer answerByApi(RecordAnswer request) {
    request.enforceRules();
    Invitation invitation =
        request.invitationId() != null
            ? invitations.lock(request.invitationId())
            : inviting.openOrDirect(
                Objects.requireNonNull(request.surveyId()),
                Objects.requireNonNull(request.system()),
                Objects.requireNonNull(request.subject()));
    return record(invitation, request.value(), request.comment(), Via.API);
  }

  private Answer record(
      Invitation invitation, @Nullable Integer rating, @Nullable String comment, Via via) {
    Instant now = now();
    invitation.requireOpen(now);
    if (erased.contains(invitation.system(), invitation.subject())) {
      throw noLongerOpen();
    }
    Survey survey = surveys.require(invitation.surveyId());
    Scale scale = survey.scale();
    String kept = comment == null || comment.isBlank() ? null : comment;
    new Rules()
        .check(
            "/value",
            rating != null && scale.holds(rating),
            "value is a whole number from %d to %d.".formatted(scale.lowest(), scale.highest()))
        .optional("/comment", kept, RecordAnswer.LONGEST_COMMENT)
        .enforce();
    Answer answer =
        new Answer(
            caller.tenant(), invitation, scale, Objects.requireNonNull(rating), kept, via, now);
    invitation.answer(now);
    answers.persist(answer);
    tell(
        answer,
        EventType.FEEDBACK_ANSWERED,
        now,
        new FeedbackAnswered(
            invitation.id(),
            invitation.surveyId(),
            invitation.system(),
            invitation.subject(),
            scale.code(),
            rating,
            kept,
            survey.language(),
            invitation.agent().orElse(null)));
    return answer;
  }

  private static ProblemException noLongerOpen() {
    return new ProblemException(ProblemCode.LINK_EXPIRED, "The invitation is no longer open.");
  }

  /** Takes an answer back. Doing so again changes nothing. */
  @Transactional
  Answer withdraw(UUID id, @Nullable String reason) {
    new Rules().optional("/reason", reason, 2_000).enforce();
    Instant now = now();
    Answer answer = answers.lock(id);
    if (answer.withdraw(reason, now)) {
      invitations.lock(answer.invitationId()).withdraw();
      tell(
          answer,
          EventType.FEEDBACK_WITHDRAWN,
          now,
          new FeedbackWithdrawn(
              answer.invitationId(), answer.surveyId(), answer.system(), answer.subject(), reason));
    }
    return answer;
  }

  private void tell(Answer answer, EventType type, Instant time, Object data) {
    outbox.append(
        Topics.FEEDBACK_EVENTS,
        List.of(
            messages.about(caller.tenant(), answer.system(), answer.subject(), type, time, data)));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
