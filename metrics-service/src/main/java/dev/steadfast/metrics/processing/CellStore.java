package dev.steadfast.metrics.processing;

import dev.steadfast.core.measure.Cell;
import dev.steadfast.core.measure.Histogram;
import dev.steadfast.platform.inbox.ConcurrentChange;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

/**
 * Adds differences to the cells. Cells are locked in one order, read, added to in memory (SQL
 * cannot add histograms) and written back; a cell that somebody else makes at the same moment is
 * noticed.
 */
final class CellStore {
  private static final String UNIQUE_VIOLATION = "23505";

  private CellStore() {}

  /** Makes the connection's staging tables. */
  static void prepare(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TEMP TABLE IF NOT EXISTS touched_cell (ord int, tenant_id uuid, metric text COLLATE"
              + " \"C\", version smallint, scope text COLLATE \"C\", day date) ON COMMIT DELETE ROWS");
      statement.execute(
          "CREATE TEMP TABLE IF NOT EXISTS staged_cell (LIKE cell_day) ON COMMIT DELETE ROWS");
    }
  }

  /** Adds the differences; once in a transaction. */
  static void add(Connection transaction, Map<CellKey, Quarters> differences) throws SQLException {
    if (differences.isEmpty()) {
      return;
    }
    List<CellKey> keys = differences.keySet().stream().sorted().toList();
    long[] revisions = addToWhatIsThere(transaction, keys, differences);
    BinaryCopy made = new BinaryCopy();
    BinaryCopy changed = new BinaryCopy();
    for (int i = 0; i < keys.size(); i++) {
      CellKey key = keys.get(i);
      stage(revisions[i] == 0 ? made : changed, key, require(differences, key), revisions[i] + 1);
    }
    try {
      made.send(transaction, "cell_day");
    } catch (SQLException e) {
      if (UNIQUE_VIOLATION.equals(e.getSQLState())) {
        throw new ConcurrentChange("a cell was made by another consumer");
      }
      throw e;
    }
    update(transaction, changed);
  }

  private static long[] addToWhatIsThere(
      Connection transaction, List<CellKey> keys, Map<CellKey, Quarters> differences)
      throws SQLException {
    touch(transaction, keys);
    long[] revisions = new long[keys.size()];
    // The lateral sub-query keeps the plan to one look-up by primary key a cell, however large the
    // table is.
    try (PreparedStatement select =
            transaction.prepareStatement(
                """
                SELECT t.ord, c.* FROM (SELECT * FROM touched_cell ORDER BY ord) t CROSS JOIN LATERAL (
                  SELECT quarters, revision FROM cell_day c
                  WHERE c.tenant_id = t.tenant_id AND c.metric = t.metric AND c.version = t.version
                    AND c.scope = t.scope AND c.day = t.day
                  FOR UPDATE) c
                """);
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        int at = row.getInt(1);
        revisions[at] = row.getLong(3);
        require(differences, keys.get(at)).add(Quarters.decode(row.getBytes(2)));
      }
    }
    return revisions;
  }

  private static Quarters require(Map<CellKey, Quarters> map, CellKey key) {
    Quarters value = map.get(key);
    if (value == null) {
      throw new IllegalStateException("no difference for " + key);
    }
    return value;
  }

  private static void touch(Connection transaction, List<CellKey> keys) throws SQLException {
    BinaryCopy copy = new BinaryCopy();
    for (int i = 0; i < keys.size(); i++) {
      key(copy.row(6).integer(i), keys.get(i));
    }
    copy.send(transaction, "touched_cell");
  }

  private static void stage(BinaryCopy copy, CellKey key, Quarters quarters, long revision) {
    Cell day = quarters.day();
    Histogram histogram = day.histogram();
    key(copy.row(12), key)
        .bigint(day.count())
        .bigint(day.sum())
        .bigint(day.numerator())
        .bigint(day.denominator())
        .bytes(histogram == null ? null : histogram.encode())
        .bytes(quarters.encode())
        .bigint(revision);
  }

  private static BinaryCopy key(BinaryCopy copy, CellKey key) {
    return copy.uuid(key.tenant())
        .text(key.metric())
        .smallint(key.version())
        .text(key.scope())
        .day(key.day());
  }

  private static void update(Connection transaction, BinaryCopy changed) throws SQLException {
    if (changed.rows() == 0) {
      return;
    }
    changed.send(transaction, "staged_cell");
    // By way of the conflict, since a join with the staging table might be planned as a scan of all
    // cells.
    try (PreparedStatement upsert =
        transaction.prepareStatement(
            """
            INSERT INTO cell_day SELECT * FROM staged_cell
            ON CONFLICT (tenant_id, metric, version, scope, day) DO UPDATE SET
              count = excluded.count, sum = excluded.sum, numerator = excluded.numerator,
              denominator = excluded.denominator, histogram = excluded.histogram,
              quarters = excluded.quarters, revision = excluded.revision
            """)) {
      upsert.executeUpdate();
    }
  }
}
