package dev.steadfast.metrics.processing;

import dev.steadfast.contracts.erasure.PersonErased;
import dev.steadfast.core.measure.Scope;
import dev.steadfast.metrics.redaction.PersonKind;
import dev.steadfast.metrics.redaction.Pseudonyms;
import dev.steadfast.metrics.rules.RuleBook;
import dev.steadfast.metrics.timeline.Circumstances;
import dev.steadfast.metrics.timeline.Observation;
import dev.steadfast.metrics.timeline.Rules;
import dev.steadfast.metrics.timeline.Timeline;
import dev.steadfast.metrics.timeline.TimelineEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Takes a person out of interactions: their raw events are written anew without the person, and
 * what follows from them (observations, cells, the interaction itself) with them. Used in a
 * transaction that has closed the {@link ProcessorGate}.
 */
public final class InteractionErasure {
  private final UUID tenant;
  private final PersonKind kind;
  private final String reference;
  private final String pseudonym;
  private final boolean removes;
  private final Clock clock;

  /**
   * What a step did.
   *
   * @param opened the interactions that the customer opened, as they were called before
   */
  public record Counts(
      int pseudonymised,
      int removed,
      int eventsChanged,
      int eventsRemoved,
      List<PersonErased.Erased> opened) {}

  /**
   * Erases that person.
   *
   * @param removes whether the interactions that the customer opened go altogether
   */
  public InteractionErasure(
      UUID tenant,
      PersonKind kind,
      String reference,
      String pseudonym,
      boolean removes,
      Clock clock) {
    this.tenant = tenant;
    this.kind = kind;
    this.reference = reference;
    this.pseudonym = pseudonym;
    this.removes = removes;
    this.clock = clock;
  }

  /** Who is erased: this person alone, at any time. */
  public Pseudonyms pseudonyms() {
    return (ofKind, text) ->
        ofKind == kind && text.equals(reference) ? Optional.of(pseudonym) : Optional.empty();
  }

  /** Takes the person out of those interactions. */
  public Counts apply(Connection transaction, Collection<UUID> interactions) throws SQLException {
    InteractionRows.prepare(transaction);
    RuleBook rules = new RuleBook();
    Map<UUID, KnownInteraction> known =
        InteractionStore.read(transaction, rules, tenant, interactions);
    Step step = new Step(transaction, rules);
    for (KnownInteraction before : known.values()) {
      boolean isTheirs =
          kind == PersonKind.CUSTOMER && reference.equals(before.measures().customer());
      if (isTheirs) {
        step.opened.add(new PersonErased.Erased(before.system(), before.subject()));
      }
      if (isTheirs && removes) {
        step.remove(before);
      } else {
        step.pseudonymise(before, isTheirs);
      }
    }
    List<UUID> others = interactions.stream().filter(id -> !known.containsKey(id)).toList();
    if (!others.isEmpty()) {
      for (FrozenInteraction one :
          new FrozenInteractions(transaction, rules, tenant).read(others)) {
        step.take(one);
      }
    }
    return step.write();
  }

  /**
   * Removes the rows of cells of an agent that hold nothing any more, and what the restatement log
   * has of the agent. Returns how many rows of cells there were.
   */
  public int removeEmptyCells(Connection transaction) throws SQLException {
    if (kind != PersonKind.AGENT) {
      return 0;
    }
    String scope = Scope.of("agent", reference).text();
    List<ScopeDay> empty = new ArrayList<>();
    try (PreparedStatement select =
            transaction.prepareStatement(
                "SELECT day, "
                    + DayCells.COLUMNS
                    + " FROM cell_day WHERE tenant_id = ? AND scope = ?");
        PreparedStatement delete =
            transaction.prepareStatement(
                "DELETE FROM cell_day WHERE tenant_id = ? AND scope = ? AND day = ?");
        PreparedStatement forget =
            transaction.prepareStatement(
                "DELETE FROM restatement WHERE tenant_id = ? AND scope = ?")) {
      select.setObject(1, tenant);
      select.setString(2, scope);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          LocalDate day = row.getObject(1, LocalDate.class);
          if (DayCells.read(row, 2).isEmpty()) {
            empty.add(new ScopeDay(tenant, scope, day.toEpochDay()));
            delete.setObject(1, tenant);
            delete.setString(2, scope);
            delete.setObject(3, day);
            delete.addBatch();
          }
        }
      }
      delete.executeBatch();
      forget.setObject(1, tenant);
      forget.setString(2, scope);
      forget.executeUpdate();
    }
    StatePublications.announce(transaction, List.of(), empty);
    return empty.size();
  }

  /** What one transaction changes. */
  private final class Step {
    private final Connection transaction;
    private final Rules rules;
    private final ZoneId zone;
    private final List<KnownInteraction> changed = new ArrayList<>();
    private final List<UUID> removed = new ArrayList<>();
    private final ContactChanges contacts;
    private final ObservationStore observations = new ObservationStore();
    private final CellDifferences cells = new CellDifferences();
    private final List<UUID> renamed = new ArrayList<>();
    private final List<PersonErased.Erased> opened = new ArrayList<>();
    private final RawEventErasure events;
    private final FrozenErasure frozen;

    Step(Connection transaction, RuleBook book) throws SQLException {
      this.transaction = transaction;
      this.rules = book.current(transaction, tenant);
      this.contacts = new ContactChanges(book);
      this.zone = new ZoneDirectory().of(transaction, tenant);
      this.events = new RawEventErasure(transaction, tenant, pseudonyms());
      this.frozen =
          new FrozenErasure(transaction, kind, reference, pseudonym, zone, clock.millis());
    }

    void remove(KnownInteraction before) throws SQLException {
      takeBack(before);
      contacts.remove(before, zone, RestatementCause.ERASED.bit());
      events.remove(
          before.id(),
          LocalDate.ofEpochDay(before.firstReceivedOn()),
          LocalDate.ofEpochDay(before.lastReceivedOn()));
      removed.add(before.id());
    }

    void take(FrozenInteraction one) throws SQLException {
      boolean isTheirs = kind == PersonKind.CUSTOMER && reference.equals(one.customer());
      if (isTheirs) {
        opened.add(new PersonErased.Erased(one.system(), one.subject()));
      }
      if (isTheirs && removes) {
        frozen.remove(one, contacts, observations, cells);
        events.remove(one.id(), one.firstReceivedOn(), one.lastReceivedOn());
        removed.add(one.id());
        return;
      }
      boolean isInEvents =
          !events
              .rewrite(one.id(), one.firstReceivedOn(), one.lastReceivedOn(), isTheirs)
              .isEmpty();
      boolean isInRows = frozen.pseudonymise(one, contacts, observations, cells);
      if (isInEvents || isInRows) {
        renamed.add(one.id());
      }
    }

    void pseudonymise(KnownInteraction before, boolean isTheirs) throws SQLException {
      List<TimelineEvent> now =
          events
              .rewrite(
                  before.id(),
                  LocalDate.ofEpochDay(before.firstReceivedOn()),
                  LocalDate.ofEpochDay(before.lastReceivedOn()),
                  isTheirs)
              .stream()
              .map(event -> InteractionStore.understood(event, rules.own().wanted()))
              .toList();
      if (now.isEmpty()) {
        return;
      }
      KnownInteraction after =
          before.counted(Timeline.of(now), Circumstances.of(rules, clock.millis()));
      takeBack(before);
      for (Observation one : after.measures().observations()) {
        observations.add(tenant, after.id(), one);
        cells.apply(tenant, zone, one, 1, RestatementCause.ERASED.bit());
      }
      contacts.change(before, after, zone, RestatementCause.ERASED.bit());
      changed.add(after);
    }

    private void takeBack(KnownInteraction before) {
      for (Observation one : before.measures().observations()) {
        observations.remove(tenant, before.id(), one);
        cells.apply(tenant, zone, one, -1, RestatementCause.ERASED.bit());
      }
    }

    Counts write() throws SQLException {
      contacts.apply(transaction, observations, cells);
      InteractionRows.write(transaction, changed);
      InteractionRows.erase(transaction, tenant, removed, pseudonym, clock.millis());
      observations.apply(transaction);
      CellStore store = new CellStore();
      store.prepare(transaction);
      long today = LocalDate.ofInstant(clock.instant(), zone).toEpochDay();
      List<ScopeDay> days =
          store.add(
              transaction, cells.rows(), new RestatementLog(clock.millis(), Map.of(tenant, today)));
      StatePublications.announce(transaction, changed, days);
      StatePublications.announce(transaction, tenant, removed);
      StatePublications.announce(transaction, tenant, renamed);
      return new Counts(
          changed.size() + renamed.size(),
          removed.size(),
          events.changed(),
          events.removed(),
          opened);
    }
  }
}
