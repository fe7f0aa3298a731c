package dev.steadfast.goals.testing;

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

/** Reads the topic goal-events from its beginning. */
public final class GoalEventsTopic implements AutoCloseable {
  private final KafkaConsumer<byte[], byte[]> consumer =
      new KafkaConsumer<>(
          Map.of("bootstrap.servers", Backends.shared().kafkaBootstrap()),
          new ByteArrayDeserializer(),
          new ByteArrayDeserializer());
  private final List<Event> seen = new ArrayList<>();

  public GoalEventsTopic() {
    List<TopicPartition> partitions =
        consumer.partitionsFor(Topics.GOAL_EVENTS).stream()
            .map(each -> new TopicPartition(each.topic(), each.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** One message. */
  public record Event(String type, String tenant, String goal, JsonNode data) {}

  /** Waits until the messages about that goal begin with those types, and returns these. */
  public List<Event> of(String goal, String... types) {
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () -> {
              poll();
              assertThat(about(goal))
                  .extracting(Event::type)
                  .map(type -> type.replaceAll("dev\\.steadfast\\.goal\\.|\\.v1", ""))
                  .startsWith(types);
            });
    return about(goal).subList(0, types.length);
  }

  /** What is known of that goal so far. */
  public List<Event> about(String goal) {
    poll();
    return seen.stream().filter(event -> event.goal().equals(goal)).toList();
  }

  private void poll() {
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
  }

  private static String header(ConsumerRecord<byte[], byte[]> of, String name) {
    return new String(of.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
