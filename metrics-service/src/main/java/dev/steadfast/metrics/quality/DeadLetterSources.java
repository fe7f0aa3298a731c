package dev.steadfast.metrics.quality;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.steadfast.metrics.arrival.Source;
import dev.steadfast.metrics.quality.QualityView.DeadLettersView;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Dead letters that wait to be replayed, by who sent them. */
final class DeadLetterSources {
  /** They are read one by one; more are only counted. */
  static final int MOST = 5_000;

  private static final ObjectMapper JSON = new ObjectMapper(new JsonFactory());

  private DeadLetterSources() {}

  static DeadLettersView count(
      Connection connection, UUID tenant, OffsetDateTime from, OffsetDateTime to)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT count(*), count(*) FILTER (WHERE replayed_at IS NULL) FROM dead_letter"
                + " WHERE tenant_id = ? AND died_at >= ? AND died_at < ?")) {
      select.setObject(1, tenant);
      select.setObject(2, from);
      select.setObject(3, to);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return new DeadLettersView(row.getLong(1), row.getLong(2));
      }
    }
  }

  /** How many wait by source; empty if there are more than {@link #MOST}. */
  static Optional<Map<Source, Long>> replayable(
      Connection connection, UUID tenant, OffsetDateTime from, OffsetDateTime to)
      throws SQLException {
    Map<Source, Long> waiting = new HashMap<>();
    int read = 0;
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT record_value FROM dead_letter WHERE tenant_id = ? AND died_at >= ? AND died_at < ?"
                + " AND replayed_at IS NULL LIMIT ?")) {
      select.setFetchSize(50);
      select.setObject(1, tenant);
      select.setObject(2, from);
      select.setObject(3, to);
      select.setInt(4, MOST + 1);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          waiting.merge(sourceOf(row.getBytes(1)), 1L, Long::sum);
          read++;
        }
      }
    }
    return read > MOST ? Optional.empty() : Optional.of(waiting);
  }

  private static Source sourceOf(byte[] batch) {
    try {
      JsonNode event = batch == null ? JSON.nullNode() : JSON.readTree(batch).path(0);
      String source = event.path("source").asText("");
      String system = event.path("system").asText("");
      return new Source(source, system.isEmpty() ? source : system);
    } catch (IOException e) {
      return Source.UNKNOWN;
    }
  }
}
