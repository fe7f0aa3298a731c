package dev.steadfast.gateway.stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.steadfast.gateway.GatewaySettings;
import dev.steadfast.platform.kafka.KafkaClients;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads again what a reader has missed, between its last event and the place from where it is told
 * everything live. Few at a time, and only so far back.
 */
@ApplicationScoped
class Replay {
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int MAX_RECORDS = 500;
  private static final int MAX_AT_ONCE = 8;

  private final KafkaClients kafka;
  private final ObjectMapper json;
  private final long maxDistance;
  private final Semaphore places = new Semaphore(MAX_AT_ONCE, true);

  /** Takes the missed events of one poll, in order; may block until they are written. */
  interface Sink {
    void accept(List<LiveEvent> events) throws InterruptedException;
  }

  /** How a replay ended. */
  enum Outcome {
    /** Everything was read. */
    COMPLETE,
    /** The place is too far back, or no longer or not yet in the topic. */
    NOT_POSSIBLE
  }

  @Inject
  Replay(KafkaClients kafka, ObjectMapper json, GatewaySettings settings) {
    this.kafka = kafka;
    this.json = json;
    this.maxDistance = settings.streamReplay();
  }

  /**
   * Hands the tenant's events of {@code [from, to)} to the sink. Blocks; call it on a virtual
   * thread.
   *
   * @throws IllegalStateException if Kafka does not answer in time
   */
  Outcome read(UUID tenant, Place from, Place to, Sink sink) throws InterruptedException {
    if (from.distanceTo(to) > maxDistance) {
      return Outcome.NOT_POSSIBLE;
    }
    places.acquire();
    try (Consumer<byte[], byte[]> consumer = kafka.consumer("gateway-replay", MAX_RECORDS)) {
      List<TopicPartition> all =
          Stream.of(Feed.values()).flatMap(feed -> partitions(feed, to)).toList();
      consumer.assign(all);
      if (!possible(consumer, all, from, to)) {
        return Outcome.NOT_POSSIBLE;
      }
      List<TopicPartition> behind =
          all.stream().filter(part -> next(from, part) < next(to, part)).toList();
      if (!behind.isEmpty()) {
        consumer.assign(behind);
        behind.forEach(part -> consumer.seek(part, next(from, part)));
        readAll(consumer, tenant, from, to, sink);
      }
      return Outcome.COMPLETE;
    } finally {
      places.release();
    }
  }

  private static Stream<TopicPartition> partitions(Feed feed, Place place) {
    return IntStream.range(0, place.of(feed).partitions())
        .mapToObj(number -> new TopicPartition(feed.topic(), number));
  }

  private static long next(Place place, TopicPartition part) {
    return place.of(Feed.of(part.topic())).next(part.partition());
  }

  /** Retention may have deleted what is asked for; a topic made anew may not have it yet. */
  private static boolean possible(
      Consumer<byte[], byte[]> consumer, List<TopicPartition> all, Place from, Place to) {
    for (Feed feed : Feed.values()) {
      if (from.of(feed).partitions() > to.of(feed).partitions()) {
        return false;
      }
    }
    Map<TopicPartition, Long> first = consumer.beginningOffsets(all, PATIENCE);
    Map<TopicPartition, Long> end = consumer.endOffsets(all, PATIENCE);
    for (TopicPartition part : all) {
      long wanted = next(from, part);
      boolean deleted = wanted < first.getOrDefault(part, 0L) && wanted < next(to, part);
      if (deleted || wanted > end.getOrDefault(part, 0L)) {
        return false;
      }
    }
    return true;
  }

  private void readAll(
      Consumer<byte[], byte[]> consumer, UUID tenant, Place from, Place to, Sink sink)
      throws InterruptedException {
    Place read = from;
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!consumer.assignment().equals(consumer.paused())) {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
      List<LiveEvent> found = new ArrayList<>();
      for (ConsumerRecord<byte[], byte[]> consumed : records) {
        Feed feed = Feed.of(consumed.topic());
        if (consumed.offset() >= to.of(feed).next(consumed.partition())) {
          continue;
        }
        Place after = read.after(feed, consumed.partition(), consumed.offset());
        read = after;
        if (LiveEvent.tenantOf(consumed).filter(tenant::equals).isPresent()) {
          LiveEvent.of(consumed, after, json).ifPresent(found::add);
        }
      }
      if (!found.isEmpty()) {
        sink.accept(found);
      }
      if (!records.isEmpty()) {
        deadline = System.nanoTime() + PATIENCE.toNanos();
      } else if (System.nanoTime() > deadline) {
        throw new IllegalStateException("Kafka does not answer");
      }
      // The position also passes over what is no record, such as the marker of a transaction.
      consumer.pause(
          consumer.assignment().stream()
              .filter(part -> consumer.position(part) >= next(to, part))
              .toList());
    }
  }
}
