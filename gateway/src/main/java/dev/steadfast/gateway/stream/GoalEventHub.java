package dev.steadfast.gateway.stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.steadfast.contracts.Topics;
import dev.steadfast.platform.kafka.KafkaClients;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads the whole topic of goal events, from its end at the start of the process, and hands each
 * event to the readers of its tenant. Every gateway reads everything, without a consumer group:
 * readers of one tenant are spread over all of them.
 */
@ApplicationScoped
public class GoalEventHub {
  private static final Logger LOG = Logger.getLogger(GoalEventHub.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int MAX_RECORDS = 500;

  private final KafkaClients kafka;
  private final ObjectMapper json;
  private final Object lock = new Object();
  private final Map<UUID, Set<Reader>> readers = new HashMap<>();
  private @Nullable Positions positions;
  private @Nullable Consumer<byte[], byte[]> consumer;
  private volatile boolean stopped;

  /** Someone who is told of events, in order, on the hub's thread; it must not block. */
  interface Reader {
    void offer(GoalEvent event);
  }

  @Inject
  GoalEventHub(KafkaClients kafka, ObjectMapper json) {
    this.kafka = kafka;
    this.json = json;
  }

  void start(@Observes StartupEvent event) {
    Thread.ofPlatform().daemon().name("goal-events").start(this::run);
  }

  void stop(@Observes ShutdownEvent event) {
    stopped = true;
    synchronized (lock) {
      if (consumer != null) {
        consumer.wakeup();
      }
    }
  }

  /** Whether the topic is being read. */
  public boolean ready() {
    synchronized (lock) {
      return positions != null;
    }
  }

  /**
   * Begins to tell a reader of a tenant's events.
   *
   * @return from where on it is told everything; empty if the topic is not being read yet
   */
  Optional<Positions> join(UUID tenant, Reader reader) {
    synchronized (lock) {
      if (positions == null) {
        return Optional.empty();
      }
      readers.computeIfAbsent(tenant, key -> new LinkedHashSet<>()).add(reader);
      return Optional.of(positions);
    }
  }

  /** Ends it. */
  void leave(UUID tenant, Reader reader) {
    synchronized (lock) {
      Set<Reader> ofTenant = readers.get(tenant);
      if (ofTenant != null && ofTenant.remove(reader) && ofTenant.isEmpty()) {
        readers.remove(tenant);
      }
    }
  }

  /** How many readers a tenant has. */
  int count(UUID tenant) {
    synchronized (lock) {
      return readers.getOrDefault(tenant, Set.of()).size();
    }
  }

  /** How far the topic is read. Every event before has been offered. */
  Optional<Positions> position() {
    synchronized (lock) {
      return Optional.ofNullable(positions);
    }
  }

  private void run() {
    while (!stopped) {
      try (Consumer<byte[], byte[]> fresh = kafka.consumer("gateway-stream", MAX_RECORDS)) {
        synchronized (lock) {
          consumer = fresh;
        }
        read(fresh);
      } catch (WakeupException e) {
        LOG.debug("stopped");
      } catch (RuntimeException e) {
        LOG.warnf("goal events cannot be read now: %s", e);
        pause();
      }
    }
  }

  private void read(Consumer<byte[], byte[]> from) {
    List<TopicPartition> partitions = partitions(from);
    while (partitions.isEmpty() && !stopped) {
      pause();
      partitions = partitions(from);
    }
    from.assign(partitions);
    Optional<Positions> before = position();
    if (before.isPresent()) {
      partitions.forEach(part -> from.seek(part, before.get().next(part.partition())));
    } else {
      from.seekToEnd(partitions);
      Positions end =
          Positions.of(partitions.stream().mapToLong(part -> from.position(part)).toArray());
      synchronized (lock) {
        positions = end;
      }
    }
    while (!stopped) {
      ConsumerRecords<byte[], byte[]> records = from.poll(POLL);
      for (ConsumerRecord<byte[], byte[]> consumed : records) {
        deliver(consumed);
      }
    }
  }

  private static List<TopicPartition> partitions(Consumer<byte[], byte[]> from) {
    return from.partitionsFor(Topics.GOAL_EVENTS).stream()
        .sorted(Comparator.comparingInt(PartitionInfo::partition))
        .map(part -> new TopicPartition(part.topic(), part.partition()))
        .toList();
  }

  private void deliver(ConsumerRecord<byte[], byte[]> consumed) {
    synchronized (lock) {
      Positions before = positions == null ? Positions.of() : positions;
      Positions after = before.after(consumed.partition(), consumed.offset());
      positions = after;
      GoalEvent.tenantOf(consumed)
          .map(readers::get)
          .ifPresent(
              ofTenant ->
                  GoalEvent.of(consumed, after, json)
                      .ifPresent(
                          event -> List.copyOf(ofTenant).forEach(reader -> reader.offer(event))));
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
