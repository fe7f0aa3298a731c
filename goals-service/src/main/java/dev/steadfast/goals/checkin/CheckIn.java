package dev.steadfast.goals.checkin;

import dev.steadfast.goals.goal.Goal;
import dev.steadfast.goals.goal.Standing;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** What was reported on a goal, and how it stood then. */
@Entity
@Immutable
@Table(name = "check_in")
public class CheckIn {
  @Id private UUID id;

  @Column(name = "tenant_id")
  private UUID tenant;

  @Column(name = "goal_id")
  private UUID goalId;

  @Column(name = "checked_in_at")
  private OffsetDateTime at;

  @Column(name = "checked_in_by")
  private String by;

  private String status;
  private @Nullable Double value;
  private @Nullable Double lower;
  private @Nullable Double upper;
  private long n;
  private @Nullable Double progress;
  private @Nullable Integer confidence;
  private @Nullable String note;
  private List<String> blockers;

  /** For Hibernate, which fills the fields. */
  @SuppressWarnings("NullAway.Init")
  protected CheckIn() {}

  CheckIn(
      UUID id,
      Goal goal,
      Standing standing,
      String by,
      OffsetDateTime at,
      RecordCheckIn report,
      List<String> blockers) {
    this.id = id;
    this.tenant = goal.tenant();
    this.goalId = goal.id();
    this.by = by;
    this.at = at;
    this.status = standing.status();
    this.value = standing.value();
    this.lower = standing.lower();
    this.upper = standing.upper();
    this.n = standing.n();
    this.progress = standing.progress();
    this.confidence = report.confidence();
    this.note = report.note();
    this.blockers = blockers;
  }

  UUID id() {
    return id;
  }

  UUID goalId() {
    return goalId;
  }

  OffsetDateTime at() {
    return at;
  }

  String by() {
    return by;
  }

  String status() {
    return status;
  }

  @Nullable Double value() {
    return value;
  }

  @Nullable Double lower() {
    return lower;
  }

  @Nullable Double upper() {
    return upper;
  }

  long n() {
    return n;
  }

  @Nullable Double progress() {
    return progress;
  }

  @Nullable Integer confidence() {
    return confidence;
  }

  @Nullable String note() {
    return note;
  }

  List<String> blockers() {
    return blockers;
  }
}
