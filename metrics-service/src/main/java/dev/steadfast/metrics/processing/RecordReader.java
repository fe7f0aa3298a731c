package dev.steadfast.metrics.processing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steadfast.contracts.Topics;
import dev.steadfast.contracts.event.EventType;
import dev.steadfast.metrics.event.EventBatch;
import dev.steadfast.metrics.event.EventReader;
import dev.steadfast.metrics.event.Namings;
import dev.steadfast.metrics.event.SupportEvent;
import dev.steadfast.platform.inbox.DeadLetters;
import dev.steadfast.platform.inbox.RecordRejected;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads the events of a Kafka record: batches of support events, and single feedback events in
 * binary mode.
 */
final class RecordReader {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long DAY_MS = 86_400_000;

  private RecordReader() {}

  /**
   * An event that cannot be processed by this release.
   *
   * @param value a batch that holds it alone
   */
  record Dead(
      @Nullable SupportEvent event,
      byte[] value,
      String reason,
      ConsumerRecord<byte[], byte[]> record) {}

  /** What a record holds. */
  record Content(List<Incoming> events, List<Dead> dead) {}

  /**
   * Reads a record.
   *
   * @throws RecordRejected if it is no batch of JSON at all
   */
  static Content read(ConsumerRecord<byte[], byte[]> kafka) {
    Content content = new Content(new ArrayList<>(), new ArrayList<>(0));
    try {
      byte[] batch = kafka.topic().equals(Topics.FEEDBACK_EVENTS) ? asBatch(kafka) : kafka.value();
      for (EventBatch.Element element : EventBatch.read(batch)) {
        read(kafka, batch, element, content);
      }
    } catch (IOException e) {
      throw new RecordRejected("The record is not a JSON batch: " + e.getMessage(), e);
    }
    return content;
  }

  /** The UTC day of receipt, in days since the epoch. */
  static long receivedOn(ConsumerRecord<byte[], byte[]> kafka) {
    return Math.floorDiv(kafka.timestamp(), DAY_MS);
  }

  private static void read(
      ConsumerRecord<byte[], byte[]> kafka,
      byte[] batch,
      EventBatch.Element element,
      Content content) {
    // What was accepted once stays acceptable: a day ahead of its receipt, not of now.
    switch (EventReader.read(element.json(), kafka.timestamp() + DAY_MS)) {
      case EventReader.Result.Good good -> {
        SupportEvent event = good.event();
        if (event.type().isEmpty()) {
          content
              .dead()
              .add(dead(kafka, batch, element, event, "Unknown event type " + event.typeName()));
        } else {
          content
              .events()
              .add(
                  new Incoming(
                      event.key(),
                      event.interactionId(),
                      event,
                      Namings.in(element.json()),
                      batch,
                      element.from(),
                      element.to(),
                      receivedOn(kafka),
                      kafka));
        }
      }
      case EventReader.Result.Bad bad -> {
        String reason =
            bad.errors().stream()
                .map(error -> error.pointer() + " " + error.detail())
                .collect(Collectors.joining("; "));
        content.dead().add(dead(kafka, batch, element, null, reason));
      }
    }
  }

  private static Dead dead(
      ConsumerRecord<byte[], byte[]> kafka,
      byte[] batch,
      EventBatch.Element element,
      @Nullable SupportEvent event,
      String reason) {
    byte[] alone = new byte[element.to() - element.from() + 2];
    alone[0] = '[';
    System.arraycopy(batch, element.from(), alone, 1, element.to() - element.from());
    alone[alone.length - 1] = ']';
    return new Dead(event, alone, reason, kafka);
  }

  private static byte[] asBatch(ConsumerRecord<byte[], byte[]> kafka) throws IOException {
    ObjectNode event = JSON.createObjectNode();
    for (String name : List.of("specversion", "id", "source", "type", "time")) {
      event.put(name, DeadLetters.header(kafka, "ce_" + name));
    }
    if (EventType.named(event.path("type").asText()).isEmpty() || kafka.value() == null) {
      throw new RecordRejected("Not a feedback event: " + event.path("type").asText());
    }
    var data = JSON.readTree(kafka.value());
    event.set("system", data.path("system"));
    event.set("subject", data.path("subject"));
    event.set("data", data);
    return ("[" + event + "]").getBytes(StandardCharsets.UTF_8);
  }
}
