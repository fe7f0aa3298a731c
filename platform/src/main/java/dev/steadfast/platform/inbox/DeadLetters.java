package dev.steadfast.platform.inbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.f4b6a3.uuid.UuidCreator;
import dev.steadfast.contracts.Topics;
import dev.steadfast.platform.outbox.Outbox;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Keeps records that can never succeed, with the reason, so that they can be seen and replayed. */
public final class DeadLetters {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final UUID NO_TENANT = new UUID(0, 0);

  private DeadLetters() {}

  /** Stores the record in the transaction that passes over it, and tells the dead-letter topic. */
  static void bury(Connection transaction, ConsumerRecord<byte[], byte[]> dead, Exception failure)
      throws SQLException {
    bury(transaction, dead, dead.value(), reason(failure));
  }

  /**
   * Stores a part of a record that can never succeed.
   *
   * @param value what the record would be if it held this part alone
   * @return the id of the dead letter
   */
  public static UUID bury(
      Connection transaction, ConsumerRecord<byte[], byte[]> dead, byte[] value, String reason)
      throws SQLException {
    UUID id = UuidCreator.getTimeOrderedEpoch();
    try (PreparedStatement insert =
        transaction.prepareStatement(
            "INSERT INTO dead_letter (tenant_id, id, topic, partition, record_offset, reason,"
                + " record_key, record_value, record_headers) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      insert.setObject(1, tenantOf(dead));
      insert.setObject(2, id);
      insert.setString(3, dead.topic());
      insert.setInt(4, dead.partition());
      insert.setLong(5, dead.offset());
      insert.setString(6, reason);
      insert.setBytes(7, dead.key());
      insert.setBytes(8, value);
      insert.setString(9, headersOf(dead));
      insert.executeUpdate();
    }
    Outbox.appendText(
        transaction, Topics.deadLetter(dead.topic()), messageOf(id, dead, value, reason));
    return id;
  }

  private static String messageOf(
      UUID id, ConsumerRecord<byte[], byte[]> dead, byte[] value, String reason) {
    ObjectNode data =
        JSON.createObjectNode()
            .put("reason", reason)
            .put("topic", dead.topic())
            .put("partition", dead.partition())
            .put("offset", dead.offset())
            .put("key", dead.key())
            .put("value", value)
            .put("headers", headersOf(dead));
    ObjectNode message =
        JSON.createObjectNode()
            .put("key", dead.topic() + "|" + dead.partition())
            .put("id", id.toString())
            .put("type", "dev.steadfast.dead-letter.v1")
            .put("tenant", tenantOf(dead).toString())
            .put("subject", dead.topic() + "/" + dead.partition() + "/" + dead.offset())
            .put("time", Instant.ofEpochMilli(dead.timestamp()).toString());
    message.set("data", data);
    return JSON.createArrayNode().add(message).toString();
  }

  /** The tenant that a record's header names, or the nil UUID. */
  public static UUID tenantOf(ConsumerRecord<byte[], byte[]> dead) {
    String tenant = header(dead, "ce_tenant");
    try {
      return tenant == null ? NO_TENANT : UUID.fromString(tenant);
    } catch (IllegalArgumentException e) {
      return NO_TENANT;
    }
  }

  /** The text of a header, or null. */
  public static @Nullable String header(ConsumerRecord<byte[], byte[]> of, String name) {
    Header header = of.headers().lastHeader(name);
    return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
  }

  private static String reason(Exception failure) {
    String message = failure.getMessage();
    String reason =
        failure instanceof RecordRejected && message != null ? message : failure.toString();
    return reason.length() > 2_000 ? reason.substring(0, 2_000) : reason;
  }

  private static String headersOf(ConsumerRecord<byte[], byte[]> dead) {
    ObjectNode headers = JSON.createObjectNode();
    for (Header header : dead.headers()) {
      headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
    }
    return headers.toString();
  }
}
