package dev.steadfast.metrics.intake;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steadfast.contracts.Topics;
import dev.steadfast.metrics.event.EventBatch;
import dev.steadfast.metrics.event.EventReader;
import dev.steadfast.metrics.event.MeasuredText;
import dev.steadfast.metrics.event.SupportEvent;
import dev.steadfast.platform.http.Trace;
import dev.steadfast.platform.kafka.KafkaClients;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Checks events and makes them durable. All events of one request that fall in one slot travel in
 * one record, in the bytes that they came in.
 */
@ApplicationScoped
public class Intake {
  /** How many keys the interactions of a tenant are spread over. */
  static final int SLOTS = 16;

  private final KafkaClients kafka;
  private final Clock clock;

  @Inject
  public Intake(KafkaClients kafka, Clock clock) {
    this.kafka = kafka;
    this.clock = clock;
  }

  /**
   * Takes a JSON array of CloudEvents. Returns once Kafka has every accepted event.
   *
   * @param keepsTexts whether the texts of messages are kept beside what is measured of them
   * @throws IOException if the bytes are not one well-formed JSON array within the limits; nothing
   *     was taken
   * @throws org.apache.kafka.common.errors.RetriableException if Kafka is away; the sender's
   *     repetition counts once
   */
  public Receipt accept(UUID tenant, byte[] batch, boolean keepsTexts) throws IOException {
    return accept(tenant, batch, EventBatch.read(batch), keepsTexts);
  }

  /** Takes events that were read from those bytes already, likewise. */
  public Receipt accept(
      UUID tenant, byte[] bytes, List<EventBatch.Element> elements, boolean keepsTexts) {
    long now = clock.millis();
    List<Rejection> rejected = new ArrayList<>(0);
    Map<Integer, ByteArrayOutputStream> slots = new TreeMap<>();
    for (int position = 0; position < elements.size(); position++) {
      EventBatch.Element element = elements.get(position);
      switch (EventReader.read(element.json(), now)) {
        case EventReader.Result.Bad bad ->
            rejected.add(new Rejection(position, bad.id(), bad.errors()));
        case EventReader.Result.Good good -> {
          Optional<JsonNode> measured =
              keepsTexts ? Optional.empty() : MeasuredText.withoutText(element.json());
          byte[] own = measured.map(event -> utf8(event.toString())).orElse(bytes);
          append(
              slots,
              good.event(),
              own,
              measured.isPresent() ? 0 : element.from(),
              measured.isPresent() ? own.length : element.to());
        }
      }
    }
    publish(tenant, slots);
    return new Receipt(elements.size() - rejected.size(), rejected);
  }

  private static void append(
      Map<Integer, ByteArrayOutputStream> slots,
      SupportEvent event,
      byte[] bytes,
      int from,
      int to) {
    ByteArrayOutputStream slot =
        slots.computeIfAbsent(slotOf(event.interactionId()), s -> new ByteArrayOutputStream(8192));
    slot.write(slot.size() == 0 ? '[' : ',');
    slot.write(bytes, from, to - from);
  }

  private static int slotOf(UUID interactionId) {
    return (int) (interactionId.getMostSignificantBits() >>> 32) & (SLOTS - 1);
  }

  private void publish(UUID tenant, Map<Integer, ByteArrayOutputStream> slots) {
    String trace = Trace.continued(Trace.current());
    List<Future<RecordMetadata>> sent = new ArrayList<>(slots.size());
    for (var slot : slots.entrySet()) {
      slot.getValue().write(']');
      ProducerRecord<byte[], byte[]> message =
          new ProducerRecord<>(
              Topics.SUPPORT_EVENTS,
              utf8(tenant + "|" + slot.getKey()),
              slot.getValue().toByteArray());
      message.headers().add("content-type", utf8("application/cloudevents-batch+json"));
      message.headers().add("ce_tenant", utf8(tenant.toString()));
      message.headers().add(Trace.HEADER, utf8(trace));
      sent.add(kafka.producer().send(message));
    }
    for (Future<RecordMetadata> one : sent) {
      await(one);
    }
  }

  private static void await(Future<RecordMetadata> one) {
    try {
      one.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("the events could not be made durable", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted before the events were durable", e);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
