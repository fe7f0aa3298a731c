package dev.steadfast.metrics.processing;

import dev.steadfast.platform.database.BinaryCopy;
import dev.steadfast.platform.inbox.ConcurrentChange;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Adds differences to the cells: in memory, since SQL cannot add histograms. The rows of small
 * transactions are held, so that most need no reading. A row that somebody else wrote meanwhile is
 * noticed by its revision; from then on rows are locked and read for a while, in one order, which
 * lets several consumers of one tenant pass each other.
 */
final class CellStore {
  private static final int HELD_BYTES = 6_000_000;

  /**
   * The rows of a transaction with more of them are not held: they would push out each other before
   * the next one needs them.
   */
  private static final int MOST_HELD = 500;

  private static final int CAUTIOUS_TRANSACTIONS = 50;

  /** So many are in memory, as they were and as they will be. */
  private static final int ROWS_AT_ONCE = 200;

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

  /**
   * Adds the differences, some rows at a time; those of days that are over go to the log.
   *
   * @return the rows that changed
   */
  List<ScopeDay> add(
      Connection transaction, Map<ScopeDay, CellDifferences.Row> differences, RestatementLog log)
      throws SQLException {
    boolean isHeld = differences.size() <= MOST_HELD;
    List<ScopeDay> changed = new ArrayList<>();
    List<Change> some = new ArrayList<>(ROWS_AT_ONCE);
    for (var entry : differences.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList()) {
      SortedMap<String, Quarters> cells = entry.getValue().cells();
      if (!cells.isEmpty()) {
        changed.add(entry.getKey());
        some.add(new Change(entry.getKey(), cells, entry.getValue().causes()));
      }
      if (some.size() == ROWS_AT_ONCE) {
        write(transaction, some, isHeld, log);
        some.clear();
      }
    }
    if (!some.isEmpty()) {
      write(transaction, some, isHeld, log);
    }
    return changed;
  }

  /** What changes in a row. */
  private record Change(ScopeDay key, SortedMap<String, Quarters> cells, int causes) {}

  private void write(
      Connection transaction, List<Change> changes, boolean isHeld, RestatementLog log)
      throws SQLException {
    List<ScopeDay> keys = changes.stream().map(Change::key).toList();
    DayCells[] rowsOf = read(transaction, keys);
    for (int i = 0; i < rowsOf.length; i++) {
      Change change = changes.get(i);
      DayCells before = rowsOf[i];
      rowsOf[i] = log.note(change.key(), before, before.with(change.cells()), change.causes());
      drop(change.key());
      if (isHeld) {
        hold(change.key(), rowsOf[i]);
      }
    }
    log.write(transaction);
    try {
      if (copy(transaction, TABLE, keys, rowsOf, true) > 0) {
        rows.endNew(TABLE);
      }
      int changed = copy(transaction, "staged_cell", keys, rowsOf, false);
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
    held.put(key, cells);
    heldBytes += cells.bytes();
  }

  private void drop(ScopeDay key) {
    DayCells before = held.remove(key);
    heldBytes -= before == null ? 0 : before.bytes();
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
