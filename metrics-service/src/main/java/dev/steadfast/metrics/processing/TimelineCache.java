package dev.steadfast.metrics.processing;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The interactions that were touched last, so that most events need no reading back. Bounded by the
 * number of events it holds. Their timelines alone are kept: what they measure is several times as
 * much, and counted again in some microseconds. Used by the processor's one thread.
 */
final class TimelineCache {
  private record Key(UUID tenant, UUID interaction) {}

  private final int maxEvents;
  private final Map<Key, KnownInteraction> entries = new LinkedHashMap<>(1024, 0.75f, true);
  private int events;

  TimelineCache(int maxEvents) {
    this.maxEvents = maxEvents;
  }

  Optional<KnownInteraction> get(UUID tenant, UUID interaction) {
    return Optional.ofNullable(entries.get(new Key(tenant, interaction)))
        .map(KnownInteraction::recalled);
  }

  boolean has(UUID tenant, UUID interaction) {
    return entries.containsKey(new Key(tenant, interaction));
  }

  void put(KnownInteraction interaction) {
    KnownInteraction before =
        entries.put(new Key(interaction.tenant(), interaction.id()), interaction.withoutMeasures());
    events += interaction.timeline().size() - (before == null ? 0 : before.timeline().size());
    var eldest = entries.entrySet().iterator();
    while (events > maxEvents && eldest.hasNext()) {
      events -= eldest.next().getValue().timeline().size();
      eldest.remove();
    }
  }

  void clear() {
    entries.clear();
    events = 0;
  }
}
