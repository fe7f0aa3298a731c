package dev.steadfast.metrics.processing;

import dev.steadfast.metrics.contact.Encounter;
import dev.steadfast.metrics.contact.Finding;
import dev.steadfast.metrics.contact.Findings;
import dev.steadfast.metrics.rules.RuleBook;
import dev.steadfast.metrics.timeline.Contact;
import dev.steadfast.metrics.timeline.Dimensions;
import dev.steadfast.metrics.timeline.Measures;
import dev.steadfast.metrics.timeline.OwnMetrics;
import dev.steadfast.metrics.timeline.Rules;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which parts of the lives of customers must be seen, and the encounters that are stored in them:
 * whatever was opened, resolved or visited there. Costs one look-up by index a part.
 */
public final class Neighbourhood {
  /** From one instant to another, both included. */
  private record Span(long from, long to) {}

  private final Map<Customer, List<Span>> spans = new HashMap<>();
  private final RuleBook rules;

  /** Of nobody yet; each encounter counts by the rules of its interaction. */
  Neighbourhood(RuleBook rules) {
    this.rules = rules;
  }

  /** Whatever that contact may count against, and whatever else may count against the same. */
  void aroundContact(Customer customer, long at) {
    see(customer, at - Findings.REPEAT_MS, at + Findings.REPEAT_MS);
  }

  /** Whatever may count against a resolution. */
  void afterResolution(Customer customer, long at) {
    see(customer, at, at + Findings.REPEAT_MS);
  }

  /** Whatever may count against a visit. */
  void afterVisit(Customer customer, long at) {
    see(customer, at, at + Findings.DEFLECTION_MS);
  }

  private void see(Customer customer, long from, long to) {
    List<Span> known = spans.computeIfAbsent(customer, c -> new ArrayList<>(1));
    Span all = new Span(from, to);
    for (int i = known.size() - 1; i >= 0; i--) {
      Span other = known.get(i);
      if (other.from() <= all.to() && all.from() <= other.to()) {
        all = new Span(Math.min(all.from(), other.from()), Math.max(all.to(), other.to()));
        known.remove(i);
      }
    }
    known.add(all);
  }

  /** What is stored, by customer and interaction. */
  Map<Customer, Map<UUID, Encounter>> read(Connection connection) throws SQLException {
    Map<Customer, Map<UUID, Encounter>> stored = new HashMap<>();
    if (spans.isEmpty()) {
      return stored;
    }
    try (PreparedStatement select =
        connection.prepareStatement("SELECT * FROM encounters_by_rules(?, ?, ?, ?)")) {
      bind(connection, select);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          Customer customer = new Customer(row.getObject(1, UUID.class), row.getString(2));
          Encounter one = encounter(row, rules.of(connection, customer.tenant(), row.getLong(14)));
          stored
              .computeIfAbsent(customer, c -> new HashMap<>())
              .merge(one.interaction(), one, Neighbourhood::both);
        }
      }
    }
    return stored;
  }

  private void bind(Connection connection, PreparedStatement select) throws SQLException {
    List<UUID> tenants = new ArrayList<>();
    List<String> customers = new ArrayList<>();
    List<Long> from = new ArrayList<>();
    List<Long> to = new ArrayList<>();
    spans.forEach(
        (customer, seen) ->
            seen.forEach(
                span -> {
                  tenants.add(customer.tenant());
                  customers.add(customer.reference());
                  from.add(span.from());
                  to.add(span.to());
                }));
    select.setArray(1, connection.createArrayOf("uuid", tenants.toArray()));
    select.setArray(2, connection.createArrayOf("text", customers.toArray()));
    select.setArray(3, connection.createArrayOf("bigint", from.toArray()));
    select.setArray(4, connection.createArrayOf("bigint", to.toArray()));
  }

  /** Reads a row of the function {@code encounters_by_rules}, the last column of which is named. */
  static Encounter encounter(ResultSet row, Rules rules) throws SQLException {
    Timestamp visit = row.getTimestamp(13);
    return new Encounter(
        row.getObject(3, UUID.class),
        row.getInt(4) >= Contact.SINCE,
        row.getString(5),
        row.getBoolean(6) ? OptionalLong.empty() : instant(row.getTimestamp(7)),
        instant(row.getTimestamp(8)),
        new Dimensions(row.getString(9), row.getString(10), row.getString(11), row.getString(12)),
        visit == null ? List.of() : List.of(visit.getTime()),
        rules.own().ofNeighbours());
  }

  private static OptionalLong instant(@Nullable Timestamp time) {
    return time == null ? OptionalLong.empty() : OptionalLong.of(time.getTime());
  }

  /** One interaction may be told by several rows: what it is, and each of its visits. */
  static Encounter both(Encounter one, Encounter other) {
    Encounter what = one.contactedAt().isPresent() || one.resolvedAt().isPresent() ? one : other;
    List<Long> visits = new ArrayList<>(one.visits());
    other.visits().stream().filter(visit -> !visits.contains(visit)).forEach(visits::add);
    return new Encounter(
        what.interaction(),
        what.isCounted(),
        what.topic(),
        what.contactedAt(),
        what.resolvedAt(),
        what.resolution(),
        visits,
        what.copies());
  }

  /** What that interaction counts for among its neighbours, as they are stored. */
  public static List<Finding> findings(
      Connection connection, UUID tenant, UUID interaction, Measures measures, OwnMetrics metrics)
      throws SQLException {
    Encounter own = Encounter.of(interaction, measures, metrics).orElse(null);
    String reference = measures.customer();
    if (own == null || reference == null) {
      return List.of();
    }
    Customer customer = new Customer(tenant, reference);
    Neighbourhood around = new Neighbourhood(new RuleBook());
    own.resolvedAt().ifPresent(at -> around.afterResolution(customer, at));
    own.visits().forEach(at -> around.afterVisit(customer, at));
    Map<UUID, Encounter> all = around.read(connection).getOrDefault(customer, new HashMap<>());
    all.put(interaction, own);
    return Findings.of(all.values()).stream()
        .filter(finding -> finding.interaction().equals(interaction))
        .toList();
  }
}
