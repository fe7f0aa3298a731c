package dev.steadfast.goals.odds;

import dev.steadfast.contracts.metric.Aggregation;
import dev.steadfast.goals.progress.DateRange;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What the initiatives that begin after the history are expected to bring to goals. Those that have
 * begun are in the data. An initiative counts with its stated amount, for a goal whose scope it
 * names; one of the whole organisation also for parts of it, unless the values are totals, since
 * nobody knows which part of its amount falls there.
 */
final class Plans {
  private Plans() {}

  /**
   * What is asked for one goal.
   *
   * @param on the first day to come
   */
  record Wanted(UUID goal, Terms terms, LocalDate on) {}

  /** The plans, by goal; absent where nothing is planned. */
  static Map<UUID, Plan> of(Connection connection, List<Wanted> wanted) throws SQLException {
    Map<UUID, Wanted> byGoal = new HashMap<>();
    wanted.forEach(each -> byGoal.put(each.goal(), each));
    Map<UUID, Plan> plans = new HashMap<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            SELECT g.id, i.id, i.version, i.start_day, i.expected_amount,
                   coalesce(i.expected_uncertainty, 0)
            FROM unnest(?::uuid[], ?::uuid[], ?::text[], ?::int[], ?::text[], ?::boolean[], ?::date[],
                ?::date[]) AS g (id, tenant_id, metric, version, scope, is_total, first_day, last_day)
            JOIN initiative i ON i.tenant_id = g.tenant_id AND i.metric = g.metric
              AND i.metric_version = g.version AND i.start_day BETWEEN g.first_day AND g.last_day
            WHERE i.expected_amount IS NOT NULL
              AND (g.scope = ANY (i.scopes) OR (NOT g.is_total AND 'all' = ANY (i.scopes)))
            ORDER BY g.id, i.start_day, i.id
            """)) {
      bind(select, wanted);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          UUID goal = row.getObject(1, UUID.class);
          Wanted asked = byGoal.get(goal);
          if (asked != null) {
            double weight = weight(asked.terms(), row.getObject(4, LocalDate.class));
            plans.put(
                goal,
                plans
                    .getOrDefault(goal, Plan.NONE)
                    .and(
                        row.getObject(2, UUID.class) + "@" + row.getLong(3),
                        weight * row.getDouble(5),
                        weight * row.getDouble(6)));
          }
        }
      }
    }
    return plans;
  }

  private static void bind(PreparedStatement select, List<Wanted> wanted) throws SQLException {
    Connection connection = select.getConnection();
    Object[][] columns =
        wanted.stream()
            .map(
                each ->
                    new Object[] {
                      each.goal(),
                      each.terms().series().tenant(),
                      each.terms().series().metric(),
                      each.terms().series().version(),
                      each.terms().series().scope(),
                      isTotal(each.terms().aggregation()),
                      each.on().toString(),
                      each.terms().window().to().toString()
                    })
            .toArray(Object[][]::new);
    String[] types = {"uuid", "uuid", "text", "int4", "text", "bool", "date", "date"};
    for (int column = 0; column < types.length; column++) {
      Object[] values = new Object[columns.length];
      for (int row = 0; row < columns.length; row++) {
        values[row] = columns[row][column];
      }
      select.setArray(column + 1, connection.createArrayOf(types[column], values));
    }
  }

  /**
   * By how much a steady change of each day from a start on moves the value of the window: the
   * share of its days for a mean, a share or a quantile, their number for a total, and all of it
   * for a level.
   */
  static double weight(Terms terms, LocalDate start) {
    DateRange window = terms.window();
    LocalDate from = start.isBefore(window.from()) ? window.from() : start;
    long days = Math.max(0, ChronoUnit.DAYS.between(from, window.to()) + 1);
    return switch (terms.aggregation()) {
      case COUNT, SUM -> days;
      case LEVEL -> days > 0 ? 1 : 0;
      case MEAN, MEDIAN, P75, P90, P95, P99, MIN, MAX, SHARE, NET_SCORE ->
          (double) days / window.days();
    };
  }

  private static boolean isTotal(Aggregation aggregation) {
    return aggregation == Aggregation.COUNT
        || aggregation == Aggregation.SUM
        || aggregation == Aggregation.LEVEL;
  }
}
