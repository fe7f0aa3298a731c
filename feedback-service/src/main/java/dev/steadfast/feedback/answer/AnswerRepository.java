package dev.steadfast.feedback.answer;

import dev.steadfast.platform.problem.ProblemException;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** The answers of the tenant of the transaction. */
@ApplicationScoped
class AnswerRepository implements PanacheRepositoryBase<Answer, UUID> {
  /**
   * Which answers a list shows.
   *
   * @param from the first instant
   * @param to the instant after the last
   */
  record Filter(
      Optional<UUID> survey,
      Optional<String> system,
      Optional<String> subject,
      Optional<Instant> from,
      Optional<Instant> to) {}

  Answer require(UUID id) {
    return findByIdOptional(id).orElseThrow(() -> ProblemException.notFound("answer", id));
  }

  /** The answer, held against other changes until the transaction ends. */
  Answer lock(UUID id) {
    return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE)
        .orElseThrow(() -> ProblemException.notFound("answer", id));
  }

  /** One more than a page, oldest first. */
  List<Answer> list(Filter filter, Optional<UUID> after, int limit) {
    StringBuilder where = new StringBuilder("id > :after");
    Map<String, Object> values = new HashMap<>();
    values.put("after", after.orElse(new UUID(0, 0)));
    filter.survey().ifPresent(id -> narrow(where, values, "surveyId = :survey", "survey", id));
    filter.system().ifPresent(name -> narrow(where, values, "system = :system", "system", name));
    filter.subject().ifPresent(of -> narrow(where, values, "subject = :subject", "subject", of));
    filter.from().ifPresent(from -> narrow(where, values, "answeredAt >= :from", "from", from));
    filter.to().ifPresent(to -> narrow(where, values, "answeredAt < :to", "to", to));
    return find(where + " order by id", values).page(Page.ofSize(limit + 1)).list();
  }

  private static void narrow(
      StringBuilder where, Map<String, Object> values, String term, String name, Object value) {
    where.append(" and ").append(term);
    values.put(name, value);
  }

  /** How many answers gave each value; withdrawn ones do not count. */
  Map<Integer, Long> distribution(UUID survey) {
    Map<Integer, Long> counts = new TreeMap<>();
    for (Object[] row :
        getEntityManager()
            .createQuery(
                "select rating, count(*) from Answer"
                    + " where surveyId = :survey and withdrawnAt is null group by rating",
                Object[].class)
            .setParameter("survey", survey)
            .getResultList()) {
      counts.put((Integer) row[0], (Long) row[1]);
    }
    return counts;
  }

  /** What became of the invitations to a survey; answers without invitation do not count. */
  Responses responses(UUID survey) {
    Object[] row =
        getEntityManager()
            .createQuery(
                """
                select count(*), count(deliveredAt), count(answeredAt),
                  count(case when deliveredAt is not null then answeredAt end)
                from Invitation
                where surveyId = :survey and origin <> 'direct'
                  and (state <> 'withdrawn' or answeredAt is not null)
                """,
                Object[].class)
            .setParameter("survey", survey)
            .getSingleResult();
    return new Responses((Long) row[0], (Long) row[1], (Long) row[2], (Long) row[3]);
  }
}
