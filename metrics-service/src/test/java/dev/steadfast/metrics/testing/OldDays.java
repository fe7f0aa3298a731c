package dev.steadfast.metrics.testing;

import dev.steadfast.metrics.processing.ProcessorGate;
import dev.steadfast.metrics.processing.RawEventDrop;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.UUID;
import javax.sql.DataSource;

/** Events of a tenant as if they had come on days so long ago that no other test has any there. */
public record OldDays(DataSource worker, UUID tenant) {
  /** What a transaction does. */
  @FunctionalInterface
  private interface Work {
    void on(Connection transaction) throws SQLException;
  }

  private void inTransaction(Work work) throws SQLException {
    try (Connection connection = worker.getConnection()) {
      connection.setAutoCommit(false);
      try {
        work.on(connection);
        connection.commit();
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(true);
      }
    }
  }

  private static void execute(Connection transaction, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement statement = transaction.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.execute();
    }
  }

  /** Nothing was ever dropped. */
  public void forgetDrops() throws SQLException {
    inTransaction(
        transaction -> {
          ProcessorGate.close(transaction);
          execute(transaction, "UPDATE raw_event_retention SET received_from = '-infinity'");
        });
  }

  /** All events of the ticket came on that day. */
  public void received(String subject, LocalDate day) throws SQLException {
    received(subject, day, "");
  }

  /**
   * Those of its events came on that day whose type contains the text; the others when they did.
   */
  public void received(String subject, LocalDate day, String type) throws SQLException {
    inTransaction(
        transaction -> {
          ProcessorGate.close(transaction);
          execute(transaction, "SELECT ensure_raw_event_partition(?)", day);
          execute(
              transaction,
              "UPDATE raw_event r SET received_on = ? FROM interaction i WHERE i.tenant_id = ? AND i.subject = ?"
                  + " AND r.tenant_id = i.tenant_id AND r.interaction_id = i.interaction_id AND strpos(r.type, ?) > 0",
              day,
              tenant,
              subject,
              type);
          execute(
              transaction,
              "UPDATE interaction i SET first_received_on = e.first, last_received_on = e.last"
                  + " FROM (SELECT interaction_id, min(received_on) AS first, max(received_on) AS last"
                  + " FROM raw_event WHERE tenant_id = ? GROUP BY interaction_id) e"
                  + " WHERE i.tenant_id = ? AND i.interaction_id = e.interaction_id",
              tenant,
              tenant);
        });
  }

  /** Drops what came before that day. */
  public RawEventDrop.Counts dropBefore(LocalDate day) throws SQLException {
    return new RawEventDrop(worker, Duration.ofMillis(100)).before(day);
  }

  /** Drops what came before that day and no more, as a round that is cut off then. */
  public void dropUntilCutOff(LocalDate day) throws SQLException {
    inTransaction(
        transaction -> {
          ProcessorGate.close(transaction);
          execute(transaction, "UPDATE raw_event_retention SET received_from = ?", day);
          execute(transaction, "SELECT drop_raw_events()");
        });
  }

  /** Whether raw events of that day are anywhere. */
  public boolean hasPartition(LocalDate day) throws SQLException {
    try (Connection connection = worker.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT to_regclass('raw_event_' || to_char(?::date, 'YYYYMMDD')) IS NOT NULL")) {
      select.setObject(1, day);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }
}
