package dev.steadfast.feedback.invitation;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.steadfast.contracts.event.Reference;
import dev.steadfast.contracts.problem.ProblemCode;
import dev.steadfast.feedback.survey.Survey;
import dev.steadfast.platform.problem.ProblemException;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One customer, asked one survey about one interaction, who may answer once. */
@Entity
public class Invitation {
  @Id private UUID id;

  @Column(name = "tenant_id", updatable = false)
  private UUID tenant;

  @Column(name = "survey_id", updatable = false)
  private UUID surveyId;

  @Column(updatable = false)
  private String system;

  @Column(updatable = false)
  private String subject;

  @Column(name = "interaction_id", updatable = false)
  private @Nullable UUID interactionId;

  @Column(updatable = false)
  private @Nullable Integer cycle;

  @Column(updatable = false)
  private String origin;

  @Column(name = "team_id", updatable = false)
  private @Nullable String teamId;

  @Column(name = "team_label", updatable = false)
  private @Nullable String teamLabel;

  @Column(name = "agent_id", updatable = false)
  private @Nullable String agentId;

  @Column(name = "agent_label", updatable = false)
  private @Nullable String agentLabel;

  @Column(updatable = false)
  private @Nullable String channel;

  private String state;

  @Column(name = "invited_at", updatable = false)
  private Instant invitedAt;

  @Column(name = "send_after", updatable = false)
  private Instant sendAfter;

  @Column(name = "expires_at", updatable = false)
  private Instant expiresAt;

  @Column(name = "delivered_at")
  private @Nullable Instant deliveredAt;

  @Column(name = "delivered_via")
  private @Nullable String deliveredVia;

  @Column(name = "answered_at")
  private @Nullable Instant answeredAt;

  /** For Hibernate. */
  @SuppressWarnings("NullAway.Init")
  protected Invitation() {}

  /**
   * An invitation that follows no resolution.
   *
   * @param origin {@code manual}, or {@code direct} for one that an answer brings with it
   */
  Invitation(
      UUID tenant, Survey survey, String system, String subject, String origin, Instant now) {
    this.id = UuidCreator.getTimeOrderedEpoch();
    this.tenant = tenant;
    this.surveyId = survey.id();
    this.system = system;
    this.subject = subject;
    this.origin = origin;
    this.state = InvitationState.INVITED.code();
    this.invitedAt = now;
    this.sendAfter = now;
    this.expiresAt = survey.inviteRule().expiresAt(now);
  }

  /**
   * Notes that it reached its recipient. The word may come after the answer.
   *
   * @return whether that is news
   * @throws ProblemException {@code conflict} if it is expired or withdrawn
   */
  boolean deliver(String via, Instant now) {
    InvitationState at = state(now);
    if (at == InvitationState.EXPIRED || at == InvitationState.WITHDRAWN) {
      throw new ProblemException(ProblemCode.CONFLICT, "The invitation is " + at.code() + ".");
    }
    if (deliveredAt != null) {
      return false;
    }
    deliveredAt = now;
    deliveredVia = via;
    if (at == InvitationState.INVITED) {
      state = InvitationState.DELIVERED.code();
    }
    return true;
  }

  /**
   * Uses it up.
   *
   * @throws ProblemException as {@link #requireOpen(Instant)}
   */
  public void answer(Instant now) {
    requireOpen(now);
    state = InvitationState.ANSWERED.code();
    answeredAt = now;
  }

  /** Its answer was taken back; it cannot be answered again. */
  public void withdraw() {
    state = InvitationState.WITHDRAWN.code();
  }

  /**
   * Does nothing if it can be answered.
   *
   * @throws ProblemException {@code already-answered}, or {@code link-expired} if it is too late or
   *     no longer wanted
   */
  public void requireOpen(Instant now) {
    switch (state(now)) {
      case INVITED, DELIVERED -> {}
      case ANSWERED ->
          throw new ProblemException(
              ProblemCode.ALREADY_ANSWERED, "Each invitation is answered once.");
      case EXPIRED ->
          throw new ProblemException(
              ProblemCode.LINK_EXPIRED, "The time to answer is over since " + expiresAt + ".");
      case WITHDRAWN ->
          throw new ProblemException(ProblemCode.LINK_EXPIRED, "The invitation is no longer open.");
    }
  }

  /** Whether it can be answered. */
  boolean isOpen(Instant now) {
    return state(now) == InvitationState.INVITED || state(now) == InvitationState.DELIVERED;
  }

  /** How far it has come by {@code now}: expiry needs no job that notes it. */
  InvitationState state(Instant now) {
    InvitationState stored = InvitationState.named(state);
    boolean open = stored == InvitationState.INVITED || stored == InvitationState.DELIVERED;
    return open && !now.isBefore(expiresAt) ? InvitationState.EXPIRED : stored;
  }

  public UUID id() {
    return id;
  }

  UUID tenant() {
    return tenant;
  }

  public UUID surveyId() {
    return surveyId;
  }

  public String system() {
    return system;
  }

  /** The interaction, as its helpdesk calls it. */
  public String subject() {
    return subject;
  }

  Optional<UUID> interactionId() {
    return Optional.ofNullable(interactionId);
  }

  /** The resolution that it follows, or empty if it follows none. */
  Optional<Integer> cycle() {
    return Optional.ofNullable(cycle);
  }

  /** {@code resolution}, {@code manual} or {@code direct}. */
  String origin() {
    return origin;
  }

  Optional<Reference> team() {
    return Optional.ofNullable(teamId).map(known -> new Reference(known, teamLabel));
  }

  /** Whose work the answer is about. */
  public Optional<Reference> agent() {
    return Optional.ofNullable(agentId).map(known -> new Reference(known, agentLabel));
  }

  Optional<String> channel() {
    return Optional.ofNullable(channel);
  }

  Instant invitedAt() {
    return invitedAt;
  }

  Instant sendAfter() {
    return sendAfter;
  }

  /** In whole seconds. */
  Instant expiresAt() {
    return expiresAt;
  }

  Optional<Instant> deliveredAt() {
    return Optional.ofNullable(deliveredAt);
  }

  Optional<String> deliveredVia() {
    return Optional.ofNullable(deliveredVia);
  }

  Optional<Instant> answeredAt() {
    return Optional.ofNullable(answeredAt);
  }
}
