package dev.steadfast.metrics.processing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steadfast.metrics.event.EventBatch;
import dev.steadfast.metrics.redaction.EventRedaction;
import dev.steadfast.metrics.redaction.Pseudonyms;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Takes a person out of the raw events of interactions, and counts what it did. */
final class RawEventErasure {
  private final Connection transaction;
  private final UUID tenant;
  private final Pseudonyms pseudonyms;
  private int changed;
  private int removed;

  RawEventErasure(Connection transaction, UUID tenant, Pseudonyms pseudonyms) {
    this.transaction = transaction;
    this.tenant = tenant;
    this.pseudonyms = pseudonyms;
  }

  int changed() {
    return changed;
  }

  int removed() {
    return removed;
  }

  /**
   * Writes the events without the person.
   *
   * @param isTheirs whether the person opened the interaction
   * @return all events as they are now; none if none has changed
   */
  List<String> rewrite(UUID interaction, LocalDate first, LocalDate last, boolean isTheirs)
      throws SQLException {
    List<String> events = new ArrayList<>();
    int rewritten = 0;
    try (PreparedStatement select =
            transaction.prepareStatement(
                "SELECT event_key, received_on, event FROM raw_event WHERE tenant_id = ?"
                    + " AND interaction_id = ? AND received_on BETWEEN ? AND ?");
        PreparedStatement update =
            transaction.prepareStatement(
                "UPDATE raw_event SET event = ? WHERE tenant_id = ? AND interaction_id = ?"
                    + " AND event_key = ? AND received_on = ?")) {
      bind(select, interaction, first, last);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          String raw = row.getString(3);
          Optional<String> redacted =
              EventRedaction.of(json(raw), pseudonyms, isTheirs).map(JsonNode::toString);
          if (redacted.isPresent()) {
            rewritten++;
            update.setString(1, redacted.get());
            update.setObject(2, tenant);
            update.setObject(3, interaction);
            update.setObject(4, row.getObject(1, UUID.class));
            update.setObject(5, row.getObject(2, LocalDate.class));
            update.addBatch();
          }
          events.add(redacted.orElse(raw));
        }
      }
      if (rewritten == 0) {
        return List.of();
      }
      update.executeBatch();
    }
    changed += rewritten;
    return events;
  }

  void remove(UUID interaction, LocalDate first, LocalDate last) throws SQLException {
    try (PreparedStatement delete =
        transaction.prepareStatement(
            "DELETE FROM raw_event WHERE tenant_id = ? AND interaction_id = ?"
                + " AND received_on BETWEEN ? AND ?")) {
      bind(delete, interaction, first, last);
      removed += delete.executeUpdate();
    }
  }

  private void bind(PreparedStatement statement, UUID of, LocalDate first, LocalDate last)
      throws SQLException {
    statement.setObject(1, tenant);
    statement.setObject(2, of);
    statement.setObject(3, first);
    statement.setObject(4, last);
  }

  private static JsonNode json(String raw) {
    try {
      byte[] bytes = raw.getBytes(StandardCharsets.UTF_8);
      return EventBatch.readOne(bytes, 0, bytes.length).json();
    } catch (IOException e) {
      throw new IllegalStateException("a raw event is not JSON", e);
    }
  }
}
