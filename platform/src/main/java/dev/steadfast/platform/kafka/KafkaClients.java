package dev.steadfast.platform.kafka;

import dev.steadfast.contracts.Topics;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Makes Kafka clients with the durability that the suite promises: {@code acks=all}, idempotent,
 * offsets not Kafka's.
 */
@ApplicationScoped
public class KafkaClients {
  private static final long DAY_MS = Duration.ofDays(1).toMillis();

  private final KafkaSettings settings;
  private @Nullable Producer<byte[], byte[]> producer;

  @Inject
  public KafkaClients(KafkaSettings settings) {
    this.settings = settings;
  }

  /** The one producer of this process, made on first use. */
  public synchronized Producer<byte[], byte[]> producer() {
    if (producer == null) {
      producer = new KafkaProducer<>(producerSettings());
    }
    return producer;
  }

  private Map<String, Object> producerSettings() {
    Map<String, Object> map = new HashMap<>();
    map.put("bootstrap.servers", settings.bootstrap());
    map.put("key.serializer", ByteArraySerializer.class.getName());
    map.put("value.serializer", ByteArraySerializer.class.getName());
    map.put("acks", "all");
    map.put("enable.idempotence", true);
    map.put("compression.type", "lz4");
    map.put("linger.ms", 5);
    map.put("batch.size", 64 * 1024);
    // The producer keeps for good what it once used: as much as the largest request needs.
    map.put("buffer.memory", 8 * 1024 * 1024);
    map.put("max.request.size", 8 * 1024 * 1024);
    map.put("max.block.ms", settings.deliveryTimeoutMs() / 2);
    map.put("request.timeout.ms", settings.deliveryTimeoutMs() / 2);
    map.put("delivery.timeout.ms", settings.deliveryTimeoutMs());
    return map;
  }

  /**
   * A consumer of that group that reads committed records only and never commits offsets to Kafka.
   */
  public Consumer<byte[], byte[]> consumer(String group, int maxRecords) {
    Map<String, Object> map = new HashMap<>();
    map.put("bootstrap.servers", settings.bootstrap());
    map.put("key.deserializer", ByteArrayDeserializer.class.getName());
    map.put("value.deserializer", ByteArrayDeserializer.class.getName());
    map.put("group.id", group);
    map.put("enable.auto.commit", false);
    map.put("auto.offset.reset", "earliest");
    map.put("isolation.level", "read_committed");
    map.put("max.poll.records", maxRecords);
    // Little of each (counted compressed), so that what is behind is read from all partitions side
    // by side: a batch covers a short time then, and changes fewer days.
    map.put("max.partition.fetch.bytes", 32 * 1024);
    map.put("fetch.max.bytes", 8 * 1024 * 1024);
    // After a crash the partitions wait this long for their consumer: as short as brokers allow by
    // default.
    map.put("session.timeout.ms", 6_000);
    map.put("heartbeat.interval.ms", 2_000);
    map.put("max.poll.interval.ms", 300_000);
    map.put(
        "partition.assignment.strategy",
        "org.apache.kafka.clients.consumer.CooperativeStickyAssignor");
    return new KafkaConsumer<>(map);
  }

  /**
   * Makes the topics and their dead-letter topics where they are missing.
   *
   * @param compacted whether only the newest record of a key is kept; else records are kept for 30
   *     days
   */
  public void ensureTopics(boolean compacted, String... names) {
    ensure(compacted ? Map.of("cleanup.policy", "compact") : kept(30), names);
  }

  /** Makes the topic that tells of people, who are to be forgotten there soon as well. */
  public void ensureErasures() {
    ensure(kept(7), Topics.ERASURES);
  }

  private static Map<String, String> kept(long days) {
    return Map.of("retention.ms", String.valueOf(days * DAY_MS));
  }

  private void ensure(Map<String, String> config, String... names) {
    List<NewTopic> topics = new ArrayList<>();
    for (String name : names) {
      Map<String, String> all = new HashMap<>(config);
      all.put("max.message.bytes", "8388608");
      topics.add(topic(name, all));
      topics.add(
          topic(
              Topics.deadLetter(name),
              Map.of("retention.ms", String.valueOf(90 * DAY_MS), "max.message.bytes", "8388608")));
    }
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", settings.bootstrap()))) {
      for (var made : admin.createTopics(topics).values().values()) {
        try {
          made.get();
        } catch (ExecutionException e) {
          if (!(e.getCause() instanceof TopicExistsException)) {
            throw new IllegalStateException("the topics could not be made", e.getCause());
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private NewTopic topic(String name, Map<String, String> config) {
    return new NewTopic(name, settings.partitions(), settings.replicas()).configs(config);
  }

  @PreDestroy
  synchronized void close() {
    if (producer != null) {
      producer.close(Duration.ofSeconds(5));
    }
  }
}
