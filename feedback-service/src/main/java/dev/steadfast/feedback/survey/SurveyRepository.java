package dev.steadfast.feedback.survey;

import dev.steadfast.platform.problem.ProblemException;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The surveys of the tenant of the transaction. */
@ApplicationScoped
public class SurveyRepository implements PanacheRepositoryBase<Survey, UUID> {
  /**
   * The survey of that id.
   *
   * @throws ProblemException {@code not-found}
   */
  public Survey require(UUID id) {
    return findByIdOptional(id).orElseThrow(() -> ProblemException.notFound("survey", id));
  }

  /** The survey, held against other changes until the transaction ends. */
  Survey lock(UUID id) {
    return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE)
        .orElseThrow(() -> ProblemException.notFound("survey", id));
  }

  /** One more than a page, oldest first. */
  List<Survey> list(Optional<UUID> after, Optional<Boolean> active, int limit) {
    Map<String, Object> values = new HashMap<>();
    values.put("after", after.orElse(new UUID(0, 0)));
    String where = "id > :after";
    if (active.isPresent()) {
      where += " and active = :active";
      values.put("active", active.get());
    }
    return find(where + " order by id", values).page(Page.ofSize(limit + 1)).list();
  }
}
