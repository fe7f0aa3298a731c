package dev.steadfast.goals.measure;

import dev.steadfast.contracts.metric.MetricDay;
import dev.steadfast.core.measure.Cell;
import dev.steadfast.core.measure.Histogram;
import dev.steadfast.goals.progress.DateRange;
import dev.steadfast.goals.progress.DayCell;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The table of day cells. */
public final class MetricDays {
  private MetricDays() {}

  /**
   * Stores the cells that are newer than what is held, in one statement.
   *
   * @return the keys of those that were
   */
  static List<CellKey> store(Connection connection, MetricDayBatch batch) throws SQLException {
    try (PreparedStatement upsert =
        connection.prepareStatement(
            """
            INSERT INTO metric_day AS held (tenant_id, metric, version, scope, day, zone, count, sum,
              numerator, denominator, histogram, revision)
            SELECT * FROM unnest(?::uuid[], ?::text[], ?::int[], ?::text[], ?::date[], ?::text[],
              ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bytea[], ?::bigint[])
            ON CONFLICT (tenant_id, metric, version, scope, day) DO UPDATE SET
              zone = excluded.zone, count = excluded.count, sum = excluded.sum,
              numerator = excluded.numerator, denominator = excluded.denominator,
              histogram = excluded.histogram, revision = excluded.revision
            WHERE held.revision < excluded.revision
            RETURNING tenant_id, metric, version, scope, day
            """)) {
      Collection<CellKey> keys = batch.cells().keySet();
      Collection<MetricDay> cells = batch.cells().values();
      series(upsert, 1, keys.stream().map(CellKey::series).toList());
      array(upsert, 5, "date", keys, key -> key.day().toString());
      array(upsert, 6, "text", cells, MetricDay::zone);
      array(upsert, 7, "int8", cells, MetricDay::count);
      array(upsert, 8, "int8", cells, MetricDay::sum);
      array(upsert, 9, "int8", cells, MetricDay::numerator);
      array(upsert, 10, "int8", cells, MetricDay::denominator);
      upsert.setArray(
          11,
          connection.createArrayOf(
              "bytea", cells.stream().map(MetricDayBatch::histogramOf).toArray(byte[][]::new)));
      array(upsert, 12, "int8", cells, MetricDay::revision);
      List<CellKey> stored = new ArrayList<>();
      try (ResultSet row = upsert.executeQuery()) {
        while (row.next()) {
          stored.add(
              new CellKey(
                  new Series(
                      row.getObject(1, UUID.class),
                      row.getString(2),
                      row.getInt(3),
                      row.getString(4)),
                  row.getObject(5, LocalDate.class)));
        }
      }
      return stored;
    }
  }

  private static <T> void array(
      PreparedStatement statement,
      int at,
      String type,
      Collection<T> rows,
      Function<T, Object> column)
      throws SQLException {
    statement.setArray(
        at, statement.getConnection().createArrayOf(type, rows.stream().map(column).toArray()));
  }

  /** The reporting zone that the newest cell of each goal was counted in; absent without a cell. */
  public static Map<UUID, ZoneId> zones(Connection connection, List<ActiveGoal> goals)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            SELECT g.id, newest.zone
            FROM unnest(?::uuid[], ?::uuid[], ?::text[], ?::int[], ?::text[])
              AS g (id, tenant_id, metric, version, scope)
            CROSS JOIN LATERAL (
              SELECT d.zone FROM metric_day d
              WHERE d.tenant_id = g.tenant_id AND d.metric = g.metric AND d.version = g.version
                AND d.scope = g.scope
              ORDER BY d.day DESC LIMIT 1) newest
            """)) {
      array(select, 1, "uuid", goals, ActiveGoal::id);
      series(select, 2, goals.stream().map(ActiveGoal::series).toList());
      Map<UUID, ZoneId> zones = new HashMap<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          zones.put(row.getObject(1, UUID.class), ZoneId.of(row.getString(2)));
        }
      }
      return zones;
    }
  }

  /** The reporting zone that the newest cell of a series was counted in; empty without a cell. */
  public static Optional<ZoneId> zone(Connection connection, Series of) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT zone FROM metric_day WHERE tenant_id = ? AND metric = ? AND version = ?"
                + " AND scope = ? ORDER BY day DESC LIMIT 1")) {
      select.setObject(1, of.tenant());
      select.setString(2, of.metric());
      select.setInt(3, of.version());
      select.setString(4, of.scope());
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(ZoneId.of(row.getString(1))) : Optional.empty();
      }
    }
  }

  /**
   * Some days of a series.
   *
   * @param id to tell the answers apart
   */
  public record Wanted(UUID id, Series series, DateRange days) {}

  /** The cells asked for, by the id of the question. */
  public static Map<UUID, List<DayCell>> cells(Connection connection, List<Wanted> wanted)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            SELECT w.id, d.day, d.count, d.sum, d.numerator, d.denominator, d.histogram
            FROM unnest(?::uuid[], ?::uuid[], ?::text[], ?::int[], ?::text[], ?::date[], ?::date[])
              AS w (id, tenant_id, metric, version, scope, first_day, last_day)
            JOIN metric_day d ON d.tenant_id = w.tenant_id AND d.metric = w.metric
              AND d.version = w.version AND d.scope = w.scope
              AND d.day BETWEEN w.first_day AND w.last_day
            """)) {
      array(select, 1, "uuid", wanted, Wanted::id);
      series(select, 2, wanted.stream().map(Wanted::series).toList());
      array(select, 6, "date", wanted, each -> each.days().from().toString());
      array(select, 7, "date", wanted, each -> each.days().to().toString());
      Map<UUID, List<DayCell>> cells = new HashMap<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          cells
              .computeIfAbsent(row.getObject(1, UUID.class), goal -> new ArrayList<>())
              .add(new DayCell(row.getObject(2, LocalDate.class), cell(row)));
        }
      }
      return cells;
    }
  }

  private static Cell cell(ResultSet row) throws SQLException {
    byte @Nullable [] histogram = row.getBytes(7);
    return new Cell(
        row.getLong(3),
        row.getLong(4),
        row.getLong(5),
        row.getLong(6),
        histogram == null ? null : Histogram.decode(histogram));
  }

  /** Binds four arrays from {@code at} on. */
  static void series(PreparedStatement statement, int at, List<Series> series) throws SQLException {
    array(statement, at, "uuid", series, Series::tenant);
    array(statement, at + 1, "text", series, Series::metric);
    array(statement, at + 2, "int4", series, Series::version);
    array(statement, at + 3, "text", series, Series::scope);
  }
}
