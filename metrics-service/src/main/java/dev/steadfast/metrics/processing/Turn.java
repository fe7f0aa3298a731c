package dev.steadfast.metrics.processing;

import dev.steadfast.platform.inbox.DeadLetters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What is read, applied and written together: a part of a transaction. */
final class Turn {
  private final Map<UUID, List<Incoming>> byTenant = new LinkedHashMap<>();
  private final List<RecordReader.Dead> dead = new ArrayList<>(0);
  private int size;

  /** Adds what a record holds. */
  void add(ConsumerRecord<byte[], byte[]> kafka) {
    RecordReader.Content content = RecordReader.read(kafka);
    dead.addAll(content.dead());
    if (!content.events().isEmpty()) {
      byTenant
          .computeIfAbsent(DeadLetters.tenantOf(kafka), t -> new ArrayList<>())
          .addAll(content.events());
    }
    size += content.events().size();
  }

  /** How many events can be processed. */
  int size() {
    return size;
  }

  Map<UUID, List<Incoming>> byTenant() {
    return byTenant;
  }

  /** The events that cannot be processed; more may turn out to be. */
  List<RecordReader.Dead> dead() {
    return dead;
  }
}
