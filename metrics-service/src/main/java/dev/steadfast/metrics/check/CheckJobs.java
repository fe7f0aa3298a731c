package dev.steadfast.metrics.check;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.steadfast.metrics.job.LeaseLost;
import dev.steadfast.metrics.job.Leases;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import javax.sql.DataSource;

/** The queue of checks in PostgreSQL, for the thread that runs them. */
final class CheckJobs {
  private final Leases leases;
  private final ObjectMapper json;

  CheckJobs(DataSource worker, Duration lease, ObjectMapper json) {
    this.leases = new Leases(worker, "cell_check", UUID.randomUUID(), lease);
    this.json = json;
  }

  /** Takes the oldest check that nobody has, or that its thread has left. */
  Optional<CheckJob> claim() throws SQLException {
    return leases.claim(
        "tenant_id, id, metrics, parts_alone, parts_together, parts_done, found, resumed",
        this::job);
  }

  private CheckJob job(ResultSet row) throws SQLException {
    int alone = row.getInt(4);
    boolean isPlanned = !row.wasNull();
    return new CheckJob(
        row.getObject(1, UUID.class),
        row.getObject(2, UUID.class),
        new TreeSet<>(Arrays.asList((String[]) row.getArray(3).getArray())),
        isPlanned ? Optional.of(new CheckJob.Parts(alone, row.getInt(5))) : Optional.empty(),
        row.getInt(6),
        CheckView.read(json, row.getString(7)),
        row.getInt(8));
  }

  /** Keeps in how many parts it is done. */
  void plan(CheckJob job, CheckJob.Parts parts) throws SQLException {
    step(
        job,
        "parts_alone = ?, parts_together = ?",
        update -> {
          update.setInt(1, parts.alone());
          update.setInt(2, parts.together());
          return 3;
        });
  }

  /** A sign of life. */
  void reached(CheckJob job, long events) throws SQLException {
    step(
        job,
        "events_read = ?",
        update -> {
          update.setLong(1, events);
          return 2;
        });
  }

  /** Keeps what was found in that many parts. */
  void found(CheckJob job, int done, CheckView found) throws SQLException {
    step(
        job,
        "parts_done = ?, events_read = 0, resumed = 0, found = ?::jsonb",
        update -> {
          update.setInt(1, done);
          update.setString(2, found.text(json));
          return 3;
        });
  }

  /** Ends it: every part is done. */
  void finish(CheckJob job) throws SQLException {
    step(job, "state = 'done', finished_at = now(), leased_until = NULL", update -> 1);
  }

  /** Ends it: it cannot be done. */
  void fail(CheckJob job, String reason) throws SQLException {
    step(
        job,
        "state = 'failed', failure = ?, finished_at = now(), leased_until = NULL",
        update -> {
          update.setString(1, reason);
          return 2;
        });
  }

  /** Binds parameters, and says where those after them begin. */
  @FunctionalInterface
  private interface Binding {
    int bind(PreparedStatement update) throws SQLException;
  }

  /**
   * @throws LeaseLost if the check is no longer ours; nothing was done
   */
  private void step(CheckJob job, String set, Binding binding) throws SQLException {
    leases.step(
        job.tenant(),
        job.id(),
        transaction -> {
          try (PreparedStatement update =
              transaction.prepareStatement(
                  "UPDATE cell_check SET " + set + " WHERE tenant_id = ? AND id = ?")) {
            int next = binding.bind(update);
            update.setObject(next, job.tenant());
            update.setObject(next + 1, job.id());
            update.executeUpdate();
          }
        });
  }
}
