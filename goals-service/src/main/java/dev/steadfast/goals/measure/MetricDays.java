package dev.steadfast.goals.measure;

import dev.steadfast.contracts.metric.Aggregation;
import dev.steadfast.goals.measure.MetricDayBatch.Packed;
import dev.steadfast.goals.progress.DateRange;
import dev.steadfast.goals.progress.DayCell;
import dev.steadfast.platform.database.BinaryCopy;
import dev.steadfast.platform.database.PackedCells;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
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

/** The table of day cells. */
public final class MetricDays {
  private static final String WANTED =
      """
       FROM unnest(?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::date[], ?::date[])
        AS w (id, tenant_id, metric, scope, first_day, last_day)
      JOIN metric_day d ON d.tenant_id = w.tenant_id AND d.scope = w.scope
      """;

  private static final String PLACE =
      " CROSS JOIN LATERAL (SELECT array_position(d.metrics, w.metric) AS at) place"
          + " WHERE at IS NOT NULL";

  private MetricDays() {}

  /**
   * Removes the days that are gone, and stores those that are newer than what is held, in one
   * statement.
   *
   * @return the keys of the cells that changed
   */
  static List<CellKey> store(Connection connection, MetricDayBatch batch) throws SQLException {
    List<CellKey> changed = new ArrayList<>();
    for (ScopeDay gone : batch.removed()) {
      remove(connection, gone, changed);
    }
    if (batch.packed().isEmpty()) {
      return changed;
    }
    stage(connection, batch);
    try (PreparedStatement upsert =
        connection.prepareStatement(
            """
            INSERT INTO metric_day AS held SELECT * FROM staged_day
            ON CONFLICT (tenant_id, scope, day) DO UPDATE SET
              zone = excluded.zone, revision = excluded.revision, metrics = excluded.metrics,
              totals = excluded.totals, histograms = excluded.histograms
            WHERE held.revision < excluded.revision
            RETURNING new.tenant_id, new.scope, new.day, old.zone, old.metrics, old.totals, old.histograms
            """)) {
      try (ResultSet row = upsert.executeQuery()) {
        while (row.next()) {
          ScopeDay key =
              new ScopeDay(
                  row.getObject(1, UUID.class),
                  row.getString(2),
                  row.getObject(3, LocalDate.class));
          Packed now = batch.packed().get(key);
          if (now != null) {
            boolean isKnown = now.zone().getId().equals(row.getString(4));
            PackedCells before = isKnown ? PackedCells.read(row, 5) : PackedCells.NONE;
            addChanged(changed, key, before, now.cells());
          }
        }
      }
    }
    return changed;
  }

  private static void remove(Connection connection, ScopeDay gone, List<CellKey> changed)
      throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "DELETE FROM metric_day WHERE tenant_id = ? AND scope = ? AND day = ?"
                + " RETURNING metrics, totals, histograms")) {
      delete.setObject(1, gone.tenant());
      delete.setString(2, gone.scope());
      delete.setObject(3, gone.day());
      try (ResultSet row = delete.executeQuery()) {
        if (row.next()) {
          addChanged(changed, gone, PackedCells.NONE, PackedCells.read(row, 1));
        }
      }
    }
  }

  private static void stage(Connection connection, MetricDayBatch batch) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TEMP TABLE IF NOT EXISTS staged_day (LIKE metric_day INCLUDING STORAGE)"
              + " WITH (toast_tuple_target = 8160) ON COMMIT DELETE ROWS");
    }
    BinaryCopy rows = new BinaryCopy();
    for (var entry : batch.packed().entrySet()) {
      ScopeDay key = entry.getKey();
      Packed day = entry.getValue();
      rows.row(8)
          .uuid(key.tenant())
          .text(key.scope())
          .day(key.day().toEpochDay())
          .text(day.zone().getId())
          .bigint(day.revision());
      day.cells().write(rows);
    }
    rows.send(connection, "staged_day");
  }

  private static void addChanged(
      List<CellKey> changed, ScopeDay key, PackedCells before, PackedCells now) {
    for (int i = 0; i < now.size(); i++) {
      if (!now.isSame(i, before)) {
        changed.add(new CellKey(Series.named(key.tenant(), now.metric(i), key.scope()), key.day()));
      }
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

  /** The reporting zone of the newest day of each goal's scope; absent without one. */
  public static Map<UUID, ZoneId> zones(Connection connection, List<ActiveGoal> goals)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            SELECT g.id, newest.zone
            FROM unnest(?::uuid[], ?::uuid[], ?::text[]) AS g (id, tenant_id, scope)
            CROSS JOIN LATERAL (
              SELECT d.zone FROM metric_day d
              WHERE d.tenant_id = g.tenant_id AND d.scope = g.scope
              ORDER BY d.day DESC LIMIT 1) newest
            """)) {
      array(select, 1, "uuid", goals, ActiveGoal::id);
      array(select, 2, "uuid", goals, goal -> goal.series().tenant());
      array(select, 3, "text", goals, goal -> goal.series().scope());
      Map<UUID, ZoneId> zones = new HashMap<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          zones.put(row.getObject(1, UUID.class), ZoneId.of(row.getString(2)));
        }
      }
      return zones;
    }
  }

  /** The reporting zone of the newest day of a series' scope; empty without one. */
  public static Optional<ZoneId> zone(Connection connection, Series of) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT zone FROM metric_day WHERE tenant_id = ? AND scope = ?"
                + " ORDER BY day DESC LIMIT 1")) {
      select.setObject(1, of.tenant());
      select.setString(2, of.scope());
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(ZoneId.of(row.getString(1))) : Optional.empty();
      }
    }
  }

  /**
   * Some days of a series.
   *
   * @param id to tell the answers apart
   * @param isCarried whether what was before the days is wanted too, as one cell of the day before
   *     the first
   */
  public record Wanted(UUID id, Series series, DateRange days, boolean isCarried) {
    /** Those days alone. */
    public Wanted(UUID id, Series series, DateRange days) {
      this(id, series, days, false);
    }

    /** What an aggregation needs of the days: a level is the sum of all its changes. */
    public static Wanted of(UUID id, Series series, DateRange days, Aggregation aggregation) {
      return new Wanted(id, series, days, aggregation == Aggregation.LEVEL);
    }
  }

  /** The cells asked for, by the id of the question. */
  public static Map<UUID, List<DayCell>> cells(Connection connection, List<Wanted> wanted)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT w.id, d.day, "
                + PackedCells.ONE
                + WANTED
                + "AND d.day BETWEEN w.first_day AND w.last_day"
                + PLACE)) {
      bind(select, wanted);
      Map<UUID, List<DayCell>> cells = carried(connection, wanted);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          cells
              .computeIfAbsent(row.getObject(1, UUID.class), goal -> new ArrayList<>())
              .add(new DayCell(row.getObject(2, LocalDate.class), PackedCells.readOne(row, 3)));
        }
      }
      return cells;
    }
  }

  /** What was before the days, where it is wanted and there is any. */
  private static Map<UUID, List<DayCell>> carried(Connection connection, List<Wanted> wanted)
      throws SQLException {
    List<Wanted> open = wanted.stream().filter(Wanted::isCarried).toList();
    Map<UUID, List<DayCell>> cells = new HashMap<>();
    if (open.isEmpty()) {
      return cells;
    }
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT w.id, w.first_day - 1, sum(totals[at][1])::bigint, sum(totals[at][2])::bigint,"
                + " sum(totals[at][3])::bigint, sum(totals[at][4])::bigint, NULL::bytea"
                + WANTED
                + "AND d.day < w.first_day"
                + PLACE
                + " GROUP BY w.id, w.first_day")) {
      bind(select, open);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          List<DayCell> days = new ArrayList<>();
          days.add(new DayCell(row.getObject(2, LocalDate.class), PackedCells.readOne(row, 3)));
          cells.put(row.getObject(1, UUID.class), days);
        }
      }
    }
    return cells;
  }

  /** How many observations there are, by the id of the question; absent without a cell. */
  public static Map<UUID, Long> counts(Connection connection, List<Wanted> wanted)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT w.id, sum(totals[at][1])::bigint"
                + WANTED
                + "AND d.day BETWEEN w.first_day AND w.last_day"
                + PLACE
                + " GROUP BY w.id")) {
      bind(select, wanted);
      Map<UUID, Long> counts = new HashMap<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          counts.put(row.getObject(1, UUID.class), row.getLong(2));
        }
      }
      return counts;
    }
  }

  private static void bind(PreparedStatement select, List<Wanted> wanted) throws SQLException {
    array(select, 1, "uuid", wanted, Wanted::id);
    array(select, 2, "uuid", wanted, each -> each.series().tenant());
    array(select, 3, "text", wanted, each -> each.series().name());
    array(select, 4, "text", wanted, each -> each.series().scope());
    array(select, 5, "date", wanted, each -> each.days().from().toString());
    array(select, 6, "date", wanted, each -> each.days().to().toString());
  }

  /** Binds four arrays from {@code at} on. */
  static void series(PreparedStatement statement, int at, List<Series> series) throws SQLException {
    array(statement, at, "uuid", series, Series::tenant);
    array(statement, at + 1, "text", series, Series::metric);
    array(statement, at + 2, "int4", series, Series::version);
    array(statement, at + 3, "text", series, Series::scope);
  }
}
