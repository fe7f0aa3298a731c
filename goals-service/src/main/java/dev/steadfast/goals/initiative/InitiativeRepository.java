package dev.steadfast.goals.initiative;

import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.goals.goal.GoalRepository;
import dev.steadfast.platform.http.Cursor;
import dev.steadfast.platform.problem.ProblemException;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The initiatives of the tenant that calls, to which row-level security holds every query. */
@ApplicationScoped
public class InitiativeRepository implements PanacheRepositoryBase<Initiative, UUID> {
  /**
   * The initiative.
   *
   * @throws ProblemException {@code not-found}
   */
  public Initiative require(UUID id) {
    return findByIdOptional(id).orElseThrow(() -> ProblemException.notFound("initiative", id));
  }

  /**
   * The initiative, which nobody else changes until the transaction ends.
   *
   * @throws ProblemException {@code not-found}
   */
  Initiative requireForChange(UUID id) {
    return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE)
        .orElseThrow(() -> ProblemException.notFound("initiative", id));
  }

  /** One more than {@code limit} initiatives after the cursor, newest first. */
  List<Initiative> list(
      InitiativeFilter filter, LocalDate today, @Nullable Cursor after, int limit) {
    Map<String, Object> parameters = new HashMap<>();
    String query = filter.query(parameters, today);
    if (after != null) {
      parameters.put("after", GoalRepository.positionOf(after));
      query += " and id < :after";
    }
    return find(query, Sort.descending("id"), parameters).range(0, limit).list();
  }

  /** The initiatives on that metric that start in those days, both included; oldest start first. */
  public List<Initiative> startingOn(MetricDefinition metric, LocalDate from, LocalDate to) {
    return find(
            "metric = :metric and metricVersion = :version and start between :from and :to",
            Sort.by("start").and("id"),
            Map.of("metric", metric.key(), "version", metric.version(), "from", from, "to", to))
        .list();
  }

  /** Has the odds of active goals on that metric told anew: the plan behind them has changed. */
  void refreshOdds(MetricDefinition metric) {
    getEntityManager()
        .createNativeQuery(
            "UPDATE goal_outlook SET refresh_at = now() WHERE (tenant_id, goal_id) IN"
                + " (SELECT tenant_id, id FROM goal WHERE state = 'active' AND metric = :metric)")
        .setParameter("metric", metric.key())
        .executeUpdate();
  }
}
