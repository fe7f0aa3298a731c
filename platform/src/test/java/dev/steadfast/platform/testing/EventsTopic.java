package dev.steadfast.platform.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.steadfast.launcher.embedded.Backends;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a topic of CloudEvents from its beginning, but for tombstones. */
public final class EventsTopic implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final KafkaConsumer<byte[], byte[]> consumer =
      new KafkaConsumer<>(
          Map.of("bootstrap.servers", Backends.shared().kafkaBootstrap()),
          new ByteArrayDeserializer(),
          new ByteArrayDeserializer());
  private final List<ConsumerRecord<byte[], byte[]>> seen = new ArrayList<>();

  public EventsTopic(String topic) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(each -> new TopicPartition(each.topic(), each.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /**
   * One message.
   *
   * @param type without what all of the topic begin and end with, such as {@code fired}
   */
  public record Event(String type, String tenant, String subject, JsonNode data) {}

  /** Waits until the messages about that subject are of those types, and returns them. */
  public List<Event> exactly(String subject, String... types) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(about(subject)).extracting(Event::type).containsExactly(types));
    return about(subject);
  }

  /** Waits until the messages about that subject begin with those types, and returns these. */
  public List<Event> beginning(String subject, String... types) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(about(subject)).extracting(Event::type).startsWith(types));
    return about(subject).subList(0, types.length);
  }

  /** What is known of that subject so far. */
  public List<Event> about(String subject) {
    for (var some = poll(); !some.isEmpty(); some = poll()) {
      some.forEach(seen::add);
    }
    return seen.stream()
        .filter(each -> each.value() != null && header(each, "ce_subject").equals(subject))
        .map(EventsTopic::event)
        .toList();
  }

  private ConsumerRecords<byte[], byte[]> poll() {
    return consumer.poll(Duration.ofMillis(200));
  }

  private static Event event(ConsumerRecord<byte[], byte[]> message) {
    try {
      return new Event(
          header(message, "ce_type").replaceAll("^dev\\.steadfast\\.[a-z]+\\.|\\.v1$", ""),
          header(message, "ce_tenant"),
          header(message, "ce_subject"),
          new ObjectMapper().readTree(message.value()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String header(ConsumerRecord<byte[], byte[]> of, String name) {
    return new String(of.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
