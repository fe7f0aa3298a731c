package dev.steadfast.metrics.processing;

import dev.steadfast.core.measure.Cell;
import dev.steadfast.core.measure.Histogram;
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
 * Adds differences to the cells: in memory, since SQL cannot add histograms. The newest cells are
 * held, so that most need no reading. A cell that somebody else wrote meanwhile is noticed by its
 * revision; from then on cells are locked and read for a while, in one order, which lets several
 * consumers of one tenant pass each other.
 */
final class CellStore {
  /** A cell has some 150 bytes, and a key. */
  private static final int HELD_CELLS = 6_000;

  private static final int CAUTIOUS_TRANSACTIONS = 50;

  private record Held(long revision, byte[] quarters) {}

  private final Map<CellKey, Held> held = new LinkedHashMap<>(1024, 0.75f, true);
  private int cautious;

  /** Makes the connection's staging tables. */
  void prepare(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TEMP TABLE IF NOT EXISTS touched_cell (ord int, tenant_id uuid, metric text COLLATE"
              + " \"C\", version smallint, scope text COLLATE \"C\", day date) ON COMMIT DELETE ROWS");
      statement.execute(
          "CREATE TEMP TABLE IF NOT EXISTS staged_cell (LIKE cell_day) ON COMMIT DELETE ROWS");
    }
    if (cautious > 0) {
      cautious--;
      held.clear();
    }
  }

  /** Adds the differences; they are the new cells afterwards. */
  void add(Connection transaction, Map<CellKey, Quarters> differences) throws SQLException {
    if (differences.isEmpty()) {
      return;
    }
    List<CellKey> keys = differences.keySet().stream().sorted().toList();
    long[] revisions = addToWhatIsThere(transaction, keys, differences);
    BinaryCopy made = new BinaryCopy();
    BinaryCopy changed = new BinaryCopy();
    for (int i = 0; i < keys.size(); i++) {
      CellKey key = keys.get(i);
      byte[] quarters =
          stage(
              revisions[i] == 0 ? made : changed, key, require(differences, key), revisions[i] + 1);
      held.put(key, new Held(revisions[i] + 1, quarters));
    }
    try {
      made.sendNew(transaction, "cell_day");
      update(transaction, changed);
    } catch (ConcurrentChange e) {
      cautious = CAUTIOUS_TRANSACTIONS;
      throw e;
    }
    shrink();
  }

  /** What is held may not be what is there: the transaction failed, or others write as well. */
  void forget() {
    held.clear();
  }

  private void shrink() {
    var eldest = held.entrySet().iterator();
    while (held.size() > HELD_CELLS) {
      eldest.next();
      eldest.remove();
    }
  }

  private long[] addToWhatIsThere(
      Connection transaction, List<CellKey> keys, Map<CellKey, Quarters> differences)
      throws SQLException {
    long[] revisions = new long[keys.size()];
    BinaryCopy unknown = new BinaryCopy();
    for (int i = 0; i < keys.size(); i++) {
      Held known = held.get(keys.get(i));
      if (known == null) {
        key(unknown.row(6).integer(i), keys.get(i));
      } else {
        revisions[i] = known.revision();
        require(differences, keys.get(i)).add(Quarters.decode(known.quarters()));
      }
    }
    if (unknown.rows() > 0) {
      unknown.send(transaction, "touched_cell");
      addRows(transaction, keys, differences, revisions);
    }
    return revisions;
  }

  private static void addRows(
      Connection transaction,
      List<CellKey> keys,
      Map<CellKey, Quarters> differences,
      long[] revisions)
      throws SQLException {
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
        Statement empty = transaction.createStatement()) {
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          int at = row.getInt(1);
          revisions[at] = row.getLong(3);
          require(differences, keys.get(at)).add(Quarters.decode(row.getBytes(2)));
        }
      }
      empty.execute("DELETE FROM touched_cell");
    }
  }

  private static Quarters require(Map<CellKey, Quarters> map, CellKey key) {
    Quarters value = map.get(key);
    if (value == null) {
      throw new IllegalStateException("no difference for " + key);
    }
    return value;
  }

  /** Returns the encoded quarters. */
  private static byte[] stage(BinaryCopy copy, CellKey key, Quarters quarters, long revision) {
    Cell day = quarters.day();
    Histogram histogram = day.histogram();
    byte[] encoded = quarters.encode();
    key(copy.row(12), key)
        .bigint(day.count())
        .bigint(day.sum())
        .bigint(day.numerator())
        .bigint(day.denominator())
        .bytes(histogram == null ? null : histogram.encode())
        .bytes(encoded)
        .bigint(revision);
    return encoded;
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
    int expected = changed.rows();
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
