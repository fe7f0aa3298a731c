package dev.steadfast.metrics.processing;

import dev.steadfast.contracts.Topics;
import dev.steadfast.metrics.arrival.ArrivalCounts;
import dev.steadfast.metrics.arrival.Source;
import dev.steadfast.metrics.event.SupportEvent;
import dev.steadfast.metrics.reference.ToldLabels;
import dev.steadfast.metrics.rules.RuleBook;
import dev.steadfast.metrics.timeline.Observation;
import dev.steadfast.platform.inbox.DeadLetters;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** What one transaction writes, in turns where it is much. */
final class Batch {
  /** So many interactions are gathered before they are written. */
  private static final int MAX_INTERACTIONS = 2_000;

  /** So many changes of cells are gathered at most: some 3 MB. */
  private static final int MAX_CHANGES = 200_000;

  /** So many rows of cells are: some 5 MB. In a sparse history an event changes a hundred. */
  private static final int MAX_ROWS = 20_000;

  private final List<KnownInteraction> changed = new ArrayList<>();

  /** Those of them that others hear of. */
  private final List<KnownInteraction> restated = new ArrayList<>();

  private final ObservationStore observations = new ObservationStore();
  private final CellDifferences cells = new CellDifferences();
  private final ContactChanges contacts;
  private final RawEventStore.Rows raw = new RawEventStore.Rows();
  private final Map<UUID, Long> today = new HashMap<>();
  private final ArrivalCounts arrivals = new ArrivalCounts();
  private final ToldLabels labels = new ToldLabels();
  private final Connection transaction;
  private final CellStore cellStore;
  private final Clock clock;
  private final Consumer<KnownInteraction> written;

  /**
   * An empty one.
   *
   * @param rules by which neighbours are counted
   * @param written takes the interactions as they are written
   */
  Batch(
      Connection transaction,
      RuleBook rules,
      CellStore cellStore,
      Clock clock,
      Consumer<KnownInteraction> written) {
    this.contacts = new ContactChanges(rules);
    this.transaction = transaction;
    this.cellStore = cellStore;
    this.clock = clock;
    this.written = written;
  }

  /** Which day a tenant has, in its zone, in days since the epoch. */
  void today(UUID tenant, long day) {
    today.put(tenant, day);
  }

  /** Keeps the raw event, and what it calls whom. */
  void keep(UUID tenant, Incoming event, int duplicates) throws SQLException {
    raw.add(transaction, tenant, event, duplicates, clock.millis());
    labels.take(tenant, event.namings(), event.event().at());
  }

  /** What other consumers may wait for, last. */
  void writeShared() throws SQLException {
    labels.write(transaction);
    arrivals.write(transaction);
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
    if (!before.measures().isSameState(after.measures())) {
      restated.add(after);
    }
    contacts.change(before, after, zone, causes);
    List<Observation> old = before.measures().observations();
    List<Observation> now = after.measures().observations();
    for (Observation one : without(old, now)) {
      observations.remove(before.tenant(), before.id(), one);
      cells.apply(before.tenant(), zone, one, -1, causes);
    }
    for (Observation one : without(now, old)) {
      observations.add(after.tenant(), after.id(), one);
      cells.apply(after.tenant(), zone, one, 1, causes);
    }
    if (changed.size() >= MAX_INTERACTIONS) {
      writeRows();
    }
  }

  /** Takes back what an interaction counted of which no event is left. */
  void takeBack(KnownInteraction before, ZoneId zone, int causes) throws SQLException {
    contacts.remove(before, zone, causes);
    for (Observation one : before.measures().observations()) {
      observations.remove(before.tenant(), before.id(), one);
      cells.apply(before.tenant(), zone, one, -1, causes);
    }
  }

  private static List<Observation> without(List<Observation> all, List<Observation> others) {
    if (others.isEmpty()) {
      return all;
    }
    Set<Observation> known = new HashSet<>(others);
    return all.stream().filter(one -> !known.contains(one)).toList();
  }

  /** Whether the cells that change are so many that the transaction should take no more events. */
  boolean isFull() {
    return cells.size() >= MAX_CHANGES || cells.rows().size() >= MAX_ROWS;
  }

  /**
   * Writes all but what many transactions share, so that none waits for another in the middle:
   * interactions are in one processor's hands, while the neighbours of a customer and the cells are
   * not, and have their locks taken once, in one order.
   */
  void writeRows() throws SQLException {
    raw.write(transaction);
    InteractionRows.write(transaction, changed);
    observations.apply(transaction);
    StatePublications.announce(transaction, restated, List.of());
    changed.forEach(written);
    changed.clear();
    restated.clear();
  }

  /** Writes everything but what {@link #writeShared} does. */
  void write() throws SQLException {
    writeRows();
    contacts.apply(transaction, observations, cells);
    observations.apply(transaction);
    List<ScopeDay> days =
        cellStore.add(transaction, cells.rows(), new RestatementLog(clock.millis(), today));
    StatePublications.announce(transaction, List.of(), days);
    cells.clear();
  }
}
