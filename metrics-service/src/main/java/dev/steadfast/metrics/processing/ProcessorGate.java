package dev.steadfast.metrics.processing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Keeps processors apart from those who change what processors remember, which are erasures and the
 * beginnings of recounts: many processors pass at a time, a step of the others passes alone. Each
 * such step makes the epoch greater, so that processors forget.
 */
public final class ProcessorGate {
  private static final String LOCK = "(hashtext(current_schema() || '_erasure'))";

  private ProcessorGate() {}

  /** Lets a processor pass until its transaction ends; returns the epoch. */
  static long pass(Connection transaction) throws SQLException {
    try (Statement statement = transaction.createStatement()) {
      statement.execute("SELECT pg_advisory_xact_lock_shared" + LOCK);
      // A statement of its own: its snapshot must not be older than the lock.
      try (ResultSet row = statement.executeQuery("SELECT last_value FROM erasure_epoch")) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /** Waits until no processor is under way and keeps all out until the transaction ends. */
  public static void close(Connection transaction) throws SQLException {
    try (Statement statement = transaction.createStatement()) {
      statement.execute("SELECT pg_advisory_xact_lock" + LOCK);
      statement.execute("SELECT nextval('erasure_epoch')");
    }
  }
}
