package dev.steadfast.gateway.stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.steadfast.platform.kafka.KafkaClients;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
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
 * Reads all that {@link Feed} names, from its end at the start of the process, and hands each event
 * to the readers of its tenant. Every gateway reads everything, without a consumer group: readers
 * of one tenant are spread over all of them.
 */
@ApplicationScoped
public class LiveHub {
  private static final Logger LOG = Logger.getLogger(LiveHub.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int MAX_RECORDS = 500;

  private final KafkaClients kafka;
  private final ObjectMapper json;
  private final Object lock = new Object();
  private final Map<UUID, Set<Reader>> readers = new HashMap<>();
  private @Nullable Place place;
  private @Nullable Consumer<byte[], byte[]> consumer;
  private volatile boolean stopped;

  /** Someone who is told of events, in order, on the hub's thread; it must not block. */
  interface Reader {
    void offer(LiveEvent event);
  }

  @Inject
  LiveHub(KafkaClients kafka, ObjectMapper json) {
    this.kafka = kafka;
    this.json = json;
  }

  void start(@Observes StartupEvent event) {
    Thread.ofPlatform().daemon().name("live-events").start(this::run);
  }

  void stop(@Observes ShutdownEvent event) {
    stopped = true;
    synchronized (lock) {
      if (consumer != null) {
        consumer.wakeup();
      }
    }
  }

  /** Whether the topics are being read. */
  public boolean ready() {
    synchronized (lock) {
      return place != null;
    }
  }

  /**
   * Begins to tell a reader of a tenant's events.
   *
   * @return from where on it is told everything; empty if the topics are not being read yet
   */
  Optional<Place> join(UUID tenant, Reader reader) {
    synchronized (lock) {
      if (place == null) {
        return Optional.empty();
      }
      readers.computeIfAbsent(tenant, key -> new LinkedHashSet<>()).add(reader);
      return Optional.of(place);
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

  /** How far the topics are read. Every event before has been offered. */
  Optional<Place> place() {
    synchronized (lock) {
      return Optional.ofNullable(place);
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
        LOG.warnf("live events cannot be read now: %s", e);
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
    Optional<Place> before = place();
    if (before.isPresent()) {
      partitions.forEach(
          part -> from.seek(part, before.get().of(Feed.of(part.topic())).next(part.partition())));
    } else {
      from.seekToEnd(partitions);
      Place end = endOf(from, partitions);
      synchronized (lock) {
        place = end;
      }
    }
    while (!stopped) {
      ConsumerRecords<byte[], byte[]> records = from.poll(POLL);
      for (ConsumerRecord<byte[], byte[]> consumed : records) {
        deliver(consumed);
      }
    }
  }

  /**
   * Of all topics, in order; none while one of them does not exist. It is made then: whoever writes
   * to it may not have begun, and others are not to wait for that.
   */
  private List<TopicPartition> partitions(Consumer<byte[], byte[]> from) {
    List<TopicPartition> all = new ArrayList<>();
    for (Feed feed : Feed.values()) {
      List<PartitionInfo> ofTopic = from.partitionsFor(feed.topic());
      if (ofTopic.isEmpty()) {
        kafka.ensureTopics(false, feed.topic());
        return List.of();
      }
      ofTopic.stream()
          .sorted(Comparator.comparingInt(PartitionInfo::partition))
          .forEach(part -> all.add(new TopicPartition(part.topic(), part.partition())));
    }
    return all;
  }

  private static Place endOf(Consumer<byte[], byte[]> from, List<TopicPartition> partitions) {
    Place end = Place.UNKNOWN;
    for (Feed feed : Feed.values()) {
      long[] next =
          partitions.stream()
              .filter(part -> part.topic().equals(feed.topic()))
              .mapToLong(from::position)
              .toArray();
      end = end.with(feed, Positions.of(next));
    }
    return end;
  }

  private void deliver(ConsumerRecord<byte[], byte[]> consumed) {
    synchronized (lock) {
      Place before = place == null ? Place.UNKNOWN : place;
      Place after =
          before.after(Feed.of(consumed.topic()), consumed.partition(), consumed.offset());
      place = after;
      LiveEvent.tenantOf(consumed)
          .map(readers::get)
          .ifPresent(
              ofTenant ->
                  LiveEvent.of(consumed, after, json)
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
