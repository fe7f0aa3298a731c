package dev.steadfast.goals.goal;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** What was changed of a goal, by whom and why. Never changed itself. */
@Entity
@Immutable
@Table(name = "goal_revision")
public class GoalRevision {
  @Id private UUID id;

  @Column(name = "tenant_id")
  private UUID tenant;

  @Column(name = "goal_id")
  private UUID goalId;

  @Column(name = "revised_at")
  private OffsetDateTime revisedAt;

  @Column(name = "revised_by")
  private String revisedBy;

  private @Nullable String kind;
  private @Nullable String reason;

  /** A JSON array of {@link Change}. */
  private String changes;

  /** For Hibernate, which fills the fields. */
  @SuppressWarnings("NullAway.Init")
  protected GoalRevision() {}

  GoalRevision(
      UUID id,
      Goal goal,
      OffsetDateTime revisedAt,
      String revisedBy,
      @Nullable String kind,
      @Nullable String reason,
      String changes) {
    this.id = id;
    this.tenant = goal.tenant();
    this.goalId = goal.id();
    this.revisedAt = revisedAt;
    this.revisedBy = revisedBy;
    this.kind = kind;
    this.reason = reason;
    this.changes = changes;
  }

  UUID id() {
    return id;
  }

  OffsetDateTime revisedAt() {
    return revisedAt;
  }

  String revisedBy() {
    return revisedBy;
  }

  @Nullable String kind() {
    return kind;
  }

  @Nullable String reason() {
    return reason;
  }

  String changes() {
    return changes;
  }
}
