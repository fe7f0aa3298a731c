package dev.steadfast.metrics.processing;

import dev.steadfast.platform.database.BinaryCopy;
import dev.steadfast.platform.inbox.ConcurrentChange;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Adds differences to the cells: in memory, since SQL cannot add histograms. The newest rows are
 * held, so that most need no reading. A row that somebody else wrote meanwhile is noticed by its
 * revision; from then on rows are locked and read for a while, in one order, which lets several
 * consumers of one tenant pass each other.
 */
final class CellStore {
  private static final int HELD_BYTES = 6_000_000;
  private static final int CAUTIOUS_TRANSACTIONS = 50;
  private static final String TABLE = "cell_day (tenant_id, scope, day, " + DayCells.COLUMNS + ")";

  private final Map<ScopeDay, DayCells> held = new LinkedHashMap<>(1024, 0.75f, true);
  private final BinaryCopy rows = new BinaryCopy();
  private long heldBytes;
  private int cautious;

  /** Makes the connection's staging tables. */
  void prepare(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TEMP TABLE IF NOT EXISTS touched_cell (tenant_id uuid, scope text COLLATE \"C\","
              + " day date, ord int) ON COMMIT DELETE ROWS");
      statement.execute(
          "CREATE TEMP TABLE IF NOT EXISTS staged_cell (LIKE cell_day INCLUDING STORAGE)"
              + " WITH (toast_tuple_target = 8160) ON COMMIT DELETE ROWS");
    }
    RestatementLog.prepare(connection);
    if (cautious > 0) {
      cautious--;
      forget();
    }
  }

  /** Adds the differences; those of days that are over go to the log. */
  void add(
      Connection transaction, Map<ScopeDay, CellDifferences.Row> differences, RestatementLog log)
      throws SQLException {
    if (differences.isEmpty()) {
      return;
    }
    List<ScopeDay> keys = differences.keySet().stream().sorted().toList();
    DayCells[] before = read(transaction, keys);
    DayCells[] after = new DayCells[before.length];
    for (int i = 0; i < before.length; i++) {
      CellDifferences.Row difference = differences.get(keys.get(i));
      if (difference == null) {
        throw new IllegalStateException("no difference of " + keys.get(i));
      }
      DayCells changed = before[i].with(difference.cells());
      after[i] = log.note(keys.get(i), before[i], changed, difference.causes());
      hold(keys.get(i), after[i]);
    }
    log.write(transaction);
    try {
      if (copy(transaction, TABLE, keys, after, true) > 0) {
        rows.endNew(TABLE);
      }
      int changed = copy(transaction, "staged_cell", keys, after, false);
      if (changed > 0) {
        rows.end();
        update(transaction, changed);
      }
    } catch (ConcurrentChange e) {
      cautious = CAUTIOUS_TRANSACTIONS;
      throw e;
    } finally {
      rows.close();
    }
    shrink();
  }

  /** Begins to copy those that are new, or those that are not; returns how many there are. */
  private int copy(
      Connection transaction, String target, List<ScopeDay> keys, DayCells[] cells, boolean isNew)
      throws SQLException {
    int count = 0;
    for (int i = 0; i < cells.length; i++) {
      if ((cells[i].revision() == 1) == isNew) {
        if (count++ == 0) {
          rows.begin(transaction, target);
        }
        cells[i].write(key(rows.row(3 + DayCells.WIDTH), keys.get(i)));
      }
    }
    return count;
  }

  /** What is held may not be what is there: the transaction failed, or others write as well. */
  void forget() {
    held.clear();
    heldBytes = 0;
  }

  private void hold(ScopeDay key, DayCells cells) {
    DayCells before = held.put(key, cells);
    heldBytes += cells.bytes() - (before == null ? 0 : before.bytes());
  }

  private void shrink() {
    var eldest = held.entrySet().iterator();
    while (heldBytes > HELD_BYTES) {
      heldBytes -= eldest.next().getValue().bytes();
      eldest.remove();
    }
  }

  /** The rows of those keys; {@link DayCells#NONE} where there is none. */
  private DayCells[] read(Connection transaction, List<ScopeDay> keys) throws SQLException {
    DayCells[] rows = new DayCells[keys.size()];
    BinaryCopy unknown = new BinaryCopy();
    for (int i = 0; i < rows.length; i++) {
      DayCells known = held.get(keys.get(i));
      rows[i] = known == null ? DayCells.NONE : known;
      if (known == null) {
        key(unknown.row(4), keys.get(i)).integer(i);
      }
    }
    if (unknown.rows() > 0) {
      unknown.send(transaction, "touched_cell");
      readTouched(transaction, rows);
    }
    return rows;
  }

  private static void readTouched(Connection transaction, DayCells[] rows) throws SQLException {
    // The lateral sub-query keeps the plan to one look-up by primary key a row, however large the
    // table is.
    try (PreparedStatement select =
            transaction.prepareStatement(
                "SELECT t.ord, c.* FROM (SELECT * FROM touched_cell ORDER BY ord) t CROSS JOIN LATERAL ("
                    + "SELECT "
                    + DayCells.COLUMNS
                    + " FROM cell_day c WHERE c.tenant_id = t.tenant_id AND c.scope = t.scope"
                    + " AND c.day = t.day FOR UPDATE) c");
        Statement empty = transaction.createStatement()) {
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          rows[row.getInt(1)] = DayCells.read(row, 2);
        }
      }
      empty.execute("DELETE FROM touched_cell");
    }
  }

  private static BinaryCopy key(BinaryCopy copy, ScopeDay key) {
    return copy.uuid(key.tenant()).text(key.scope()).day(key.day());
  }

  private static void update(Connection transaction, int expected) throws SQLException {
    // By way of the conflict, since a join with the staging table might be planned as a scan of all
    // cells.
    try (PreparedStatement upsert =
            transaction.prepareStatement(
                """
                INSERT INTO cell_day SELECT * FROM staged_cell
                ON CONFLICT (tenant_id, scope, day) DO UPDATE SET
                  revision = excluded.revision, metrics = excluded.metrics, totals = excluded.totals,
                  histograms = excluded.histograms, quarters = excluded.quarters,
                  logged_hour = excluded.logged_hour, logged_causes = excluded.logged_causes
                WHERE cell_day.revision = excluded.revision - 1
                """);
        Statement empty = transaction.createStatement()) {
      if (upsert.executeUpdate() != expected) {
        throw new ConcurrentChange("a cell was written by another consumer");
      }
      empty.execute("DELETE FROM staged_cell");
    }
  }
}
