package dev.steadfast.metrics.job;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Jobs that are rows of a table with {@code state}, {@code requested_at}, {@code started_at},
 * {@code resumed}, {@code lease_owner} and {@code leased_until}. A job belongs to one thread for
 * the time of a lease, which each step renews; all times of leases are those of the database.
 */
public final class Leases {
  private final DataSource worker;
  private final String table;
  private final UUID owner;
  private final long leaseMs;

  /**
   * @param owner names the thread
   */
  public Leases(DataSource worker, String table, UUID owner, Duration lease) {
    this.worker = worker;
    this.table = table;
    this.owner = owner;
    this.leaseMs = lease.toMillis();
  }

  /** Reads a job. */
  @FunctionalInterface
  public interface Reader<J> {
    J read(ResultSet row) throws SQLException;
  }

  /** What a transaction of a job does. */
  @FunctionalInterface
  public interface Step {
    void on(Connection transaction) throws SQLException;
  }

  /**
   * Takes the oldest job that nobody has, or that its thread has left.
   *
   * @param columns of the job, as a list of SQL
   */
  public <J> Optional<J> claim(String columns, Reader<J> reader) throws SQLException {
    try (Connection connection = worker.getConnection();
        PreparedStatement claim =
            connection.prepareStatement(
                """
                UPDATE JOBS SET state = 'running', lease_owner = ?, leased_until = now() + ? * interval '1 ms',
                  started_at = coalesce(started_at, now()), resumed = resumed + CASE state WHEN 'running' THEN 1 ELSE 0 END
                WHERE (tenant_id, id) = (
                  SELECT tenant_id, id FROM JOBS
                  WHERE state = 'queued' OR state = 'running' AND leased_until < now()
                  ORDER BY requested_at LIMIT 1 FOR UPDATE SKIP LOCKED)
                RETURNING COLUMNS
                """
                    .replace("JOBS", table)
                    .replace("COLUMNS", columns))) {
      connection.setAutoCommit(true);
      claim.setObject(1, owner);
      claim.setLong(2, leaseMs);
      try (ResultSet row = claim.executeQuery()) {
        return row.next() ? Optional.of(reader.read(row)) : Optional.empty();
      }
    }
  }

  /**
   * One transaction, which renews the lease.
   *
   * @throws LeaseLost if the job is no longer ours; nothing was done
   */
  public void step(UUID tenant, UUID id, Step step) throws SQLException {
    try (Connection connection = worker.getConnection()) {
      connection.setAutoCommit(false);
      try {
        renew(connection, tenant, id);
        step.on(connection);
        connection.commit();
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      }
    }
  }

  private void renew(Connection transaction, UUID tenant, UUID id) throws SQLException {
    try (PreparedStatement update =
        transaction.prepareStatement(
            "UPDATE "
                + table
                + " SET leased_until = now() + ? * interval '1 ms'"
                + " WHERE tenant_id = ? AND id = ? AND lease_owner = ? AND state = 'running'")) {
      update.setLong(1, leaseMs);
      update.setObject(2, tenant);
      update.setObject(3, id);
      update.setObject(4, owner);
      if (update.executeUpdate() != 1) {
        throw new LeaseLost(table, id);
      }
    }
  }
}
