package dev.steadfast.metrics.processing;

import dev.steadfast.metrics.contact.Encounter;
import dev.steadfast.metrics.contact.Findings;
import dev.steadfast.metrics.rules.RuleBook;
import dev.steadfast.metrics.timeline.Observation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What changes of the observations that depend on other interactions of the same customer. What is
 * counted follows from what is stored of these interactions, before the change and after; so what
 * was counted is exactly what is taken back. Customers are locked until the transaction ends, since
 * their interactions may be in the hands of several consumers. An interaction may change several
 * times. Interactions without a customer cost nothing.
 */
final class ContactChanges {
  /** So many locks of a tenant at most. */
  private static final int STRIPES = 64;

  private final Map<Customer, Change> changes = new LinkedHashMap<>();
  private final VisitStore visits = new VisitStore();
  private final RuleBook rules;

  /** None yet; neighbours count by the rules that the book has for them. */
  ContactChanges(RuleBook rules) {
    this.rules = rules;
  }

  /** The encounters of one customer that change, as they were and as they are. */
  private static final class Change {
    private final Map<UUID, Encounter> before = new HashMap<>();
    private final Map<UUID, Encounter> after = new HashMap<>();
    private final ZoneId zone;
    private final Set<UUID> touched = new HashSet<>();
    private int causes;

    Change(ZoneId zone) {
      this.zone = zone;
    }

    /** One that was the customer's: as it was before the first of its changes. */
    void was(Encounter one) {
      if (touched.add(one.interaction())) {
        before.put(one.interaction(), one);
      }
      after.remove(one.interaction());
    }

    /** One that is the customer's from now on. */
    void is(Encounter one) {
      touched.add(one.interaction());
      after.put(one.interaction(), one);
    }
  }

  /** An observation of an interaction. */
  private record Counted(UUID interaction, Observation observation) {}

  /**
   * An interaction as one of its customer's.
   *
   * @param encounter empty if it is nothing to the others
   */
  record Of(@Nullable String customer, Optional<Encounter> encounter) {
    /** Of no customer. */
    static final Of NOTHING = new Of(null, Optional.empty());

    static Of of(KnownInteraction interaction) {
      return new Of(
          interaction.measures().customer(),
          Encounter.of(
              interaction.id(), interaction.measures(), interaction.circumstances().rules().own()));
    }
  }

  void change(KnownInteraction before, KnownInteraction after, ZoneId zone, int causes) {
    change(before.tenant(), Of.of(before), Of.of(after), zone, causes);
  }

  void remove(KnownInteraction before, ZoneId zone, int causes) {
    change(before.tenant(), Of.of(before), Of.NOTHING, zone, causes);
  }

  void change(UUID tenant, Of was, Of now, ZoneId zone, int causes) {
    String old = was.customer();
    String customer = now.customer();
    if (was.encounter().equals(now.encounter())
        && (was.encounter().isEmpty() || (old != null && old.equals(customer)))) {
      return;
    }
    if (old != null && was.encounter().isPresent()) {
      of(new Customer(tenant, old), zone, causes).was(was.encounter().get());
    }
    if (customer != null && now.encounter().isPresent()) {
      of(new Customer(tenant, customer), zone, causes).is(now.encounter().get());
    }
  }

  private Change of(Customer customer, ZoneId zone, int causes) {
    Change change = changes.computeIfAbsent(customer, c -> new Change(zone));
    change.causes |= causes;
    return change;
  }

  /** Adds what changes to the observations and cells that are yet to be written. */
  void apply(Connection transaction, ObservationStore observations, CellDifferences cells)
      throws SQLException {
    if (changes.isEmpty()) {
      return;
    }
    lock(transaction);
    Neighbourhood around = new Neighbourhood(rules);
    changes.forEach((customer, change) -> look(around, customer, change));
    Map<Customer, Map<UUID, Encounter>> stored = around.read(transaction);
    for (var entry : changes.entrySet()) {
      Customer customer = entry.getKey();
      apply(
          customer, entry.getValue(), stored.getOrDefault(customer, Map.of()), observations, cells);
    }
    visits.apply(transaction);
    changes.clear();
  }

  /** A statement of its own: what is read afterwards must not be older than the lock. */
  private void lock(Connection transaction) throws SQLException {
    Set<Long> keys = new TreeSet<>();
    changes
        .keySet()
        .forEach(
            customer ->
                keys.add(
                    ((long) customer.tenant().hashCode() << Integer.SIZE)
                        + Math.floorMod(customer.reference().hashCode(), STRIPES)));
    try (PreparedStatement lock =
        transaction.prepareStatement(
            "SELECT count(pg_advisory_xact_lock((key >> 32)::int, (key & 63)::int))"
                + " FROM unnest(?) AS key")) {
      lock.setArray(1, transaction.createArrayOf("bigint", keys.toArray()));
      lock.execute();
    }
  }

  /** What may count otherwise by the change, and all that has a say in it. */
  private void look(Neighbourhood around, Customer customer, Change change) {
    Set<UUID> interactions = new HashSet<>(change.before.keySet());
    interactions.addAll(change.after.keySet());
    for (UUID id : interactions) {
      Encounter was = change.before.get(id);
      Encounter now = change.after.get(id);
      boolean isSameContact = was != null && now != null && was.isSameContact(now);
      boolean isSameCount = was != null && now != null && was.copies().equals(now.copies());
      Set<Long> changedVisits = new HashSet<>();
      for (Encounter one : both(was, now)) {
        if (!isSameContact) {
          one.contactedAt().ifPresent(at -> around.aroundContact(customer, at));
        }
        one.resolvedAt().ifPresent(at -> around.afterResolution(customer, at));
        for (long visit : one.visits()) {
          if (!isSameCount) {
            around.afterVisit(customer, visit);
          }
          if (!changedVisits.add(visit)) {
            changedVisits.remove(visit);
          }
        }
      }
      for (long visit : changedVisits) {
        around.afterVisit(customer, visit);
        visits.put(customer, id, visit, now != null && now.visits().contains(visit));
      }
    }
  }

  private static List<Encounter> both(@Nullable Encounter was, @Nullable Encounter now) {
    List<Encounter> both = new ArrayList<>(2);
    if (was != null) {
      both.add(was);
    }
    if (now != null) {
      both.add(now);
    }
    return both;
  }

  private static void apply(
      Customer customer,
      Change change,
      Map<UUID, Encounter> stored,
      ObservationStore observations,
      CellDifferences cells)
      throws SQLException {
    Map<UUID, Encounter> others = new HashMap<>(stored);
    others.keySet().removeAll(change.before.keySet());
    others.keySet().removeAll(change.after.keySet());
    Set<Counted> before = counted(others, change.before);
    Set<Counted> after = counted(others, change.after);
    UUID tenant = customer.tenant();
    for (Counted one : before) {
      if (!after.contains(one)) {
        observations.remove(tenant, one.interaction(), one.observation());
        cells.apply(tenant, change.zone, one.observation(), -1, change.causes);
      }
    }
    for (Counted one : after) {
      if (!before.contains(one)) {
        observations.add(tenant, one.interaction(), one.observation());
        cells.apply(tenant, change.zone, one.observation(), 1, change.causes);
      }
    }
  }

  private static Set<Counted> counted(Map<UUID, Encounter> others, Map<UUID, Encounter> changing) {
    Map<UUID, Encounter> all = new HashMap<>(others);
    all.putAll(changing);
    Set<Counted> counted = new HashSet<>();
    Findings.of(all.values())
        .forEach(one -> counted.add(new Counted(one.interaction(), one.observation())));
    return counted;
  }
}
