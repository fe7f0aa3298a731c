package dev.steadfast.goals.goal;

import dev.steadfast.contracts.metric.BuiltInMetrics;
import dev.steadfast.contracts.problem.ProblemCode;
import dev.steadfast.core.measure.Scope;
import dev.steadfast.goals.progress.DateRange;
import dev.steadfast.platform.problem.ProblemException;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A goal from draft to verdict. It says when it may be changed, and by which state a change is
 * refused; how it stands is measured elsewhere and never touches it.
 */
@Entity
@Table(name = "goal")
public class Goal {
  @Id private UUID id;

  @Column(name = "tenant_id", updatable = false)
  private UUID tenant;

  /** Of what people set. Guarded by a row lock on every change, so not Hibernate's. */
  private long version;

  private String state;
  private String title;
  private @Nullable String description;

  @Column(name = "owner_id")
  private @Nullable String ownerId;

  @Column(name = "owner_label")
  private @Nullable String ownerLabel;

  private String scope;

  @Column(name = "period_from")
  private LocalDate periodFrom;

  @Column(name = "period_to")
  private LocalDate periodTo;

  private List<String> tags;
  @Embedded private TargetColumns target;

  @Column(name = "created_at", updatable = false)
  private OffsetDateTime createdAt;

  @Column(name = "created_by", updatable = false)
  private String createdBy;

  @Column(name = "activated_at")
  private @Nullable OffsetDateTime activatedAt;

  @Column(name = "closing_verdict")
  private @Nullable String closingVerdict;

  @Column(name = "closing_reason")
  private @Nullable String closingReason;

  @Column(name = "closed_at")
  private @Nullable OffsetDateTime closedAt;

  @Column(name = "closed_by")
  private @Nullable String closedBy;

  /** For Hibernate, which fills the fields. */
  @SuppressWarnings("NullAway.Init")
  protected Goal() {}

  /** A new draft. */
  @SuppressWarnings("NullAway.Init") // write() sets the rest
  Goal(UUID id, UUID tenant, GoalTerms terms, String createdBy, OffsetDateTime createdAt) {
    this.id = id;
    this.tenant = tenant;
    this.version = 1;
    this.state = GoalState.DRAFT.code();
    this.createdBy = createdBy;
    this.createdAt = createdAt;
    write(terms);
  }

  private void write(GoalTerms terms) {
    title = terms.title();
    description = terms.description().orElse(null);
    ownerId = terms.owner().map(GoalTerms.Owner::id).orElse(null);
    ownerLabel = terms.owner().flatMap(GoalTerms.Owner::label).orElse(null);
    scope = terms.scope().text();
    periodFrom = terms.period().from();
    periodTo = terms.period().to();
    tags = terms.tags();
    target = new TargetColumns(terms);
  }

  /** All that people set of it. */
  public GoalTerms terms() {
    return new GoalTerms(
        title,
        Optional.ofNullable(description),
        Optional.ofNullable(ownerId)
            .map(owner -> new GoalTerms.Owner(owner, Optional.ofNullable(ownerLabel))),
        Scope.parse(scope),
        new DateRange(periodFrom, periodTo),
        BuiltInMetrics.named(target.metric())
            .orElseThrow(() -> new IllegalStateException("no metric " + target.metric())),
        target.target(),
        target.baseline(),
        List.copyOf(tags));
  }

  /**
   * Sets other terms.
   *
   * @throws ProblemException {@code goal-closed}
   */
  void revise(GoalTerms terms) {
    refuseIfClosed();
    write(terms);
    version++;
  }

  /**
   * Starts to be measured.
   *
   * @throws ProblemException {@code goal-closed} or {@code goal-not-draft}
   */
  void activate(OffsetDateTime at) {
    requireDraft("Only a draft is activated.");
    state = GoalState.ACTIVE.code();
    activatedAt = at;
    version++;
  }

  /** Ends with that verdict, for good. The goal is active: see {@link #requireActive}. */
  void close(String verdict, @Nullable String reason, String by, OffsetDateTime at) {
    requireActive();
    state = GoalState.CLOSED.code();
    closingVerdict = verdict;
    closingReason = reason;
    closedBy = by;
    closedAt = at;
    version++;
  }

  /**
   * Passes for a draft only.
   *
   * @throws ProblemException {@code goal-closed} or {@code goal-not-draft}
   */
  void requireDraft(String detail) {
    refuseIfClosed();
    if (state() != GoalState.DRAFT) {
      throw new ProblemException(ProblemCode.GOAL_NOT_DRAFT, detail);
    }
  }

  /**
   * Passes for an active goal only.
   *
   * @throws ProblemException {@code goal-closed} or {@code goal-not-active}
   */
  public void requireActive() {
    refuseIfClosed();
    if (state() != GoalState.ACTIVE) {
      throw new ProblemException(
          ProblemCode.GOAL_NOT_ACTIVE, "The goal is a draft. Activate it first.");
    }
  }

  /**
   * Passes unless the verdict is frozen.
   *
   * @throws ProblemException {@code goal-closed}
   */
  public void refuseIfClosed() {
    if (state() == GoalState.CLOSED) {
      throw new ProblemException(
          ProblemCode.GOAL_CLOSED, "The goal was closed as " + closingVerdict + " and stays so.");
    }
  }

  GoalState state() {
    return GoalState.named(state);
  }

  /** How it was closed, or empty. */
  Optional<Closing> closing() {
    return closingVerdict == null || closedAt == null || closedBy == null
        ? Optional.empty()
        : Optional.of(
            new Closing(closingVerdict, Optional.ofNullable(closingReason), closedAt, closedBy));
  }

  /** How a goal was closed. */
  record Closing(String verdict, Optional<String> reason, OffsetDateTime at, String by) {}

  public UUID id() {
    return id;
  }

  public UUID tenant() {
    return tenant;
  }

  public String title() {
    return title;
  }

  public long version() {
    return version;
  }

  OffsetDateTime createdAt() {
    return createdAt;
  }

  String createdBy() {
    return createdBy;
  }

  Optional<OffsetDateTime> activatedAt() {
    return Optional.ofNullable(activatedAt);
  }
}
