package dev.steadfast.metrics.processing;

import dev.steadfast.platform.database.BinaryCopy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/**
 * Keeps what a day said before it was counted otherwise after it was over: once an hour for each
 * scope and day, with every cause there was within it.
 */
final class RestatementLog {
  private static final long HOUR_MS = Duration.ofHours(1).toMillis();

  private final long now;
  private final Map<UUID, Long> today;
  private final BinaryCopy rows = new BinaryCopy();

  /**
   * The log of one transaction.
   *
   * @param today of each tenant, in its zone, in days since the epoch
   */
  RestatementLog(long now, Map<UUID, Long> today) {
    this.now = now;
    this.today = today;
  }

  /** Makes the connection's staging table. */
  static void prepare(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TEMP TABLE IF NOT EXISTS staged_restatement (LIKE restatement) ON COMMIT DELETE ROWS");
    }
  }

  /** What is to be stored after a change: with the mark of what was logged. */
  DayCells note(ScopeDay key, DayCells before, DayCells after, int causes) throws SQLException {
    if (key.day() >= today.getOrDefault(key.tenant(), Long.MIN_VALUE)) {
      return after;
    }
    long hour = now - Math.floorMod(now, HOUR_MS);
    boolean isLogged = before.loggedHour() == hour;
    int all = isLogged ? before.loggedCauses() | causes : causes;
    if (isLogged && all == before.loggedCauses()) {
      return after;
    }
    rows.row(10)
        .uuid(key.tenant())
        .text(key.scope())
        .day(key.day())
        .instant(hour)
        .instant(now)
        .smallint(all)
        .bigint(before.revision());
    // In an hour that is logged already only the causes are added.
    (isLogged ? DayCells.NONE : before).days().write(rows);
    return after.logged(hour, all);
  }

  void write(Connection transaction) throws SQLException {
    if (rows.rows() == 0) {
      return;
    }
    rows.send(transaction, "staged_restatement");
    try (Statement statement = transaction.createStatement()) {
      statement.execute(
          """
          INSERT INTO restatement SELECT * FROM staged_restatement
          ON CONFLICT (tenant_id, scope, day, hour) DO UPDATE SET causes = restatement.causes | excluded.causes
          """);
      statement.execute("DELETE FROM staged_restatement");
    }
  }
}
