package dev.steadfast.metrics.processing;

import dev.steadfast.platform.inbox.ConcurrentChange;
import dev.steadfast.platform.measure.Cell;
import dev.steadfast.platform.measure.Histogram;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Adds differences to the cells. Cells are locked in one order, read, added to in memory (SQL
 * cannot add histograms) and written back; a cell that somebody else makes at the same moment is
 * noticed by its revision.
 */
final class CellStore {
  private CellStore() {}

  /** Makes the connection's staging tables. */
  static void prepare(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String touched : List.of("touched_day", "touched_quarter")) {
        statement.execute(
            "CREATE TEMP TABLE IF NOT EXISTS "
                + touched
                + " (ord int, tenant_id uuid, metric text COLLATE \"C\", version smallint,"
                + " scope text COLLATE \"C\", day date) ON COMMIT DELETE ROWS");
      }
      statement.execute(
          "CREATE TEMP TABLE IF NOT EXISTS staged_day (LIKE cell_day) ON COMMIT DELETE ROWS");
      statement.execute(
          "CREATE TEMP TABLE IF NOT EXISTS staged_quarter (LIKE cell_quarter) ON COMMIT DELETE ROWS");
    }
  }

  static void addDays(Connection transaction, Map<CellKey, Cell> differences) throws SQLException {
    if (differences.isEmpty()) {
      return;
    }
    List<CellKey> keys = differences.keySet().stream().sorted().toList();
    long[] revisions = new long[keys.size()];
    touch(transaction, "touched_day", keys);
    try (PreparedStatement select =
            transaction.prepareStatement(
                locking(
                    "touched_day",
                    "cell_day",
                    "count, sum, numerator, denominator, histogram, revision"));
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        int at = row.getInt(1);
        revisions[at] = row.getLong(7);
        require(differences, keys.get(at))
            .add(
                new Cell(
                    row.getLong(2),
                    row.getLong(3),
                    row.getLong(4),
                    row.getLong(5),
                    histogram(row.getBytes(6))));
      }
    }
    BinaryCopy copy = new BinaryCopy();
    for (int i = 0; i < keys.size(); i++) {
      Cell cell = require(differences, keys.get(i));
      Histogram histogram = cell.histogram();
      stage(copy, keys.get(i), 11)
          .bigint(cell.count())
          .bigint(cell.sum())
          .bigint(cell.numerator())
          .bigint(cell.denominator())
          .bytes(histogram == null ? null : histogram.encode())
          .bigint(revisions[i] + 1);
    }
    copy.send(transaction, "staged_day");
    upsert(
        transaction,
        "cell_day",
        "staged_day",
        "count = excluded.count, sum = excluded.sum, numerator = excluded.numerator,"
            + " denominator = excluded.denominator, histogram = excluded.histogram",
        keys.size());
  }

  static void addQuarters(Connection transaction, Map<CellKey, Quarters> differences)
      throws SQLException {
    if (differences.isEmpty()) {
      return;
    }
    List<CellKey> keys = differences.keySet().stream().sorted().toList();
    long[] revisions = new long[keys.size()];
    touch(transaction, "touched_quarter", keys);
    try (PreparedStatement select =
            transaction.prepareStatement(
                locking("touched_quarter", "cell_quarter", "quarters, revision"));
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        int at = row.getInt(1);
        revisions[at] = row.getLong(3);
        require(differences, keys.get(at)).add(Quarters.decode(row.getBytes(2)));
      }
    }
    BinaryCopy copy = new BinaryCopy();
    for (int i = 0; i < keys.size(); i++) {
      stage(copy, keys.get(i), 7)
          .bytes(require(differences, keys.get(i)).encode())
          .bigint(revisions[i] + 1);
    }
    copy.send(transaction, "staged_quarter");
    upsert(
        transaction, "cell_quarter", "staged_quarter", "quarters = excluded.quarters", keys.size());
  }

  private static <T> T require(Map<CellKey, T> map, CellKey key) {
    T value = map.get(key);
    if (value == null) {
      throw new IllegalStateException("no difference for " + key);
    }
    return value;
  }

  private static @Nullable Histogram histogram(byte @Nullable [] bytes) {
    return bytes == null ? null : Histogram.decode(bytes);
  }

  private static BinaryCopy stage(BinaryCopy copy, CellKey key, int columns) {
    return copy.row(columns)
        .uuid(key.tenant())
        .text(key.metric())
        .smallint(key.version())
        .text(key.scope())
        .day(key.day());
  }

  private static void touch(Connection transaction, String table, List<CellKey> keys)
      throws SQLException {
    BinaryCopy copy = new BinaryCopy();
    for (int i = 0; i < keys.size(); i++) {
      CellKey key = keys.get(i);
      copy.row(6)
          .integer(i)
          .uuid(key.tenant())
          .text(key.metric())
          .smallint(key.version())
          .text(key.scope())
          .day(key.day());
    }
    copy.send(transaction, table);
  }

  /**
   * The lateral sub-query keeps the plan to one look-up by primary key a cell, however large the
   * table is.
   */
  private static String locking(String touched, String table, String columns) {
    return """
    SELECT t.ord, c.* FROM (SELECT * FROM %s ORDER BY ord) t CROSS JOIN LATERAL (
      SELECT %s FROM %s c
      WHERE c.tenant_id = t.tenant_id AND c.metric = t.metric AND c.version = t.version
        AND c.scope = t.scope AND c.day = t.day
      FOR UPDATE) c
    """
        .formatted(touched, columns, table);
  }

  private static void upsert(
      Connection transaction, String table, String staged, String assignments, int expected)
      throws SQLException {
    try (PreparedStatement upsert =
        transaction.prepareStatement(
            """
            INSERT INTO %1$s SELECT * FROM %2$s ORDER BY tenant_id, metric, version, scope, day
            ON CONFLICT (tenant_id, metric, version, scope, day)
            DO UPDATE SET %3$s, revision = excluded.revision
            WHERE %1$s.revision = excluded.revision - 1
            """
                .formatted(table, staged, assignments))) {
      if (upsert.executeUpdate() != expected) {
        throw new ConcurrentChange("a cell was made by another consumer");
      }
    }
  }
}
