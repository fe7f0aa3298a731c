package dev.steadfast.metrics.processing;

import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.metrics.contact.Encounter;
import dev.steadfast.metrics.contact.Findings;
import dev.steadfast.metrics.rules.RuleBook;
import dev.steadfast.metrics.timeline.Dimensions;
import dev.steadfast.metrics.timeline.Observation;
import dev.steadfast.metrics.timeline.OwnMetrics;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of interactions that lack events. Observations are found by reading those of the
 * tenant: there is no index by interaction, which would double the cost of each new row.
 */
final class FrozenInteractions {
  private static final int FETCHED = 2_000;

  /** The columns that {@link Neighbourhood#encounter} reads. */
  private static final String ENCOUNTERS =
      """
      SELECT tenant_id, customer, interaction_id, fold, topic, proactive, opened_at, resolved_at, resolved_team,
        resolved_agent, channel, priority, NULL::timestamptz, rules
      FROM interaction WHERE tenant_id = ? AND CHOSEN AND customer IS NOT NULL
        AND status <> 'gone' AND (opened_at IS NOT NULL AND NOT proactive OR resolved_at IS NOT NULL)
      UNION ALL
      SELECT v.tenant_id, v.customer, v.interaction_id, fold, NULL, false, NULL, NULL, NULL, NULL, NULL, NULL,
        v.visited_at, rules
      FROM visit v JOIN interaction i USING (tenant_id, customer, interaction_id)
      WHERE tenant_id = ? AND CHOSEN
      ORDER BY interaction_id
      """;

  private static final String COUNTED =
      """
      SELECT interaction_id, rules, o.metric, o.version, o.ordinal, o.anchored_at, o.value, o.team, o.agent,
        o.channel, o.priority
      FROM observation o JOIN interaction i USING (tenant_id, interaction_id)
      WHERE tenant_id = ? AND CHOSEN
      """;

  /** All that are frozen, as a condition of SQL. */
  private static final String ALL = "erased_at IS NULL AND " + RawEventRetention.IS_FROZEN;

  private final Connection transaction;
  private final RuleBook rules;
  private final UUID tenant;

  /** Takes what was counted of an interaction. */
  @FunctionalInterface
  interface Sink {
    void take(UUID interaction, Observation observation);
  }

  FrozenInteractions(Connection transaction, RuleBook rules, UUID tenant) {
    this.transaction = transaction;
    this.rules = rules;
    this.tenant = tenant;
  }

  /** How many there are. */
  long count() throws SQLException {
    try (PreparedStatement select =
        transaction.prepareStatement(
            "SELECT count(*) FROM interaction WHERE tenant_id = ? AND " + ALL)) {
      select.setObject(1, tenant);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /** Those of the interactions that are frozen. */
  List<FrozenInteraction> read(Collection<UUID> ids) throws SQLException {
    List<FrozenInteraction> found = new ArrayList<>();
    try (PreparedStatement select =
        transaction.prepareStatement(
            "SELECT interaction_id, system, subject, customer, first_received_on, last_received_on"
                + " FROM interaction"
                + " WHERE tenant_id = ? AND interaction_id = ANY (?) AND "
                + ALL)) {
      select.setObject(1, tenant);
      select.setArray(2, transaction.createArrayOf("uuid", ids.toArray()));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          found.add(
              new FrozenInteraction(
                  tenant,
                  row.getObject(1, UUID.class),
                  row.getString(2),
                  row.getString(3),
                  row.getString(4),
                  Optional.empty(),
                  new ArrayList<>(),
                  row.getObject(5, LocalDate.class),
                  row.getObject(6, LocalDate.class)));
        }
      }
    }
    return found.isEmpty() ? found : withCounted(found);
  }

  private List<FrozenInteraction> withCounted(List<FrozenInteraction> found) throws SQLException {
    List<UUID> ids = found.stream().map(FrozenInteraction::id).toList();
    Map<UUID, List<Observation>> counted = new HashMap<>();
    counted(
        ids,
        (id, observation) -> counted.computeIfAbsent(id, i -> new ArrayList<>()).add(observation));
    Map<UUID, Encounter> encounters = new HashMap<>();
    encounters(ids, (customer, one) -> encounters.put(one.interaction(), one));
    return found.stream()
        .map(
            one ->
                new FrozenInteraction(
                    tenant,
                    one.id(),
                    one.system(),
                    one.subject(),
                    one.customer(),
                    Optional.ofNullable(encounters.get(one.id())),
                    counted.getOrDefault(one.id(), List.of()),
                    one.firstReceivedOn(),
                    one.lastReceivedOn()))
        .toList();
  }

  /** What was counted of all of them alone, in no order. */
  void counted(Sink sink) throws SQLException {
    counted(null, sink);
  }

  private void counted(@Nullable Collection<UUID> some, Sink sink) throws SQLException {
    try (PreparedStatement select = transaction.prepareStatement(chosen(COUNTED, some))) {
      bind(select, 1, some);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          Observation one = observation(row);
          OwnMetrics own = rules.of(transaction, tenant, row.getLong(2)).own();
          if (!Findings.METRICS.contains(own.originOf(one.metric()))) {
            sink.take(row.getObject(1, UUID.class), one);
          }
        }
      }
    }
  }

  private static String chosen(String sql, @Nullable Collection<UUID> some) {
    return sql.replace("CHOSEN", some == null ? ALL : "interaction_id = ANY (?)");
  }

  /** Binds the tenant and those interactions so many times. */
  private void bind(PreparedStatement select, int times, @Nullable Collection<UUID> some)
      throws SQLException {
    select.setFetchSize(FETCHED);
    int at = 1;
    for (int i = 0; i < times; i++) {
      select.setObject(at++, tenant);
      if (some != null) {
        select.setArray(at++, transaction.createArrayOf("uuid", some.toArray()));
      }
    }
  }

  private Observation observation(ResultSet row) throws SQLException {
    String key = row.getString(3);
    int version = row.getInt(4);
    MetricDefinition metric =
        rules
            .of(transaction, tenant, row.getLong(2))
            .own()
            .defined(key, version)
            .orElseThrow(() -> new IllegalStateException("no rule counts " + key + "@" + version));
    return new Observation(
        metric,
        row.getInt(5),
        row.getTimestamp(6).getTime(),
        row.getLong(7),
        new Dimensions(row.getString(8), row.getString(9), row.getString(10), row.getString(11)));
  }

  /** What all of them are to the others of their customers, by customer. */
  void encounters(BiConsumer<String, Encounter> sink) throws SQLException {
    encounters(null, sink);
  }

  private void encounters(@Nullable Collection<UUID> some, BiConsumer<String, Encounter> sink)
      throws SQLException {
    try (PreparedStatement select = transaction.prepareStatement(chosen(ENCOUNTERS, some))) {
      bind(select, 2, some);
      give(select, sink);
    }
  }

  /** Puts the rows of one interaction together. */
  private void give(PreparedStatement select, BiConsumer<String, Encounter> sink)
      throws SQLException {
    try (ResultSet row = select.executeQuery()) {
      String customer = "";
      Encounter whole = null;
      while (row.next()) {
        Encounter part =
            Neighbourhood.encounter(row, rules.of(transaction, tenant, row.getLong(14)));
        if (whole != null && whole.interaction().equals(part.interaction())) {
          whole = Neighbourhood.both(whole, part);
        } else {
          if (whole != null) {
            sink.accept(customer, whole);
          }
          customer = row.getString(2);
          whole = part;
        }
      }
      if (whole != null) {
        sink.accept(customer, whole);
      }
    }
  }
}
