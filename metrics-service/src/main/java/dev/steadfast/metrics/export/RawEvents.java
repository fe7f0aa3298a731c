package dev.steadfast.metrics.export;

import dev.steadfast.metrics.event.InteractionId;
import dev.steadfast.platform.access.Caller;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the events of the calling tenant as they were sent, in the order of an export. */
@ApplicationScoped
class RawEvents {
  private static final UUID NOBODY = new UUID(0, 0);
  private static final int CHUNK_ROWS = 2_000;
  private static final int CHUNK_CHARACTERS = 4 << 20;
  private static final int FETCHED_ROWS = 100;

  private final AgroalDataSource dataSource;
  private final Caller caller;

  @Inject
  RawEvents(AgroalDataSource dataSource, Caller caller) {
    this.dataSource = dataSource;
    this.caller = caller;
  }

  /** The first and the last day on which events came. */
  record Days(LocalDate first, LocalDate last) {}

  /**
   * Some events of a day.
   *
   * @param end where to go on; null if the day has no more
   */
  record Chunk(List<String> events, @Nullable EventPosition end) {}

  /** The days of receipt; nothing if there is no event. */
  Optional<Days> days() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT greatest(min(first_received_on), (SELECT received_from FROM raw_event_retention)),"
                    + " max(last_received_on) FROM interaction WHERE tenant_id = ?")) {
      select.setObject(1, caller.tenant());
      try (ResultSet row = select.executeQuery()) {
        row.next();
        LocalDate first = row.getObject(1, LocalDate.class);
        return row.getObject(2) == null
            ? Optional.empty()
            : Optional.of(new Days(first, row.getObject(2, LocalDate.class)));
      }
    }
  }

  /** Where a processed event is; nothing if there is none of that source and id. */
  Optional<EventPosition> positionOf(String source, String id) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                """
                SELECT r.received_on, r.interaction_id, r.event_key, (k.processed_at AT TIME ZONE 'UTC')::date,
                  r.type = 'support.event.withdrawn.v1'
                FROM event_key k JOIN raw_event r USING (tenant_id, interaction_id, event_key)
                WHERE k.tenant_id = ? AND k.event_key = ?
                """)) {
      select.setObject(1, caller.tenant());
      select.setObject(2, InteractionId.eventKey(source, id));
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        LocalDate day = row.getObject(1, LocalDate.class);
        LocalDate processed = row.getObject(4, LocalDate.class);
        // Retention has moved it to a later day, or it is a withdrawal that went to another
        // interaction: what was behind it there comes again from the beginning of its day.
        return Optional.of(
            processed.isBefore(day) || row.getBoolean(5)
                ? new EventPosition(processed.isBefore(day) ? processed : day, NOBODY, NOBODY)
                : new EventPosition(
                    day, row.getObject(2, UUID.class), row.getObject(3, UUID.class)));
      }
    }
  }

  /** The next events of the day after the position; as many as a few megabytes hold. */
  Chunk after(EventPosition position) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                """
                SELECT interaction_id, event_key, event FROM raw_event
                WHERE tenant_id = ? AND received_on = ? AND (interaction_id, event_key) > (?, ?)
                ORDER BY interaction_id, event_key LIMIT ?
                """)) {
      select.setFetchSize(FETCHED_ROWS);
      select.setObject(1, caller.tenant());
      select.setObject(2, position.receivedOn());
      select.setObject(3, position.interaction());
      select.setObject(4, position.event());
      select.setInt(5, CHUNK_ROWS);
      try (ResultSet row = select.executeQuery()) {
        return read(row, position.receivedOn());
      }
    }
  }

  private static Chunk read(ResultSet row, LocalDate day) throws SQLException {
    List<String> events = new ArrayList<>();
    int characters = 0;
    while (row.next()) {
      String event = row.getString(3);
      events.add(event);
      characters += event.length();
      if (events.size() == CHUNK_ROWS || characters >= CHUNK_CHARACTERS) {
        return new Chunk(
            events,
            new EventPosition(day, row.getObject(1, UUID.class), row.getObject(2, UUID.class)));
      }
    }
    return new Chunk(events, null);
  }
}
