package dev.steadfast.platform.inbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * What one transaction takes: a poll, and those after it that bring more at once, since a large
 * transaction writes each thing once that small ones write many times. Who is behind gathers much;
 * who is not keeps nobody waiting, since transactions are short then.
 */
final class Gathering {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration MORE = Duration.ofMillis(5);

  /** What is there at once may be gathered for this part of the time that a transaction takes. */
  private static final int PART = 8;

  private static final long SHORTEST_NS = 5_000_000;
  private static final long LONGEST_NS = 250_000_000;

  private final int enoughBytes;
  private final List<ConsumerRecord<byte[], byte[]>> gathered = new ArrayList<>();
  private long limitNs = SHORTEST_NS;

  Gathering(int enoughBytes) {
    this.enoughBytes = enoughBytes;
  }

  /** The next records, or none. */
  List<ConsumerRecord<byte[], byte[]>> gather(Consumer<byte[], byte[]> consumer) {
    gathered.clear();
    ConsumerRecords<byte[], byte[]> more = consumer.poll(POLL);
    long begin = System.nanoTime();
    long bytes = 0;
    while (!more.isEmpty()) {
      for (ConsumerRecord<byte[], byte[]> one : more) {
        gathered.add(one);
        bytes += Math.max(0, one.serializedValueSize());
      }
      if (bytes >= enoughBytes || System.nanoTime() - begin > limitNs) {
        break;
      }
      more = consumer.poll(MORE);
    }
    return List.copyOf(gathered);
  }

  /** A transaction took so long. */
  void applied(long nanoseconds) {
    limitNs = Math.clamp(nanoseconds / PART, SHORTEST_NS, LONGEST_NS);
  }

  /** What was gathered of partitions that move is read again, here or elsewhere. */
  void forget(Collection<TopicPartition> partitions) {
    gathered.removeIf(one -> partitions.contains(new TopicPartition(one.topic(), one.partition())));
  }
}
