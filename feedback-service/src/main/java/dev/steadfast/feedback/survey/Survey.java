package dev.steadfast.feedback.survey;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One question on one scale, with the rule of whom it is put to. */
@Entity
public class Survey {
  @Id private UUID id;

  @Column(name = "tenant_id", updatable = false)
  private UUID tenant;

  @Version private long version;
  private String title;
  private String language;

  @Column(updatable = false)
  private String scale;

  private String question;

  @Column(name = "low_label")
  private @Nullable String lowLabel;

  @Column(name = "high_label")
  private @Nullable String highLabel;

  @Column(name = "comment_question")
  private @Nullable String commentQuestion;

  @Column(name = "thank_you")
  private @Nullable String thankYou;

  @Column(name = "invite_when")
  private String inviteWhen;

  @Column(name = "invite_delay_minutes")
  private int inviteDelayMinutes;

  @Column(name = "invite_expires_after_days")
  private int inviteExpiresAfterDays;

  @Column(name = "invite_teams")
  private List<String> inviteTeams;

  @Column(name = "invite_channels")
  private List<String> inviteChannels;

  private boolean active;

  @Column(name = "created_at", updatable = false)
  private Instant createdAt;

  @Column(name = "updated_at")
  private Instant updatedAt;

  /** For Hibernate. */
  @SuppressWarnings("NullAway.Init")
  protected Survey() {}

  /** A new survey by a definition whose rules hold. */
  @SuppressWarnings("NullAway.Init")
  Survey(UUID tenant, DefineSurvey definition, Instant now) {
    this.id = UuidCreator.getTimeOrderedEpoch();
    this.tenant = tenant;
    this.scale = Objects.requireNonNull(definition.scale());
    this.createdAt = now;
    define(definition, now);
  }

  /** Takes the fields of a definition whose rules hold. The scale stays. */
  final void define(DefineSurvey definition, Instant now) {
    title = Objects.requireNonNull(definition.title());
    language = Objects.requireNonNullElse(definition.language(), "en");
    question = Objects.requireNonNull(definition.question());
    lowLabel = definition.lowLabel();
    highLabel = definition.highLabel();
    commentQuestion = definition.commentQuestion();
    thankYou = definition.thankYou();
    InviteRule rule = definition.inviteOrDefault().toDomain();
    inviteWhen = definition.inviteOrDefault().onResolution() ? "resolved" : "manual";
    inviteDelayMinutes = rule.delayMinutes();
    inviteExpiresAfterDays = rule.expiresAfterDays();
    inviteTeams = rule.teams();
    inviteChannels = rule.channels();
    active = Objects.requireNonNullElse(definition.active(), true);
    updatedAt = now;
  }

  public UUID id() {
    return id;
  }

  UUID tenant() {
    return tenant;
  }

  /** Grows by one with each change. */
  long version() {
    return version;
  }

  public String title() {
    return title;
  }

  /** A BCP 47 tag. */
  public String language() {
    return language;
  }

  public Scale scale() {
    return Scale.named(scale).orElseThrow();
  }

  public String question() {
    return question;
  }

  public Optional<String> lowLabel() {
    return Optional.ofNullable(lowLabel);
  }

  public Optional<String> highLabel() {
    return Optional.ofNullable(highLabel);
  }

  public Optional<String> commentQuestion() {
    return Optional.ofNullable(commentQuestion);
  }

  public Optional<String> thankYou() {
    return Optional.ofNullable(thankYou);
  }

  /** Whether it invites by itself when an interaction is resolved. */
  boolean invitesOnResolution() {
    return inviteWhen.equals("resolved");
  }

  public InviteRule inviteRule() {
    return new InviteRule(inviteDelayMinutes, inviteExpiresAfterDays, inviteTeams, inviteChannels);
  }

  /** Whether it invites, and can be invited to. */
  public boolean isActive() {
    return active;
  }

  Instant createdAt() {
    return createdAt;
  }

  Instant updatedAt() {
    return updatedAt;
  }
}
