package dev.steadfast.metrics.imports;

import dev.steadfast.metrics.arrival.Rejections;
import dev.steadfast.metrics.arrival.Rejections.Refused;
import dev.steadfast.metrics.job.LeaseLost;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * The queue of jobs in PostgreSQL. A job belongs to one process for the time of a lease, which each
 * sign of life renews; all times are those of the database.
 */
final class ImportJobs {
  private final DataSource worker;
  private final UUID owner;
  private final long leaseMs;
  private final Clock clock;

  /**
   * @param owner names this process
   */
  ImportJobs(DataSource worker, UUID owner, Duration lease, Clock clock) {
    this.worker = worker;
    this.owner = owner;
    this.leaseMs = lease.toMillis();
    this.clock = clock;
  }

  /** Takes the oldest job that nobody has, or that its process has left. */
  Optional<ImportJob> claim() throws SQLException {
    try (Connection connection = worker.getConnection();
        PreparedStatement claim =
            connection.prepareStatement(
                """
                UPDATE import SET state = 'running', lease_owner = ?, leased_until = now() + ? * interval '1 ms',
                  started_at = coalesce(started_at, now()), resumed = resumed + CASE state WHEN 'running' THEN 1 ELSE 0 END
                WHERE (tenant_id, id) = (
                  SELECT tenant_id, id FROM import
                  WHERE state = 'queued' OR state = 'running' AND (leased_until < now() OR lease_owner = ?)
                  ORDER BY created_at LIMIT 1 FOR UPDATE SKIP LOCKED)
                RETURNING tenant_id, id, format, mapping, rows_read, rows_good, rows_bad, rows_blank, rows_without_event,
                  events_made, events_accepted, events_rejected, errors_total, errors_listed,
                  coalesce((SELECT keeps_texts FROM tenant_settings s WHERE s.tenant_id = import.tenant_id), false)
                """)) {
      connection.setAutoCommit(true);
      claim.setObject(1, owner);
      claim.setLong(2, leaseMs);
      claim.setObject(3, owner);
      try (ResultSet row = claim.executeQuery()) {
        return row.next()
            ? Optional.of(
                new ImportJob(
                    row.getObject(1, UUID.class),
                    row.getObject(2, UUID.class),
                    FileFormat.named(row.getString(3)).orElseThrow(),
                    row.getString(4),
                    ImportRepository.tally(row, 5),
                    row.getBoolean(15)))
            : Optional.empty();
      }
    }
  }

  /**
   * A sign of life.
   *
   * @throws LeaseLost if the job is no longer ours
   */
  void keep(ImportJob job) throws SQLException {
    try (Connection connection = worker.getConnection();
        PreparedStatement update =
            connection.prepareStatement(
                "UPDATE import SET leased_until = now() + ? * interval '1 ms'"
                    + " WHERE tenant_id = ? AND id = ? AND lease_owner = ? AND state = 'running'")) {
      connection.setAutoCommit(true);
      update.setLong(1, leaseMs);
      own(update, 2, job);
      expectOne(update, job);
    }
  }

  /**
   * Keeps what is reached, with the faults found since the last time, in one transaction.
   *
   * @param faults to be listed after those that are
   * @param refused since the last time, for the quality of their sources
   * @throws LeaseLost if the job is no longer ours
   */
  void checkpoint(ImportJob job, Tally tally, List<RowFault> faults, Map<Refused, Long> refused)
      throws SQLException {
    inTransaction(
        connection -> {
          keepTally(connection, job, tally, "");
          Rejections.add(connection, job.tenant(), clock.instant(), refused);
          list(connection, job, tally.errorsListed() - faults.size(), faults);
        });
  }

  /** Ends the job: all is durable. The pieces of the file go. */
  void finish(ImportJob job, Tally tally, List<RowFault> faults, Map<Refused, Long> refused)
      throws SQLException {
    inTransaction(
        connection -> {
          keepTally(connection, job, tally, ", state = 'done', finished_at = now()");
          Rejections.add(connection, job.tenant(), clock.instant(), refused);
          list(connection, job, tally.errorsListed() - faults.size(), faults);
          removeFile(connection, job);
        });
  }

  /** Ends the job: it can never be completed. */
  void fail(ImportJob job, String reason) throws SQLException {
    inTransaction(
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "UPDATE import SET state = 'failed', finished_at = now(), failure = ?"
                      + " WHERE tenant_id = ? AND id = ? AND lease_owner = ? AND state = 'running'")) {
            update.setString(1, reason.replace('\0', '\uFFFD'));
            own(update, 2, job);
            expectOne(update, job);
          }
          removeFile(connection, job);
        });
  }

  /** The bytes of the file. */
  InputStream file(ImportJob job) {
    return new ChunkStream(position -> chunk(job, position));
  }

  private Optional<byte[]> chunk(ImportJob job, int position) throws SQLException {
    try (Connection connection = worker.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT bytes FROM import_chunk WHERE tenant_id = ? AND import_id = ? AND position = ?")) {
      connection.setAutoCommit(true);
      select.setObject(1, job.tenant());
      select.setObject(2, job.id());
      select.setInt(3, position);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
      }
    }
  }

  private void keepTally(Connection connection, ImportJob job, Tally tally, String more)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            """
            UPDATE import SET rows_read = ?, rows_good = ?, rows_bad = ?, rows_blank = ?, rows_without_event = ?,
              events_made = ?, events_accepted = ?, events_rejected = ?, errors_total = ?, errors_listed = ?,
              leased_until = now() + ? * interval '1 ms'%s
            WHERE tenant_id = ? AND id = ? AND lease_owner = ? AND state = 'running'
            """
                .formatted(more))) {
      update.setLong(1, tally.rowsRead());
      update.setLong(2, tally.rowsGood());
      update.setLong(3, tally.rowsBad());
      update.setLong(4, tally.rowsBlank());
      update.setLong(5, tally.rowsWithoutEvent());
      update.setLong(6, tally.eventsMade());
      update.setLong(7, tally.eventsAccepted());
      update.setLong(8, tally.eventsRejected());
      update.setLong(9, tally.errorsTotal());
      update.setInt(10, tally.errorsListed());
      update.setLong(11, leaseMs);
      own(update, 12, job);
      expectOne(update, job);
    }
  }

  private static void list(Connection connection, ImportJob job, int from, List<RowFault> faults)
      throws SQLException {
    if (faults.isEmpty()) {
      return;
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO import_error (tenant_id, import_id, position, line, row_number, column_name, reason, value)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
      int position = from;
      for (RowFault fault : faults) {
        insert.setObject(1, job.tenant());
        insert.setObject(2, job.id());
        insert.setInt(3, position++);
        insert.setLong(4, fault.line());
        insert.setLong(5, fault.row());
        insert.setString(6, fault.column());
        insert.setString(7, fault.reason());
        insert.setString(8, fault.value());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static void removeFile(Connection connection, ImportJob job) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "DELETE FROM import_chunk WHERE tenant_id = ? AND import_id = ?")) {
      delete.setObject(1, job.tenant());
      delete.setObject(2, job.id());
      delete.executeUpdate();
    }
  }

  private void own(PreparedStatement statement, int from, ImportJob job) throws SQLException {
    statement.setObject(from, job.tenant());
    statement.setObject(from + 1, job.id());
    statement.setObject(from + 2, owner);
  }

  private static void expectOne(PreparedStatement update, ImportJob job) throws SQLException {
    if (update.executeUpdate() != 1) {
      throw new LeaseLost("import", job.id());
    }
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
      }
    }
  }

  @FunctionalInterface
  private interface Work {
    void on(Connection connection) throws SQLException;
  }
}
