package dev.steadfast.metrics.processing;

import dev.steadfast.metrics.event.SupportEvent;
import dev.steadfast.metrics.rules.RuleBook;
import dev.steadfast.metrics.timeline.Circumstances;
import dev.steadfast.metrics.timeline.Facts;
import dev.steadfast.metrics.timeline.Happening;
import dev.steadfast.metrics.timeline.Measures;
import dev.steadfast.metrics.timeline.Timeline;
import dev.steadfast.platform.inbox.RecordHandler;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Applies events: keeps them, folds the timelines that they touch again, and applies the difference
 * between the old and the new observations to rows and cells. All in one transaction with the
 * offset.
 */
final class EventProcessor implements RecordHandler {
  private static final int CACHED_EVENTS = 8_000;

  /** A transaction that has taken so long takes no more events. */
  private static final long LONGEST_NS = 3_000_000_000L;

  /** So many are in memory at a time, however many a transaction takes. */
  static final int EVENTS_AT_ONCE = 1_000;

  private final ZoneDirectory zones;
  private final RawEventStore rawEvents;
  private final Clock clock;
  private final CellStore cellStore = new CellStore();
  private final RuleBook rules = new RuleBook();
  private final ErasureScreen screen = new ErasureScreen();
  private final RetentionScreen retention = new RetentionScreen();
  private final TimelineCache cache = new TimelineCache(CACHED_EVENTS);

  EventProcessor(ZoneDirectory zones, RawEventStore rawEvents, Clock clock) {
    this.zones = zones;
    this.rawEvents = rawEvents;
    this.clock = clock;
  }

  @Override
  public int handle(Connection transaction, List<ConsumerRecord<byte[], byte[]>> records)
      throws SQLException {
    long begin = System.nanoTime();
    prepare(transaction, records);
    // What is remembered before the commit is forgotten where that fails.
    Batch batch = new Batch(transaction, rules, cellStore, clock, cache::put);
    Turn turn = new Turn();
    int passed = 0;
    boolean isEnough = false;
    while (passed < records.size() && !isEnough) {
      turn.add(records.get(passed++));
      if (turn.size() >= EVENTS_AT_ONCE) {
        apply(transaction, batch, turn);
        turn = new Turn();
        isEnough = batch.isFull() || System.nanoTime() - begin > LONGEST_NS;
      }
    }
    apply(transaction, batch, turn);
    batch.write();
    batch.writeShared();
    return passed;
  }

  /** Before anything is written: what others changed is forgotten, and partitions are made. */
  private void prepare(Connection transaction, List<ConsumerRecord<byte[], byte[]>> records)
      throws SQLException {
    if (screen.refresh(transaction)) {
      retention.forget();
      cache.clear();
      rules.forget();
      cellStore.forget();
    }
    for (ConsumerRecord<byte[], byte[]> kafka : records) {
      long day = RecordReader.receivedOn(kafka);
      if (retention.isKept(transaction, day)) {
        rawEvents.ensurePartition(day);
      }
    }
    InteractionRows.prepare(transaction);
    cellStore.prepare(transaction);
  }

  /** Applies what was read, and writes all but what many transactions share. */
  private void apply(Connection transaction, Batch batch, Turn turn) throws SQLException {
    for (var entry : turn.byTenant().entrySet()) {
      apply(transaction, batch, entry.getKey(), entry.getValue(), turn.dead());
    }
    batch.writeRows();
    for (RecordReader.Dead one : turn.dead()) {
      rawEvents.bury(transaction, screen.redacted(transaction, one));
      batch.died(one);
    }
  }

  private void apply(
      Connection transaction,
      Batch batch,
      UUID tenant,
      List<Incoming> events,
      List<RecordReader.Dead> dead)
      throws SQLException {
    Map<UUID, Integer> duplicates = new HashMap<>();
    List<Incoming> fresh = fresh(transaction, batch, tenant, events, duplicates, dead);
    EventKeys.countDuplicates(transaction, tenant, duplicates);
    fresh = screen.withoutRemoved(transaction, tenant, fresh, clock.millis());
    Map<UUID, List<Incoming>> byInteraction = new LinkedHashMap<>();
    for (Incoming event : fresh) {
      byInteraction.computeIfAbsent(event.interactionId(), id -> new ArrayList<>()).add(event);
    }
    // Before the first row is written: what is read back must not hold the new events already.
    Map<UUID, KnownInteraction> known = known(transaction, tenant, byInteraction.keySet());
    screen.redact(transaction, tenant, byInteraction, known);
    for (List<Incoming> ofOne : byInteraction.values()) {
      for (Incoming event : ofOne) {
        int repeated = duplicates.getOrDefault(event.key(), 0);
        batch.keep(tenant, event, repeated);
      }
    }
    ZoneId zone = zones.of(transaction, tenant);
    Circumstances now = Circumstances.of(rules.current(transaction, tenant), clock.millis());
    long today = LocalDate.ofInstant(Instant.ofEpochMilli(now.until()), zone).toEpochDay();
    batch.today(tenant, today);
    WaitingWithdrawals withdrawals = new WaitingWithdrawals(transaction, tenant);
    withdrawals.came(fresh);
    for (var entry : byInteraction.entrySet()) {
      KnownInteraction before = known.get(entry.getKey());
      if (before == null) {
        before = unknown(tenant, entry.getValue().getFirst(), now);
      }
      int causes = causes(before, now, entry.getValue(), today, zone);
      KnownInteraction after = after(before, now, entry.getValue());
      batch.change(before, after, zone, causes);
      withdrawals.look(entry.getValue(), after.timeline());
    }
    withdrawals.write();
  }

  /**
   * The events that are not known yet and can be counted; how often each of the known ones comes
   * again is counted.
   */
  private List<Incoming> fresh(
      Connection transaction,
      Batch batch,
      UUID tenant,
      List<Incoming> events,
      Map<UUID, Integer> duplicates,
      List<RecordReader.Dead> dead)
      throws SQLException {
    Set<UUID> keys = new HashSet<>();
    events.forEach(event -> keys.add(event.key()));
    Set<UUID> seen = EventKeys.known(transaction, tenant, keys);
    Map<UUID, Optional<String>> frozen =
        retention.frozen(transaction, tenant, uncached(tenant, events));
    List<Incoming> fresh = new ArrayList<>(events.size());
    for (Incoming event : events) {
      boolean isFresh = seen.add(event.key());
      if (isFresh
          && (frozen.containsKey(event.interactionId())
              || !retention.isKept(transaction, event.receivedOn()))) {
        Optional<String> customer = frozen.getOrDefault(event.interactionId(), Optional.empty());
        dead.add(
            retention.refused(
                transaction, screen.redacted(transaction, tenant, event, customer.orElse(null))));
        continue;
      }
      batch.arrived(tenant, event, isFresh);
      if (isFresh) {
        fresh.add(event);
      } else {
        duplicates.merge(event.key(), 1, Integer::sum);
      }
    }
    return fresh;
  }

  /** What is remembered has all its events. */
  private Set<UUID> uncached(UUID tenant, List<Incoming> events) {
    Set<UUID> ids = new HashSet<>();
    for (Incoming event : events) {
      if (!cache.has(tenant, event.interactionId())) {
        ids.add(event.interactionId());
      }
    }
    return ids;
  }

  private Map<UUID, KnownInteraction> known(
      Connection transaction, UUID tenant, Collection<UUID> ids) throws SQLException {
    Map<UUID, KnownInteraction> known = new HashMap<>();
    List<UUID> missing = new ArrayList<>();
    // Timelines that were read for other rules may lack facts.
    Facts.Wanted wanted = rules.current(transaction, tenant).own().wanted();
    for (UUID id : ids) {
      cache
          .get(tenant, id)
          .filter(one -> one.circumstances().rules().own().wanted().equals(wanted))
          .ifPresentOrElse(k -> known.put(id, k), () -> missing.add(id));
    }
    known.putAll(InteractionStore.read(transaction, rules, tenant, missing));
    return known;
  }

  private static KnownInteraction unknown(UUID tenant, Incoming event, Circumstances now) {
    return new KnownInteraction(
        tenant,
        event.interactionId(),
        event.event().system(),
        event.event().subject(),
        Timeline.EMPTY,
        Measures.NONE,
        0,
        now,
        event.receivedOn(),
        event.receivedOn());
  }

  /** Why days that are over may change by those events. */
  private static int causes(
      KnownInteraction before, Circumstances now, List<Incoming> events, long today, ZoneId zone) {
    int causes =
        before.circumstances().isOutdated(now.rules()) ? RestatementCause.RECOUNTED.bit() : 0;
    for (Incoming one : events) {
      SupportEvent event = one.event();
      long day = LocalDate.ofInstant(Instant.ofEpochMilli(event.at()), zone).toEpochDay();
      RestatementCause cause =
          switch (event.happening()) {
            case Happening.Gone g -> RestatementCause.CORRECTED;
            case Happening.Withdrawn w -> RestatementCause.CORRECTED;
            case Happening.RatingWithdrawn w -> RestatementCause.CORRECTED;
            default -> day < today ? RestatementCause.LATE : RestatementCause.FOLLOW_UP;
          };
      causes |= cause.bit();
    }
    return causes;
  }

  private static KnownInteraction after(
      KnownInteraction before, Circumstances now, List<Incoming> events) {
    Timeline timeline =
        before
            .timeline()
            .with(
                events.stream()
                    .map(event -> event.inTimeline(now.rules().own().wanted()))
                    .toList());
    long first = events.stream().mapToLong(Incoming::receivedOn).min().orElseThrow();
    long last = events.stream().mapToLong(Incoming::receivedOn).max().orElseThrow();
    return before.counted(timeline, now).received(first, last);
  }

  @Override
  public void rolledBack() {
    cache.clear();
    cellStore.forget();
  }

  @Override
  public void lost(Collection<TopicPartition> partitions) {
    // Whoever has them now changes these interactions without our noticing.
    cache.clear();
    cellStore.forget();
  }
}
