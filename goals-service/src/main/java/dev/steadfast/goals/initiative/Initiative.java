package dev.steadfast.goals.initiative;

import dev.steadfast.contracts.metric.BuiltInMetrics;
import dev.steadfast.core.measure.Scope;
import dev.steadfast.goals.plan.InitiativeKind;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.UUID;
import org.hibernate.annotations.Fetch;
import org.hibernate.annotations.FetchMode;
import org.jspecify.annotations.Nullable;

/** Something that is done to move a metric. What came of it is measured elsewhere. */
@Entity
@Table(name = "initiative")
public class Initiative {
  @Id private UUID id;

  @Column(name = "tenant_id", updatable = false)
  private UUID tenant;

  /** Guarded by a row lock on every change, so not Hibernate's. */
  private long version;

  private String title;
  private @Nullable String description;
  private String kind;

  @Column(name = "start_day")
  private LocalDate start;

  @Column(name = "end_day")
  private @Nullable LocalDate end;

  private List<String> scopes;
  private String metric;

  @Column(name = "metric_version")
  private int metricVersion;

  @Column(name = "expected_amount")
  private @Nullable Double amount;

  @Column(name = "expected_uncertainty")
  private @Nullable Double uncertainty;

  /** The database fills in the tenant of each link. */
  @ElementCollection(fetch = FetchType.EAGER)
  @CollectionTable(name = "initiative_goal", joinColumns = @JoinColumn(name = "initiative_id"))
  @Column(name = "goal_id")
  @Fetch(FetchMode.SUBSELECT)
  private Set<UUID> goals = new HashSet<>();

  @Column(name = "created_at", updatable = false)
  private OffsetDateTime createdAt;

  @Column(name = "created_by", updatable = false)
  private String createdBy;

  /** For Hibernate, which fills the fields. */
  @SuppressWarnings("NullAway.Init")
  protected Initiative() {}

  @SuppressWarnings("NullAway.Init") // write() sets the rest
  Initiative(
      UUID id, UUID tenant, InitiativeTerms terms, String createdBy, OffsetDateTime createdAt) {
    this.id = id;
    this.tenant = tenant;
    this.version = 1;
    this.createdBy = createdBy;
    this.createdAt = createdAt;
    write(terms);
  }

  private void write(InitiativeTerms terms) {
    title = terms.title();
    description = terms.description().orElse(null);
    kind = terms.kind().code();
    start = terms.start();
    end = terms.end().orElse(null);
    scopes = terms.scopes().stream().map(Scope::text).toList();
    metric = terms.expected().metric().key();
    metricVersion = terms.expected().metric().version();
    amount = boxed(terms.expected().amount());
    uncertainty = boxed(terms.expected().uncertainty());
    goals.retainAll(terms.goals());
    goals.addAll(terms.goals());
  }

  /** All that people set of it. */
  public InitiativeTerms terms() {
    return new InitiativeTerms(
        title,
        Optional.ofNullable(description),
        InitiativeKind.named(kind),
        start,
        Optional.ofNullable(end),
        scopes.stream().map(Scope::parse).toList(),
        new ExpectedEffect(
            BuiltInMetrics.named(metric)
                .orElseThrow(() -> new IllegalStateException("no metric " + metric)),
            optional(amount),
            optional(uncertainty)),
        goals);
  }

  /** Sets other terms. */
  void revise(InitiativeTerms terms) {
    write(terms);
    version++;
  }

  public UUID id() {
    return id;
  }

  public UUID tenant() {
    return tenant;
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

  private static @Nullable Double boxed(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }

  private static OptionalDouble optional(@Nullable Double value) {
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
