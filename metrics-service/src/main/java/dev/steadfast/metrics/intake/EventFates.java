package dev.steadfast.metrics.intake;

import dev.steadfast.metrics.event.InteractionId;
import dev.steadfast.platform.access.Caller;
import dev.steadfast.platform.problem.ProblemException;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

/**
 * What became of an event: from its key if it was processed, else from the part of Kafka that still
 * waits.
 */
@ApplicationScoped
public class EventFates {
  private final AgroalDataSource dataSource;
  private final Caller caller;
  private final WaitingEvents waiting;

  @Inject
  EventFates(AgroalDataSource dataSource, Caller caller, WaitingEvents waiting) {
    this.dataSource = dataSource;
    this.caller = caller;
    this.waiting = waiting;
  }

  /**
   * What became of the event.
   *
   * @throws ProblemException {@code not-found} if it was never accepted
   */
  @Transactional
  public EventFate of(String source, String id) {
    Optional<EventFate> fate = processed(source, id);
    if (fate.isEmpty() && waiting.contains(caller.tenant(), source, id)) {
      return new EventFate(source, id, "accepted", null, null, 0, null, null);
    }
    // It may have been processed while the waiting ones were looked through.
    return fate.or(() -> processed(source, id))
        .orElseThrow(() -> ProblemException.notFound("event", id + " of source " + source));
  }

  private Optional<EventFate> processed(String source, String id) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                """
                SELECT k.state, k.interaction_id, k.processed_at, k.duplicates,
                  CASE WHEN w.event_key IS NULL THEN d.reason
                    ELSE 'The event that it withdraws is not known.' END, k.dead_letter_id
                FROM event_key k LEFT JOIN dead_letter d
                  ON d.tenant_id = k.tenant_id AND d.id = k.dead_letter_id
                LEFT JOIN waiting_withdrawal w
                  ON w.tenant_id = k.tenant_id AND w.event_key = k.event_key AND NOT w.is_due
                WHERE k.tenant_id = ? AND k.event_key = ?
                """)) {
      select.setObject(1, caller.tenant());
      select.setObject(2, InteractionId.eventKey(source, id));
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        return Optional.of(
            new EventFate(
                source,
                id,
                switch (row.getString(1)) {
                  case "d" -> "dead-lettered";
                  case "e" -> "erased";
                  default -> "processed";
                },
                row.getObject(2, UUID.class),
                row.getObject(3, OffsetDateTime.class),
                row.getInt(4),
                row.getString(5),
                row.getObject(6, UUID.class)));
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the event could not be looked up", e);
    }
  }
}
