package dev.steadfast.platform.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.f4b6a3.uuid.UuidCreator;
import dev.steadfast.platform.http.Trace;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/**
 * Writes messages in the transaction of the change that they tell of. They are published once it
 * has committed.
 */
@ApplicationScoped
public class Outbox {
  private final AgroalDataSource dataSource;
  private final ObjectMapper json;
  private final Clock clock;

  @Inject
  public Outbox(AgroalDataSource dataSource, ObjectMapper json, Clock clock) {
    this.dataSource = dataSource;
    this.json = json;
    this.clock = clock;
  }

  /** A message about something that happens now, with a new id. */
  public OutboxMessage message(UUID tenant, String type, String subject, Object data) {
    return new OutboxMessage(
        tenant + "|" + subject,
        UuidCreator.getTimeOrderedEpoch(),
        type,
        tenant,
        subject,
        OffsetDateTime.now(clock).withOffsetSameInstant(ZoneOffset.UTC),
        Trace.current(),
        data);
  }

  /** Appends to the running JTA transaction of a request. */
  public void append(String topic, List<OutboxMessage> messages) {
    try (Connection connection = dataSource.getConnection()) {
      append(connection, topic, messages);
    } catch (SQLException e) {
      throw new IllegalStateException("the outbox could not be written", e);
    }
  }

  /** Appends to the transaction of that connection. */
  public void append(Connection connection, String topic, List<OutboxMessage> messages)
      throws SQLException {
    if (messages.isEmpty()) {
      return;
    }
    try {
      appendText(connection, topic, json.writeValueAsString(messages));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a message cannot be written as JSON", e);
    }
  }

  /** Appends text that an {@link OutboxExpansion} turns into messages when it is published. */
  public static void appendText(Connection connection, String topic, String text)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("INSERT INTO outbox (topic, messages) VALUES (?, ?)")) {
      statement.setString(1, topic);
      statement.setString(2, text);
      statement.executeUpdate();
    }
  }
}
