package dev.steadfast.goals.measure;

import dev.steadfast.contracts.metric.Aggregation;
import dev.steadfast.goals.progress.DateRange;
import dev.steadfast.goals.progress.Direction;
import dev.steadfast.goals.progress.Levels;
import dev.steadfast.goals.progress.Target;
import dev.steadfast.goals.progress.Window;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.UUID;

/** Which goals are to be measured. */
public final class ActiveGoals {
  private static final String COLUMNS =
      "g.tenant_id, g.id, g.version, g.title, g.metric, g.metric_version, g.scope, g.period_from, g.period_to,"
          + " g.aggregation, g.measured_over, g.direction, g.baseline_value, g.commit_level,"
          + " g.target_level, g.stretch_level, g.minimum_sample";

  private ActiveGoals() {}

  /** The active goals that changed cells can change. */
  static List<ActiveGoal> touchedBy(Connection connection, List<CellKey> changed)
      throws SQLException {
    Map<Series, DateRange> days = new HashMap<>();
    for (CellKey key : changed) {
      days.merge(key.series(), new DateRange(key.day(), key.day()), ActiveGoals::hull);
    }
    if (days.isEmpty()) {
      return List.of();
    }
    List<Series> series = List.copyOf(days.keySet());
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT "
                + COLUMNS
                + """
                 FROM unnest(?::uuid[], ?::text[], ?::int[], ?::text[])
                  AS changed (tenant_id, metric, version, scope)
                JOIN goal g ON g.tenant_id = changed.tenant_id AND g.metric = changed.metric
                  AND g.metric_version = changed.version AND g.scope = changed.scope
                  AND g.state = 'active'
                ORDER BY g.tenant_id, g.id
                """)) {
      MetricDays.series(select, 1, series);
      return read(select).stream()
          .filter(
              goal -> {
                DateRange touched = days.get(goal.series());
                return touched != null && goal.dependsOn(touched);
              })
          .toList();
    }
  }

  private static DateRange hull(DateRange one, DateRange other) {
    return new DateRange(
        one.from().isBefore(other.from()) ? one.from() : other.from(),
        one.to().isAfter(other.to()) ? one.to() : other.to());
  }

  /** The goal if it is active; otherwise nothing. */
  public static List<ActiveGoal> one(Connection connection, UUID tenant, UUID id)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT "
                + COLUMNS
                + " FROM goal g WHERE g.tenant_id = ? AND g.id = ? AND g.state = 'active'")) {
      select.setObject(1, tenant);
      select.setObject(2, id);
      return read(select);
    }
  }

  /**
   * The active goals of a tenant on totals and levels of those days: what is missing makes these
   * wrong.
   */
  static List<ActiveGoal> onTotals(Connection connection, UUID tenant, DateRange days)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT "
                + COLUMNS
                + " FROM goal g WHERE g.tenant_id = ? AND g.state = 'active'"
                + " AND g.aggregation = ANY (?) ORDER BY g.id")) {
      select.setObject(1, tenant);
      select.setArray(
          2,
          connection.createArrayOf(
              "text",
              Arrays.stream(Aggregation.values())
                  .filter(Aggregation::isTotal)
                  .map(Aggregation::code)
                  .toArray()));
      return read(select).stream().filter(goal -> goal.dependsOn(days)).toList();
    }
  }

  /** The next active goals of a tenant in the order of their ids. */
  static List<ActiveGoal> after(Connection connection, UUID tenant, UUID last, int limit)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT "
                + COLUMNS
                + " FROM goal g WHERE g.tenant_id = ? AND g.id > ? AND g.state = 'active'"
                + " ORDER BY g.id LIMIT ?")) {
      select.setObject(1, tenant);
      select.setObject(2, last);
      select.setInt(3, limit);
      return read(select);
    }
  }

  /** The active goals of a tenant whose status changed before that instant and is unconfirmed. */
  static List<ActiveGoal> unconfirmed(Connection connection, UUID tenant, OffsetDateTime before)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT "
                + COLUMNS
                + " FROM goal g JOIN goal_standing s ON s.tenant_id = g.tenant_id"
                + " AND s.goal_id = g.id AND s.pending_status IS NOT NULL AND s.evaluated_at <= ?"
                + " WHERE g.tenant_id = ? AND g.state = 'active' ORDER BY g.id")) {
      select.setObject(1, before);
      select.setObject(2, tenant);
      return read(select);
    }
  }

  /**
   * Some active goals whose odds are due, of any tenant, which nobody else changes or forecasts
   * until the transaction ends; those that somebody is at are passed over.
   */
  public static List<ActiveGoal> claimForForecast(
      Connection connection, OffsetDateTime now, int limit) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT "
                + COLUMNS
                + " FROM goal_outlook o JOIN goal g ON g.tenant_id = o.tenant_id"
                + " AND g.id = o.goal_id WHERE o.refresh_at <= ? AND g.state = 'active'"
                + " ORDER BY o.refresh_at, o.goal_id LIMIT ?"
                + " FOR NO KEY UPDATE OF o, g SKIP LOCKED")) {
      select.setObject(1, now);
      select.setInt(2, limit);
      return read(select);
    }
  }

  /** The same of one goal; nothing where its odds are not due or somebody is at it. */
  public static List<ActiveGoal> claimForForecast(
      Connection connection, OffsetDateTime now, ActiveGoal one) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT "
                + COLUMNS
                + " FROM goal_outlook o JOIN goal g ON g.tenant_id = o.tenant_id"
                + " AND g.id = o.goal_id WHERE o.refresh_at <= ? AND g.state = 'active'"
                + " AND o.tenant_id = ? AND o.goal_id = ? FOR NO KEY UPDATE OF o, g SKIP LOCKED")) {
      select.setObject(1, now);
      select.setObject(2, one.tenant());
      select.setObject(3, one.id());
      return read(select);
    }
  }

  private static List<ActiveGoal> read(PreparedStatement select) throws SQLException {
    List<ActiveGoal> goals = new ArrayList<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        goals.add(goal(row));
      }
    }
    return goals;
  }

  private static ActiveGoal goal(ResultSet row) throws SQLException {
    return new ActiveGoal(
        row.getObject("id", UUID.class),
        row.getLong("version"),
        row.getString("title"),
        new Series(
            row.getObject("tenant_id", UUID.class),
            row.getString("metric"),
            row.getInt("metric_version"),
            row.getString("scope")),
        new DateRange(
            row.getObject("period_from", LocalDate.class),
            row.getObject("period_to", LocalDate.class)),
        new Target(
            Aggregation.named(row.getString("aggregation")),
            Window.named(row.getString("measured_over")),
            Direction.named(row.getString("direction")),
            row.getDouble("baseline_value"),
            new Levels(
                optional(row, "commit_level"),
                row.getDouble("target_level"),
                optional(row, "stretch_level")),
            row.getInt("minimum_sample")));
  }

  private static OptionalDouble optional(ResultSet row, String column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
