package dev.steadfast.feedback.invitation;

import dev.steadfast.contracts.Topics;
import dev.steadfast.contracts.event.EventType;
import dev.steadfast.contracts.feedback.FeedbackDelivered;
import dev.steadfast.contracts.feedback.FeedbackInvited;
import dev.steadfast.contracts.problem.ProblemCode;
import dev.steadfast.feedback.erasure.ErasedInteractions;
import dev.steadfast.feedback.survey.Rules;
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
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.hibernate.exception.ConstraintViolationException;

/** Invites by hand, and notes deliveries. */
@ApplicationScoped
public class InvitationService {
  private final InvitationRepository invitations;
  private final SurveyRepository surveys;
  private final ErasedInteractions erased;
  private final FeedbackMessages messages;
  private final Outbox outbox;
  private final Caller caller;
  private final Clock clock;

  @Inject
  InvitationService(
      InvitationRepository invitations,
      SurveyRepository surveys,
      ErasedInteractions erased,
      FeedbackMessages messages,
      Outbox outbox,
      Caller caller,
      Clock clock) {
    this.invitations = invitations;
    this.surveys = surveys;
    this.erased = erased;
    this.messages = messages;
    this.outbox = outbox;
    this.caller = caller;
    this.clock = clock;
  }

  /**
   * Invites by hand.
   *
   * @throws ProblemException {@code conflict} if the survey is inactive, an invitation is open or
   *     the customer was erased
   */
  @Transactional
  Invitation invite(CreateInvitation request) {
    Instant now = now();
    Survey survey = activeSurvey(request.enforceRules().requiredSurveyId());
    String system = request.requiredSystem();
    String subject = request.requiredSubject();
    requireCustomer(system, subject);
    invitations.expire(survey.id(), system, subject, now);
    invitations
        .lockOpen(survey.id(), system, subject, now)
        .ifPresent(
            open -> {
              throw new ProblemException(
                  ProblemCode.CONFLICT, "The invitation " + open.id() + " is still open.");
            });
    Invitation invitation = store(survey, system, subject, "manual", now);
    outbox.append(
        Topics.FEEDBACK_EVENTS,
        List.of(
            messages.about(
                caller.tenant(),
                system,
                subject,
                EventType.FEEDBACK_INVITED,
                now,
                new FeedbackInvited(
                    invitation.id(),
                    survey.id(),
                    system,
                    subject,
                    invitation.expiresAt().atOffset(ZoneOffset.UTC)))));
    return invitation;
  }

  /**
   * The open invitation to that survey about that interaction, held; or a new one for an answer
   * that nobody was invited to.
   */
  @Transactional
  public Invitation openOrDirect(UUID surveyId, String system, String subject) {
    Instant now = now();
    return invitations
        .lockOpen(surveyId, system, subject, now)
        .orElseGet(
            () -> {
              Survey survey = activeSurvey(surveyId);
              requireCustomer(system, subject);
              invitations.expire(surveyId, system, subject, now);
              return store(survey, system, subject, "direct", now);
            });
  }

  private Invitation store(
      Survey survey, String system, String subject, String origin, Instant now) {
    Invitation invitation = new Invitation(caller.tenant(), survey, system, subject, origin, now);
    try {
      invitations.persistAndFlush(invitation);
    } catch (ConstraintViolationException e) {
      throw new ProblemException(
          ProblemCode.CONFLICT, "Another request invites to the same survey at this moment.");
    }
    return invitation;
  }

  private void requireCustomer(String system, String subject) {
    if (erased.holdAndContain(system, subject)) {
      throw new ProblemException(
          ProblemCode.CONFLICT, "The customer of this interaction was erased.");
    }
  }

  private Survey activeSurvey(UUID id) {
    Survey survey =
        surveys
            .findByIdOptional(id)
            .orElseThrow(
                () -> ProblemException.ruleViolated("/surveyId", "There is no survey " + id + "."));
    if (!survey.isActive()) {
      throw new ProblemException(ProblemCode.CONFLICT, "The survey " + id + " is not active.");
    }
    return survey;
  }

  /** Notes that the invitation reached its recipient. Doing so again changes nothing. */
  @Transactional
  Invitation deliver(UUID id, String via) {
    new Rules().required("/via", via, 200).enforce();
    Instant now = now();
    Invitation invitation = invitations.lock(id);
    if (invitation.deliver(via, now)) {
      outbox.append(
          Topics.FEEDBACK_EVENTS,
          List.of(
              messages.about(
                  caller.tenant(),
                  invitation.system(),
                  invitation.subject(),
                  EventType.FEEDBACK_DELIVERED,
                  now,
                  new FeedbackDelivered(
                      id, invitation.surveyId(), invitation.system(), invitation.subject(), via))));
    }
    return invitation;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
