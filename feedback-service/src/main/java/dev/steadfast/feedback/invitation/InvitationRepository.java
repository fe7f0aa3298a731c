package dev.steadfast.feedback.invitation;

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
import java.util.UUID;

/** The invitations of the tenant of the transaction. */
@ApplicationScoped
public class InvitationRepository implements PanacheRepositoryBase<Invitation, UUID> {
  private static final String OPEN = "state in ('invited', 'delivered')";
  private static final String SAME =
      "surveyId = :survey and system = :system and subject = :subject";

  /** Which invitations a list shows. */
  record Filter(
      Optional<UUID> survey,
      Optional<String> system,
      Optional<String> subject,
      Optional<InvitationState> state,
      Optional<Boolean> due) {}

  /**
   * The invitation of that id.
   *
   * @throws ProblemException {@code not-found}
   */
  public Invitation require(UUID id) {
    return findByIdOptional(id).orElseThrow(() -> ProblemException.notFound("invitation", id));
  }

  /** The invitation, held against other changes until the transaction ends. */
  public Invitation lock(UUID id) {
    return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE)
        .orElseThrow(() -> ProblemException.notFound("invitation", id));
  }

  /** The newest open invitation to that survey about that interaction, held. */
  Optional<Invitation> lockOpen(UUID survey, String system, String subject, Instant now) {
    return find(
            SAME + " and " + OPEN + " and expiresAt > :now order by id desc",
            Map.of("survey", survey, "system", system, "subject", subject, "now", now))
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .page(Page.ofSize(1))
        .firstResultOptional();
  }

  /** Notes the expiry of what is past it, so that there is room for a new one by hand. */
  void expire(UUID survey, String system, String subject, Instant now) {
    update(
        "state = 'expired' where " + SAME + " and " + OPEN + " and expiresAt <= :now",
        Map.of("survey", survey, "system", system, "subject", subject, "now", now));
  }

  /** One more than a page, oldest first. */
  List<Invitation> list(Filter filter, Optional<UUID> after, Instant now, int limit) {
    StringBuilder where = new StringBuilder("id > :after");
    Map<String, Object> values = new HashMap<>();
    values.put("after", after.orElse(new UUID(0, 0)));
    filter.survey().ifPresent(id -> narrow(where, values, "surveyId = :survey", "survey", id));
    filter.system().ifPresent(name -> narrow(where, values, "system = :system", "system", name));
    filter.subject().ifPresent(of -> narrow(where, values, "subject = :subject", "subject", of));
    filter
        .due()
        .ifPresent(
            due ->
                narrow(where, values, due ? "sendAfter <= :due" : "sendAfter > :due", "due", now));
    filter.state().ifPresent(state -> narrowToState(where, values, state, now));
    return find(where + " order by id", values).page(Page.ofSize(limit + 1)).list();
  }

  private static void narrowToState(
      StringBuilder where, Map<String, Object> values, InvitationState state, Instant now) {
    switch (state) {
      case INVITED, DELIVERED -> {
        narrow(where, values, "state = :state", "state", state.code());
        narrow(where, values, "expiresAt > :now", "now", now);
      }
      case ANSWERED, WITHDRAWN -> narrow(where, values, "state = :state", "state", state.code());
      case EXPIRED ->
          narrow(
              where,
              values,
              "(state = 'expired' or (" + OPEN + " and expiresAt <= :now))",
              "now",
              now);
    }
  }

  private static void narrow(
      StringBuilder where, Map<String, Object> values, String term, String name, Object value) {
    where.append(" and ").append(term);
    values.put(name, value);
  }
}
