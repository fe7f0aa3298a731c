package dev.steadfast.metrics.processing;

import dev.steadfast.metrics.event.SupportEvent;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A well-formed event out of Kafka.
 *
 * @param json the event as it was sent, in {@code from} to {@code to} of those bytes
 * @param receivedOn the UTC day of its receipt, in days since the epoch
 */
record Incoming(
    UUID key,
    UUID interactionId,
    SupportEvent event,
    byte[] json,
    int from,
    int to,
    long receivedOn,
    ConsumerRecord<byte[], byte[]> record) {}
