package dev.steadfast.goals.checkin;

import dev.steadfast.goals.goal.GoalRepository;
import dev.steadfast.platform.http.Cursor;
import dev.steadfast.platform.problem.ProblemException;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The check-ins of the tenant that calls, to which row-level security holds every query. */
@ApplicationScoped
class CheckInRepository implements PanacheRepositoryBase<CheckIn, UUID> {
  /**
   * The check-in on that goal.
   *
   * @throws ProblemException {@code not-found}
   */
  CheckIn require(UUID goal, UUID id) {
    return findByIdOptional(id)
        .filter(checkIn -> checkIn.goalId().equals(goal))
        .orElseThrow(() -> ProblemException.notFound("check-in", id));
  }

  /** One more than {@code limit} check-ins on a goal after the cursor, newest first. */
  List<CheckIn> list(UUID goal, @Nullable Cursor after, int limit) {
    UUID position = after == null ? GoalRepository.LAST : GoalRepository.positionOf(after);
    return find(
            "goalId = :goal and id < :after",
            Sort.descending("id"),
            Map.of("goal", goal, "after", position))
        .range(0, limit)
        .list();
  }
}
