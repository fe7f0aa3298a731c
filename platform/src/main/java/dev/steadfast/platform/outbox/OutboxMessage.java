package dev.steadfast.platform.outbox;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A CloudEvent on its way to Kafka.
 *
 * @param key messages of one key keep their order
 * @param subject what the event is about, such as the id of a goal
 * @param data the record of {@code contracts}; null is a tombstone, which removes the key from a
 *     compacted topic
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OutboxMessage(
    String key,
    UUID id,
    String type,
    UUID tenant,
    String subject,
    OffsetDateTime time,
    @Nullable String traceparent,
    @JsonDeserialize(as = JsonNode.class) @Nullable Object data) {}
