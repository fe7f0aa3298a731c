package dev.steadfast.metrics.processing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;

/**
 * Which raw events are gone. An interaction of which one is gone is frozen: it cannot be folded
 * again, so that what was counted of it stays. The day moves only while the {@link ProcessorGate}
 * is closed.
 */
public final class RawEventRetention {
  /** Whether a row of interactions has all its events, as a condition of SQL. */
  public static final String IS_KEPT =
      "first_received_on >= (SELECT received_from FROM raw_event_retention)";

  /** Whether a row of interactions lacks events, as a condition of SQL. */
  public static final String IS_FROZEN =
      "first_received_on < (SELECT received_from FROM raw_event_retention)";

  private RawEventRetention() {}

  /** The first day of receipt that has all its events; the least date if none was ever dropped. */
  public static LocalDate receivedFrom(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT received_from FROM raw_event_retention")) {
      row.next();
      return row.getObject(1, LocalDate.class);
    }
  }

  /**
   * Keeps raw events from being dropped until the transaction ends, so that interactions and events
   * that are read in it fit each other. Before the first query of one that sees a single state.
   */
  public static void hold(Connection transaction) throws SQLException {
    try (Statement statement = transaction.createStatement()) {
      statement.execute("LOCK TABLE ONLY raw_event IN ACCESS SHARE MODE");
    }
  }
}
