package dev.steadfast.goals.goal;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** How a goal stands by its newest measuring. Read here, written by the measuring. */
@Entity
@Immutable
@Table(name = "goal_standing")
public class Standing {
  @Id
  @Column(name = "goal_id")
  private UUID goalId;

  @Column(name = "evaluated_at")
  private OffsetDateTime evaluatedAt;

  private String status;
  private @Nullable Double value;
  private @Nullable Double lower;
  private @Nullable Double upper;
  private long n;
  private @Nullable Double progress;
  private @Nullable Double expected;
  private String verdict;

  @Column(name = "verdict_reason")
  private @Nullable String verdictReason;

  private String reached;

  @Column(name = "window_from")
  private @Nullable LocalDate windowFrom;

  @Column(name = "window_to")
  private @Nullable LocalDate windowTo;

  @Column(name = "newest_day")
  private @Nullable LocalDate newestDay;

  private @Nullable String zone;

  /** For Hibernate, which fills the fields. */
  @SuppressWarnings("NullAway.Init")
  protected Standing() {}

  UUID goalId() {
    return goalId;
  }

  OffsetDateTime evaluatedAt() {
    return evaluatedAt;
  }

  public String status() {
    return status;
  }

  public @Nullable Double value() {
    return value;
  }

  public @Nullable Double lower() {
    return lower;
  }

  public @Nullable Double upper() {
    return upper;
  }

  public long n() {
    return n;
  }

  public @Nullable Double progress() {
    return progress;
  }

  @Nullable Double expected() {
    return expected;
  }

  String verdict() {
    return verdict;
  }

  @Nullable String verdictReason() {
    return verdictReason;
  }

  String reached() {
    return reached;
  }

  @Nullable LocalDate windowFrom() {
    return windowFrom;
  }

  @Nullable LocalDate windowTo() {
    return windowTo;
  }

  @Nullable LocalDate newestDay() {
    return newestDay;
  }

  @Nullable String zone() {
    return zone;
  }
}
