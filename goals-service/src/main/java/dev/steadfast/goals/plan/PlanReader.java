package dev.steadfast.goals.plan;

import dev.steadfast.contracts.metric.BuiltInMetrics;
import dev.steadfast.core.measure.Scope;
import dev.steadfast.goals.measure.MetricDays;
import dev.steadfast.goals.measure.Series;
import dev.steadfast.goals.progress.DateRange;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.UUID;

/**
 * Reads the initiatives that can matter to goals, by tenant whatever the role of the connection
 * sees.
 */
public final class PlanReader {
  private static final int OBSERVED_OVER = 28;

  private PlanReader() {}

  /**
   * What is asked for one goal.
   *
   * @param series of the goal
   * @param aim of the goal
   * @param starts the first days of initiatives that can matter
   */
  public record Wanted(UUID goal, Series series, Aim aim, DateRange starts) {}

  /** The initiatives that touch the scope of a goal or are noted for it, by goal. */
  public static Map<UUID, Initiatives> of(Connection connection, List<Wanted> wanted)
      throws SQLException {
    Map<UUID, List<Planned>> planned = planned(connection, wanted);
    Map<Series, Map<InitiativeKind, PastEffect>> past = new HashMap<>();
    Map<UUID, Initiatives> found = new HashMap<>();
    for (Wanted each : wanted) {
      List<Planned> of = planned.getOrDefault(each.goal(), List.of());
      if (!of.isEmpty()) {
        Series metric =
            new Series(each.series().tenant(), each.series().metric(), each.series().version(), "");
        if (!past.containsKey(metric)) {
          past.put(metric, PastEffectReader.of(connection, metric));
        }
        found.put(
            each.goal(),
            new Initiatives(
                of,
                observations(connection, each.series(), each.aim(), of),
                isMeasuredAlike(each.aim()) ? past.getOrDefault(metric, Map.of()) : Map.of()));
      }
    }
    return found;
  }

  /** Effects are measured by the metric's own aggregation; they say nothing of another one. */
  public static boolean isMeasuredAlike(Aim aim) {
    return BuiltInMetrics.named(aim.metric())
        .filter(metric -> metric.defaultAggregation() == aim.aggregation())
        .isPresent();
  }

  private static Map<UUID, List<Planned>> planned(Connection connection, List<Wanted> wanted)
      throws SQLException {
    Map<UUID, Wanted> byGoal = new HashMap<>();
    wanted.forEach(each -> byGoal.put(each.goal(), each));
    Map<UUID, List<Planned>> planned = new HashMap<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            SELECT g.id AS goal, i.id, i.version, i.title, i.kind, i.start_day, i.scopes, i.metric,
              i.expected_amount, coalesce(i.expected_uncertainty, 0) AS uncertainty,
              EXISTS (SELECT FROM initiative_goal l WHERE l.tenant_id = i.tenant_id
                AND l.initiative_id = i.id AND l.goal_id = g.id) AS is_for_it
            FROM unnest(?::uuid[], ?::uuid[], ?::text[], ?::int[], ?::date[], ?::date[])
              AS g (id, tenant_id, metric, version, first_day, last_day)
            JOIN initiative i ON i.tenant_id = g.tenant_id AND i.metric = g.metric
              AND i.metric_version = g.version AND i.start_day BETWEEN g.first_day AND g.last_day
            ORDER BY g.id, i.start_day, i.id
            """)) {
      bind(select, wanted);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          Wanted asked = byGoal.get(row.getObject("goal", UUID.class));
          Planned one = planned(row);
          if (asked != null && (row.getBoolean("is_for_it") || one.touches(asked.aim().scope()))) {
            planned.computeIfAbsent(asked.goal(), any -> new ArrayList<>()).add(one);
          }
        }
      }
    }
    return planned;
  }

  private static void bind(PreparedStatement select, List<Wanted> wanted) throws SQLException {
    Connection connection = select.getConnection();
    String[] types = {"uuid", "uuid", "text", "int4", "date", "date"};
    Object[][] columns = new Object[types.length][wanted.size()];
    for (int row = 0; row < wanted.size(); row++) {
      Wanted each = wanted.get(row);
      columns[0][row] = each.goal();
      columns[1][row] = each.series().tenant();
      columns[2][row] = each.series().metric();
      columns[3][row] = each.series().version();
      columns[4][row] = each.starts().from().toString();
      columns[5][row] = each.starts().to().toString();
    }
    for (int column = 0; column < types.length; column++) {
      select.setArray(column + 1, connection.createArrayOf(types[column], columns[column]));
    }
  }

  private static Planned planned(ResultSet row) throws SQLException {
    List<Scope> scopes = new ArrayList<>();
    for (String scope : (String[]) row.getArray("scopes").getArray()) {
      scopes.add(Scope.parse(scope));
    }
    double amount = row.getDouble("expected_amount");
    return new Planned(
        Optional.of(row.getObject("id", UUID.class)),
        row.getLong("version"),
        row.getString("title"),
        Optional.of(InitiativeKind.named(row.getString("kind"))),
        row.getObject("start_day", LocalDate.class),
        scopes,
        row.getString("metric"),
        row.getObject("expected_amount") == null
            ? OptionalDouble.empty()
            : OptionalDouble.of(amount),
        row.getDouble("uncertainty"));
  }

  /**
   * How many observations the scope of a goal and those parts of it had lately that some
   * initiatives act on; none where they do not matter.
   */
  public static Map<Scope, Long> observations(
      Connection connection, Series series, Aim aim, Collection<Planned> planned)
      throws SQLException {
    Set<Scope> scopes = new LinkedHashSet<>();
    planned.forEach(each -> scopes.addAll(each.scopes()));
    scopes.removeIf(each -> each.equals(aim.scope()) || !Planned.holds(aim.scope(), each));
    if (scopes.isEmpty() || aim.aggregation().isTotal()) {
      return Map.of();
    }
    scopes.add(aim.scope());
    LocalDate last = aim.on().minusDays(1);
    DateRange days = new DateRange(last.minusDays(OBSERVED_OVER - 1L), last);
    Map<UUID, Scope> asked = new LinkedHashMap<>();
    for (Scope scope : scopes) {
      asked.put(new UUID(0, asked.size()), scope);
    }
    List<MetricDays.Wanted> wanted = new ArrayList<>();
    asked.forEach(
        (id, scope) ->
            wanted.add(
                new MetricDays.Wanted(
                    id,
                    new Series(series.tenant(), series.metric(), series.version(), scope.text()),
                    days)));
    Map<Scope, Long> observations = new HashMap<>();
    MetricDays.counts(connection, wanted)
        .forEach(
            (id, count) ->
                Optional.ofNullable(asked.get(id)).ifPresent(s -> observations.put(s, count)));
    return observations;
  }
}
