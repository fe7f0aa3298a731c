package dev.steadfast.metrics.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.steadfast.contracts.Topics;
import dev.steadfast.launcher.embedded.Backends;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the topic alert-events from its beginning. */
public final class AlertEventsTopic implements AutoCloseable {
  private final KafkaConsumer<byte[], byte[]> consumer =
      new KafkaConsumer<>(
          Map.of("bootstrap.servers", Backends.shared().kafkaBootstrap()),
          new ByteArrayDeserializer(),
          new ByteArrayDeserializer());
  private final List<Event> seen = new ArrayList<>();

  public AlertEventsTopic() {
    List<TopicPartition> partitions =
        consumer.partitionsFor(Topics.ALERT_EVENTS).stream()
            .map(each -> new TopicPartition(each.topic(), each.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** One message. */
  public record Event(String type, String tenant, String rule, JsonNode data) {}

  /** Waits until the messages about that rule are of those types, and returns them. */
  public List<Event> of(String rule, String... types) {
    await()
        .atMost(Duration.ofSeconds(15))
        .untilAsserted(
            () ->
                assertThat(about(rule))
                    .extracting(Event::type)
                    .map(type -> type.replaceAll("dev\\.steadfast\\.alert\\.|\\.v1", ""))
                    .containsExactly(types));
    return about(rule);
  }

  private List<Event> about(String rule) {
    for (ConsumerRecord<byte[], byte[]> each : consumer.poll(Duration.ofMillis(200))) {
      try {
        seen.add(
            new Event(
                header(each, "ce_type"),
                header(each, "ce_tenant"),
                header(each, "ce_subject"),
                new ObjectMapper().readTree(each.value())));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return seen.stream().filter(event -> event.rule().equals(rule)).toList();
  }

  private static String header(ConsumerRecord<byte[], byte[]> of, String name) {
    return new String(of.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
