package dev.steadfast.metrics.intake;

import dev.steadfast.contracts.Topics;
import dev.steadfast.metrics.event.EventBatch;
import dev.steadfast.platform.inbox.DeadLetters;
import dev.steadfast.platform.kafka.KafkaClients;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Looks through the events that are durable in Kafka and not yet processed. Mostly there are none.
 */
@ApplicationScoped
public class WaitingEvents {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final AgroalDataSource dataSource;
  private final KafkaClients kafka;

  @Inject
  WaitingEvents(AgroalDataSource dataSource, KafkaClients kafka) {
    this.dataSource = dataSource;
    this.kafka = kafka;
  }

  /** Whether the event waits. Gives up after two seconds in a very long queue. */
  boolean contains(UUID tenant, String source, String id) {
    Map<TopicPartition, Long> processed = processed();
    try (Consumer<byte[], byte[]> consumer = kafka.consumer("metrics-waiting", 500)) {
      Map<TopicPartition, Long> ends = consumer.endOffsets(processed.keySet(), PATIENCE);
      processed.entrySet().removeIf(entry -> entry.getValue() >= endOf(ends, entry.getKey()));
      consumer.assign(processed.keySet());
      processed.forEach(consumer::seek);
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (!processed.isEmpty() && System.nanoTime() < deadline) {
        for (ConsumerRecord<byte[], byte[]> waiting : consumer.poll(Duration.ofMillis(100))) {
          if (DeadLetters.tenantOf(waiting).equals(tenant) && holds(waiting, source, id)) {
            return true;
          }
        }
        processed
            .keySet()
            .removeIf(partition -> consumer.position(partition) >= endOf(ends, partition));
        consumer.assign(processed.keySet());
      }
      return false;
    }
  }

  private static long endOf(Map<TopicPartition, Long> ends, TopicPartition partition) {
    return ends.getOrDefault(partition, 0L);
  }

  private static boolean holds(ConsumerRecord<byte[], byte[]> waiting, String source, String id) {
    try {
      return EventBatch.read(waiting.value()).stream()
          .anyMatch(
              element ->
                  id.equals(element.json().path("id").asText())
                      && source.equals(element.json().path("source").asText()));
    } catch (IOException e) {
      return false;
    }
  }

  private Map<TopicPartition, Long> processed() {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT partition, next_offset FROM consumer_offset"
                    + " WHERE consumer_group = 'metrics-events' AND topic = ?")) {
      select.setString(1, Topics.SUPPORT_EVENTS);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          offsets.put(new TopicPartition(Topics.SUPPORT_EVENTS, row.getInt(1)), row.getLong(2));
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the offsets could not be read", e);
    }
    return offsets;
  }
}
