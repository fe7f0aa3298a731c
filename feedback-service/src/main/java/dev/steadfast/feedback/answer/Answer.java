package dev.steadfast.feedback.answer;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.steadfast.feedback.invitation.Invitation;
import dev.steadfast.feedback.survey.Scale;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a customer said, on the scale of the survey. */
@Entity
public class Answer {
  @Id private UUID id;

  @Column(name = "tenant_id", updatable = false)
  private UUID tenant;

  @Column(name = "invitation_id", updatable = false)
  private UUID invitationId;

  @Column(name = "survey_id", updatable = false)
  private UUID surveyId;

  @Column(updatable = false)
  private String system;

  @Column(updatable = false)
  private String subject;

  @Column(updatable = false)
  private String scale;

  @Column(name = "value", updatable = false)
  private int rating;

  @Column(updatable = false)
  private @Nullable String comment;

  @Column(updatable = false)
  private String via;

  @Column(name = "answered_at", updatable = false)
  private Instant answeredAt;

  @Column(name = "withdrawn_at")
  private @Nullable Instant withdrawnAt;

  @Column(name = "withdrawn_reason")
  private @Nullable String withdrawnReason;

  /** For Hibernate. */
  @SuppressWarnings("NullAway.Init")
  protected Answer() {}

  Answer(
      UUID tenant,
      Invitation invitation,
      Scale scale,
      int rating,
      @Nullable String comment,
      Via via,
      Instant now) {
    if (!scale.holds(rating)) {
      throw new IllegalArgumentException(rating + " is not on the scale " + scale.code());
    }
    this.id = UuidCreator.getTimeOrderedEpoch();
    this.tenant = tenant;
    this.invitationId = invitation.id();
    this.surveyId = invitation.surveyId();
    this.system = invitation.system();
    this.subject = invitation.subject();
    this.scale = scale.code();
    this.rating = rating;
    this.comment = comment;
    this.via = via.code();
    this.answeredAt = now;
  }

  /** Takes it back. Returns whether that is news. */
  boolean withdraw(@Nullable String reason, Instant now) {
    if (withdrawnAt != null) {
      return false;
    }
    withdrawnAt = now;
    withdrawnReason = reason;
    return true;
  }

  UUID id() {
    return id;
  }

  UUID invitationId() {
    return invitationId;
  }

  UUID surveyId() {
    return surveyId;
  }

  String system() {
    return system;
  }

  String subject() {
    return subject;
  }

  String scale() {
    return scale;
  }

  /** A whole number on the scale. */
  int rating() {
    return rating;
  }

  Optional<String> comment() {
    return Optional.ofNullable(comment);
  }

  /** {@code link} or {@code api}. */
  String via() {
    return via;
  }

  Instant answeredAt() {
    return answeredAt;
  }

  Optional<Instant> withdrawnAt() {
    return Optional.ofNullable(withdrawnAt);
  }

  Optional<String> withdrawnReason() {
    return Optional.ofNullable(withdrawnReason);
  }
}
