package dev.steadfast.feedback;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.steadfast.contracts.Topics;
import dev.steadfast.contracts.erasure.PersonErased;
import dev.steadfast.contracts.event.Reference;
import dev.steadfast.contracts.interaction.InteractionState;
import dev.steadfast.platform.kafka.KafkaClients;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** What a test puts on Kafka, and what it finds there. */
@ApplicationScoped
public class Records {
  @Inject KafkaClients kafka;
  @Inject ObjectMapper json;

  /** A message of feedback-events. */
  public record Message(
      String id, String key, String type, String subject, String source, JsonNode data) {}

  /** The state of interaction {@code subject} after its first resolution. */
  public static InteractionState resolved(String subject, Instant resolvedAt) {
    return state(subject, "resolved", resolvedAt, 1);
  }

  public static InteractionState state(
      String subject, String status, Instant resolvedAt, int cycle) {
    return new InteractionState(
        UUID.nameUUIDFromBytes(subject.getBytes(StandardCharsets.UTF_8)),
        "acme-zendesk",
        subject,
        status,
        "email",
        new Reference("360001", "Billing"),
        new Reference("5012", "Kim Osei"),
        new Reference("88017", "Lena Brandt"),
        "high",
        resolvedAt.minusSeconds(3600).atOffset(ZoneOffset.UTC),
        resolvedAt.atOffset(ZoneOffset.UTC),
        cycle,
        resolvedAt.atOffset(ZoneOffset.UTC));
  }

  public void send(Tenant tenant, InteractionState interaction) {
    try {
      sendRaw(
          tenant.id().toString(),
          tenant.id() + "|" + interaction.system() + "|" + interaction.subject(),
          json.writeValueAsBytes(interaction));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void send(Tenant tenant, PersonErased person) {
    try {
      sendRaw(
          Topics.ERASURES,
          "dev.steadfast.person.erased.v1",
          tenant.id().toString(),
          tenant.id() + "|" + person.erasureId(),
          json.writeValueAsBytes(person));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void sendRaw(String tenant, String key, byte[] value) {
    sendRaw(Topics.INTERACTIONS, "dev.steadfast.interaction.changed.v1", tenant, key, value);
  }

  private void sendRaw(String topic, String type, String tenant, String key, byte[] value) {
    ProducerRecord<byte[], byte[]> sent =
        new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value);
    sent.headers().add("ce_tenant", tenant.getBytes(StandardCharsets.UTF_8));
    sent.headers().add("ce_type", type.getBytes(StandardCharsets.UTF_8));
    try {
      kafka.producer().send(sent).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Everything that feedback-events holds of the tenant, in order per interaction. */
  public List<Message> ofTenant(Tenant tenant) {
    List<Message> found = new ArrayList<>();
    try (Consumer<byte[], byte[]> consumer = kafka.consumer("test-" + UUID.randomUUID(), 1000)) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(Topics.FEEDBACK_EVENTS).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var end = consumer.endOffsets(partitions);
      while (partitions.stream()
          .anyMatch(one -> consumer.position(one) < end.getOrDefault(one, 0L))) {
        for (ConsumerRecord<byte[], byte[]> one : consumer.poll(Duration.ofMillis(100))) {
          if (tenant.id().toString().equals(header(one, "ce_tenant"))) {
            found.add(
                new Message(
                    header(one, "ce_id"),
                    new String(one.key(), StandardCharsets.UTF_8),
                    header(one, "ce_type"),
                    header(one, "ce_subject"),
                    header(one, "ce_source"),
                    json.readTree(one.value())));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  private static String header(ConsumerRecord<byte[], byte[]> one, String name) {
    return new String(one.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
