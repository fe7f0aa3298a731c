package dev.steadfast.metrics.interaction;

import dev.steadfast.metrics.contact.Finding;
import dev.steadfast.metrics.event.InteractionId;
import dev.steadfast.metrics.interaction.ExplanationView.ContactView;
import dev.steadfast.metrics.processing.InteractionStore;
import dev.steadfast.metrics.processing.InteractionStore.RawEvent;
import dev.steadfast.metrics.processing.Neighbourhood;
import dev.steadfast.metrics.processing.RawEventRetention;
import dev.steadfast.metrics.rules.RuleBook;
import dev.steadfast.metrics.timeline.Circumstances;
import dev.steadfast.metrics.timeline.Fold;
import dev.steadfast.metrics.timeline.Measures;
import dev.steadfast.metrics.timeline.Timeline;
import dev.steadfast.platform.access.Caller;
import dev.steadfast.platform.http.Cursor;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads interactions and their raw events. */
@ApplicationScoped
class InteractionRepository {
  private static final String SELECT =
      """
      SELECT interaction_id, system, subject, status, team, agent, channel, priority, customer,
             opened_at, resolved_at, cycle, reopens, events, first_received_on, last_received_on, fold, rules, updated_at,
             FROZEN
      FROM interaction WHERE tenant_id = ? AND erased_at IS NULL
      """
          .replace("FROZEN", RawEventRetention.IS_FROZEN);

  private final AgroalDataSource dataSource;
  private final Caller caller;

  @Inject
  InteractionRepository(AgroalDataSource dataSource, Caller caller) {
    this.dataSource = dataSource;
    this.caller = caller;
  }

  /**
   * An interaction with its raw events, in no order, and the circumstances it is counted under.
   *
   * <p>Of a frozen one the events are those that are left, and the rest says nothing.
   *
   * @param findings what it counts for among its neighbours
   */
  record Found(
      InteractionView view,
      List<RawEvent> events,
      Timeline timeline,
      Measures measures,
      Circumstances circumstances,
      List<Finding> findings) {
    Found with(List<Finding> others) {
      return new Found(view, events, timeline, measures, circumstances, others);
    }
  }

  Optional<Found> find(UUID id) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement(SELECT + " AND interaction_id = ?")) {
      RawEventRetention.hold(connection);
      select.setObject(1, caller.tenant());
      select.setObject(2, id);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        InteractionView view = viewOf(row);
        LocalDate first = row.getObject(15, LocalDate.class);
        LocalDate last = row.getObject(16, LocalDate.class);
        Circumstances circumstances =
            InteractionStore.circumstances(connection, new RuleBook(), caller.tenant(), row, 17);
        List<RawEvent> events =
            InteractionStore.rawEvents(
                connection,
                caller.tenant(),
                List.of(id),
                first,
                last,
                circumstances.rules().own().wanted());
        if (view.frozen()) {
          return Optional.of(
              new Found(view, events, Timeline.EMPTY, Measures.NONE, circumstances, List.of()));
        }
        Timeline timeline = Timeline.of(events.stream().map(RawEvent::event).toList());
        Measures measures = Fold.of(timeline, circumstances);
        List<Finding> findings =
            Neighbourhood.findings(
                connection, caller.tenant(), id, measures, circumstances.rules().own());
        return Optional.of(new Found(view, events, timeline, measures, circumstances, findings));
      }
    }
  }

  /** The interactions that count against those findings. */
  Map<UUID, ContactView> contacts(List<Finding> findings) throws SQLException {
    Map<UUID, ContactView> contacts = new HashMap<>();
    Object[] ids = findings.stream().flatMap(one -> one.repeat().stream()).toArray();
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT interaction_id, system, subject, opened_at FROM interaction"
                    + " WHERE tenant_id = ? AND interaction_id = ANY (?)")) {
      select.setObject(1, caller.tenant());
      select.setArray(2, connection.createArrayOf("uuid", ids));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          UUID id = row.getObject(1, UUID.class);
          contacts.put(
              id,
              new ContactView(
                  id, row.getString(2), row.getString(3), row.getObject(4, OffsetDateTime.class)));
        }
      }
    }
    return contacts;
  }

  /** Interactions in the order of their ids, which is the same at any time. */
  List<InteractionView> list(
      @Nullable String system, @Nullable String subject, @Nullable Cursor after, int limit)
      throws SQLException {
    boolean isNamed = system != null && subject != null;
    String sql =
        SELECT
            + (isNamed
                ? " AND interaction_id = ?"
                : " AND (?::text IS NULL OR system = ?) AND (?::text IS NULL OR subject = ?)")
            + " AND interaction_id > ? ORDER BY interaction_id LIMIT ?";
    List<InteractionView> rows = new ArrayList<>();
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(sql)) {
      int next = 1;
      select.setObject(next++, caller.tenant());
      if (system != null && subject != null) {
        select.setObject(next++, InteractionId.of(system, subject));
      } else {
        select.setString(next++, system);
        select.setString(next++, system);
        select.setString(next++, subject);
        select.setString(next++, subject);
      }
      select.setObject(next++, after == null ? new UUID(0, 0) : after.uuid(0));
      select.setInt(next, limit);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          rows.add(viewOf(row));
        }
      }
    }
    return rows;
  }

  private static InteractionView viewOf(ResultSet row) throws SQLException {
    return new InteractionView(
        row.getObject(1, UUID.class),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getString(7),
        row.getString(8),
        row.getString(9),
        Map.of(),
        row.getObject(10, OffsetDateTime.class),
        row.getObject(11, OffsetDateTime.class),
        row.getInt(12),
        row.getInt(13),
        row.getInt(14),
        row.getObject(19, OffsetDateTime.class),
        row.getBoolean(20),
        null,
        null,
        null,
        null);
  }
}
