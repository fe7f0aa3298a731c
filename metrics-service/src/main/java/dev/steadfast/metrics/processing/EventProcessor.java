package dev.steadfast.metrics.processing;

import dev.steadfast.contracts.Topics;
import dev.steadfast.metrics.arrival.ArrivalCounts;
import dev.steadfast.metrics.arrival.Source;
import dev.steadfast.metrics.event.SupportEvent;
import dev.steadfast.metrics.timeline.Fold;
import dev.steadfast.metrics.timeline.Happening;
import dev.steadfast.metrics.timeline.Measures;
import dev.steadfast.metrics.timeline.Observation;
import dev.steadfast.metrics.timeline.Timeline;
import dev.steadfast.platform.inbox.DeadLetters;
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

  /**
   * What one transaction gathers before it writes, so that memory does not depend on how many cells
   * an event changes: a few in a dense stream, a hundred in a sparse history.
   */
  private static final int MAX_CELLS = 20_000;

  private static final int MAX_INTERACTIONS = 2_000;

  private final ZoneDirectory zones;
  private final RawEventStore rawEvents;
  private final Clock clock;
  private final CellStore cellStore = new CellStore();
  private final ErasureScreen screen = new ErasureScreen();
  private final TimelineCache cache = new TimelineCache(CACHED_EVENTS);
  private final List<KnownInteraction> pending = new ArrayList<>();

  EventProcessor(ZoneDirectory zones, RawEventStore rawEvents, Clock clock) {
    this.zones = zones;
    this.rawEvents = rawEvents;
    this.clock = clock;
  }

  @Override
  public void handle(Connection transaction, List<ConsumerRecord<byte[], byte[]>> records)
      throws SQLException {
    pending.clear();
    if (screen.refresh(transaction)) {
      cache.clear();
      cellStore.forget();
    }
    Map<UUID, List<Incoming>> byTenant = new LinkedHashMap<>();
    List<RecordReader.Dead> dead = new ArrayList<>(0);
    for (ConsumerRecord<byte[], byte[]> kafka : records) {
      RecordReader.Content content = RecordReader.read(kafka);
      dead.addAll(content.dead());
      for (Incoming event : content.events()) {
        rawEvents.ensurePartition(event.receivedOn());
      }
      if (!content.events().isEmpty()) {
        byTenant
            .computeIfAbsent(DeadLetters.tenantOf(kafka), t -> new ArrayList<>())
            .addAll(content.events());
      }
    }
    InteractionStore.prepare(transaction);
    cellStore.prepare(transaction);
    Batch batch = new Batch(transaction);
    for (var entry : byTenant.entrySet()) {
      apply(transaction, batch, entry.getKey(), entry.getValue());
    }
    batch.write();
    for (RecordReader.Dead one : dead) {
      rawEvents.bury(transaction, screen.redacted(transaction, one));
      batch.died(one);
    }
    batch.arrivals.write(transaction);
  }

  private void apply(Connection transaction, Batch batch, UUID tenant, List<Incoming> events)
      throws SQLException {
    Map<UUID, Integer> duplicates = new HashMap<>();
    List<Incoming> fresh = fresh(transaction, batch, tenant, events, duplicates);
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
        batch.raw.add(transaction, tenant, event, repeated, clock.millis());
      }
    }
    ZoneId zone = zones.of(transaction, tenant);
    long today = LocalDate.ofInstant(clock.instant(), zone).toEpochDay();
    batch.today.put(tenant, today);
    for (var entry : byInteraction.entrySet()) {
      KnownInteraction before = known.get(entry.getKey());
      if (before == null) {
        before = unknown(tenant, entry.getValue().getFirst());
      }
      int causes = causes(before, entry.getValue(), today, zone);
      batch.change(before, after(before, entry.getValue()), zone, causes);
    }
  }

  /** The events that are not known yet; how often each of the others comes again is counted. */
  private static List<Incoming> fresh(
      Connection transaction,
      Batch batch,
      UUID tenant,
      List<Incoming> events,
      Map<UUID, Integer> duplicates)
      throws SQLException {
    Set<UUID> keys = new HashSet<>();
    events.forEach(event -> keys.add(event.key()));
    Set<UUID> seen = EventKeys.known(transaction, tenant, keys);
    List<Incoming> fresh = new ArrayList<>(events.size());
    for (Incoming event : events) {
      boolean isFresh = seen.add(event.key());
      batch.arrived(tenant, event, isFresh);
      if (isFresh) {
        fresh.add(event);
      } else {
        duplicates.merge(event.key(), 1, Integer::sum);
      }
    }
    return fresh;
  }

  private Map<UUID, KnownInteraction> known(
      Connection transaction, UUID tenant, Collection<UUID> ids) throws SQLException {
    Map<UUID, KnownInteraction> known = new HashMap<>();
    List<UUID> missing = new ArrayList<>();
    for (UUID id : ids) {
      cache.get(tenant, id).ifPresentOrElse(k -> known.put(id, k), () -> missing.add(id));
    }
    known.putAll(InteractionStore.read(transaction, tenant, missing));
    return known;
  }

  private static KnownInteraction unknown(UUID tenant, Incoming event) {
    return new KnownInteraction(
        tenant,
        event.interactionId(),
        event.event().system(),
        event.event().subject(),
        Timeline.EMPTY,
        Measures.NONE,
        0,
        Fold.VERSION,
        event.receivedOn(),
        event.receivedOn());
  }

  /** Why days that are over may change by those events. */
  private static int causes(
      KnownInteraction before, List<Incoming> events, long today, ZoneId zone) {
    int causes = before.fold() < Fold.VERSION ? RestatementCause.RECOUNTED.bit() : 0;
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

  private static KnownInteraction after(KnownInteraction before, List<Incoming> events) {
    Timeline timeline =
        before.timeline().with(events.stream().map(event -> event.event().inTimeline()).toList());
    long first = before.firstReceivedOn();
    long last = before.lastReceivedOn();
    for (Incoming event : events) {
      first = Math.min(first, event.receivedOn());
      last = Math.max(last, event.receivedOn());
    }
    return new KnownInteraction(
        before.tenant(),
        before.id(),
        before.system(),
        before.subject(),
        timeline,
        Fold.of(timeline),
        before.revision() + 1,
        Fold.VERSION,
        first,
        last);
  }

  @Override
  public void committed() {
    pending.forEach(cache::put);
    pending.clear();
  }

  @Override
  public void rolledBack() {
    pending.clear();
    cache.clear();
    cellStore.forget();
  }

  @Override
  public void lost(Collection<TopicPartition> partitions) {
    // Whoever has them now changes these interactions without our noticing.
    cache.clear();
    cellStore.forget();
  }

  /** What one transaction writes, in turns where it is much. */
  private final class Batch {
    private final List<KnownInteraction> changed = new ArrayList<>();
    private final ObservationStore observations = new ObservationStore();
    private final CellDifferences cells = new CellDifferences();
    private final RawEventStore.Rows raw = new RawEventStore.Rows();
    private final Map<UUID, Long> today = new HashMap<>();
    private final ArrivalCounts arrivals = new ArrivalCounts();
    private final Connection transaction;

    Batch(Connection transaction) {
      this.transaction = transaction;
    }

    /** What our own surveys tell says nothing of how a helpdesk sends. */
    void arrived(UUID tenant, Incoming event, boolean isFresh) {
      long at = event.record().timestamp();
      if (event.record().topic().equals(Topics.FEEDBACK_EVENTS)) {
        return;
      }
      if (isFresh) {
        arrivals.took(tenant, sourceOf(event.event()), event.event().at(), at);
      } else {
        arrivals.repeated(tenant, sourceOf(event.event()), at);
      }
    }

    void died(RecordReader.Dead dead) {
      if (!dead.record().topic().equals(Topics.FEEDBACK_EVENTS)) {
        arrivals.died(
            DeadLetters.tenantOf(dead.record()),
            dead.event() == null ? Source.UNKNOWN : sourceOf(dead.event()),
            dead.record().timestamp());
      }
    }

    private static Source sourceOf(SupportEvent event) {
      return new Source(event.source(), event.system());
    }

    void change(KnownInteraction before, KnownInteraction after, ZoneId zone, int causes)
        throws SQLException {
      changed.add(after);
      List<Observation> old = Fold.knownTo(before.fold(), before.measures().observations());
      List<Observation> now = after.measures().observations();
      for (Observation one : without(old, now)) {
        observations.remove(before.tenant(), before.id(), one);
        cells.apply(before.tenant(), zone, one, -1, causes);
      }
      for (Observation one : without(now, old)) {
        observations.add(after.tenant(), after.id(), one);
        cells.apply(after.tenant(), zone, one, 1, causes);
      }
      if (changed.size() >= MAX_INTERACTIONS || cells.size() >= MAX_CELLS) {
        write();
      }
    }

    private static List<Observation> without(List<Observation> all, List<Observation> others) {
      if (others.isEmpty()) {
        return all;
      }
      Set<Observation> known = new HashSet<>(others);
      return all.stream().filter(one -> !known.contains(one)).toList();
    }

    void write() throws SQLException {
      raw.write(transaction);
      InteractionStore.write(transaction, changed, clock.millis());
      observations.apply(transaction);
      Map<ScopeDay, CellDifferences.Row> changedCells = cells.changed();
      cellStore.add(transaction, changedCells, new RestatementLog(clock.millis(), today));
      StatePublications.announce(transaction, changed, changedCells.keySet());
      pending.addAll(changed);
      changed.clear();
      cells.clear();
    }
  }
}
