package dev.steadfast.metrics.processing;

import dev.steadfast.metrics.event.EventBatch;
import dev.steadfast.metrics.event.EventFacts;
import dev.steadfast.metrics.event.SupportEvent;
import dev.steadfast.metrics.reference.Naming;
import dev.steadfast.metrics.timeline.Facts;
import dev.steadfast.metrics.timeline.TimelineEvent;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A well-formed event out of Kafka.
 *
 * @param namings how it names teams and agents
 * @param json the event as it was sent, in {@code from} to {@code to} of those bytes
 * @param receivedOn the UTC day of its receipt, in days since the epoch
 */
record Incoming(
    UUID key,
    UUID interactionId,
    SupportEvent event,
    List<Naming> namings,
    byte[] json,
    int from,
    int to,
    long receivedOn,
    ConsumerRecord<byte[], byte[]> record) {

  /** The event as one that cannot be processed. */
  RecordReader.Dead dead(String reason) {
    byte[] alone = new byte[to - from + 2];
    alone[0] = '[';
    System.arraycopy(json, from, alone, 1, to - from);
    alone[alone.length - 1] = ']';
    return new RecordReader.Dead(event, alone, reason, record);
  }

  /** Its place in the timeline, with the facts that are asked of it. */
  TimelineEvent inTimeline(Facts.Wanted wanted) {
    if (!wanted.pointers().containsKey(event.typeName())) {
      return event.inTimeline();
    }
    try {
      return event
          .inTimeline()
          .with(EventFacts.of(EventBatch.readOne(json, from, to).json(), wanted));
    } catch (IOException e) {
      throw new IllegalStateException("an event is not JSON", e);
    }
  }
}
