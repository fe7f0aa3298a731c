package dev.steadfast.gateway.stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * An event of a tenant, read from Kafka.
 *
 * @param json the CloudEvent in structured form, on one line
 * @param after how far the topics are read with it
 */
record LiveEvent(Feed feed, int partition, long offset, String json, Place after) {
  private static final Logger LOG = Logger.getLogger(LiveEvent.class);
  private static final List<String> ATTRIBUTES =
      List.of("specversion", "id", "source", "type", "subject", "time", "tenant");

  /** Whose event a record is; empty for one that does not say. */
  static Optional<UUID> tenantOf(ConsumerRecord<byte[], byte[]> consumed) {
    String tenant = header(consumed, "ce_tenant");
    try {
      return tenant == null ? Optional.empty() : Optional.of(UUID.fromString(tenant));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The event in a record; empty, and logged, if it is no CloudEvent in binary mode. */
  static Optional<LiveEvent> of(
      ConsumerRecord<byte[], byte[]> consumed, Place after, ObjectMapper json) {
    ObjectNode event = json.createObjectNode();
    for (String attribute : ATTRIBUTES) {
      String value = header(consumed, "ce_" + attribute);
      if (value != null) {
        event.put(attribute, value);
      }
    }
    event.put("datacontenttype", "application/json");
    String trace = header(consumed, "traceparent");
    if (trace != null) {
      event.put("traceparent", trace);
    }
    try {
      if (consumed.value() == null || !event.has("type")) {
        throw new IOException("it has no type or no data");
      }
      event.set("data", json.readTree(consumed.value()));
      return Optional.of(
          new LiveEvent(
              Feed.of(consumed.topic()),
              consumed.partition(),
              consumed.offset(),
              json.writeValueAsString(event),
              after));
    } catch (IOException e) {
      LOG.warnf(
          "record %d of partition %d of %s is not shown: %s",
          consumed.offset(), consumed.partition(), consumed.topic(), e.getMessage());
      return Optional.empty();
    }
  }

  private static @Nullable String header(ConsumerRecord<byte[], byte[]> consumed, String name) {
    Header header = consumed.headers().lastHeader(name);
    return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
  }
}
