package dev.steadfast.goals.goal;

import dev.steadfast.contracts.problem.ProblemCode;
import dev.steadfast.platform.http.Cursor;
import dev.steadfast.platform.problem.ProblemException;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The goals of the tenant that calls, to which row-level security holds every query. */
@ApplicationScoped
public class GoalRepository implements PanacheRepositoryBase<Goal, UUID> {
  /** After every id in PostgreSQL's order. */
  public static final UUID LAST = new UUID(-1L, -1L);

  /**
   * The goal.
   *
   * @throws ProblemException {@code not-found}
   */
  public Goal require(UUID id) {
    return findByIdOptional(id).orElseThrow(() -> ProblemException.notFound("goal", id));
  }

  /**
   * The goal, which nobody else changes until the transaction ends.
   *
   * @throws ProblemException {@code not-found}
   */
  public Goal requireForChange(UUID id) {
    return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE)
        .orElseThrow(() -> ProblemException.notFound("goal", id));
  }

  /** How the goal stands, or empty while it is a draft. */
  public Optional<Standing> standing(UUID id) {
    return Optional.ofNullable(getEntityManager().find(Standing.class, id));
  }

  /** How each of the goals stands that is not a draft. */
  Map<UUID, Standing> standings(List<Goal> goals) {
    Map<UUID, Standing> standings = new HashMap<>();
    getEntityManager()
        .createQuery("from Standing where goalId in :goals", Standing.class)
        .setParameter("goals", goals.stream().map(Goal::id).toList())
        .getResultList()
        .forEach(standing -> standings.put(standing.goalId(), standing));
    return standings;
  }

  /** One more than {@code limit} goals after the cursor, newest first. */
  List<Goal> list(GoalFilter filter, @Nullable Cursor after, int limit) {
    Map<String, Object> parameters = new HashMap<>();
    String query = filter.query(parameters);
    if (after != null) {
      parameters.put("after", positionOf(after));
      query += " and id < :after";
    }
    return find(query, Sort.descending("id"), parameters).range(0, limit).list();
  }

  void persist(GoalRevision revision) {
    getEntityManager().persist(revision);
  }

  /** One more than {@code limit} revisions of a goal after the cursor, newest first. */
  List<GoalRevision> revisions(UUID goal, @Nullable Cursor after, int limit) {
    return getEntityManager()
        .createQuery(
            "from GoalRevision where goalId = :goal and id < :after order by id desc",
            GoalRevision.class)
        .setParameter("goal", goal)
        .setParameter("after", after == null ? LAST : positionOf(after))
        .setMaxResults(limit + 1)
        .getResultList();
  }

  /**
   * The id that a cursor stands after.
   *
   * @throws ProblemException {@code invalid-cursor}
   */
  public static UUID positionOf(Cursor cursor) {
    try {
      return UUID.fromString(cursor.values().getFirst());
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          ProblemCode.INVALID_CURSOR, "Use the nextCursor of the page before, unchanged.");
    }
  }
}
