package dev.steadfast.metrics.erasure;

import dev.steadfast.metrics.job.LeaseLost;
import dev.steadfast.metrics.job.Leases;
import dev.steadfast.metrics.processing.InteractionErasure;
import dev.steadfast.metrics.processing.RawEventRetention;
import dev.steadfast.metrics.redaction.PersonKind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** The queue of jobs in PostgreSQL. */
final class ErasureJobs {
  /** In what an interaction is grouped by. */
  private static final String NAMED =
      "i.topic = p.reference OR strpos(i.traits::text, to_jsonb(p.reference)::text) > 0";

  private static final String FROZEN_OF_CUSTOMER =
      """
      INSERT INTO erasure_interaction (tenant_id, erasure_id, interaction_id)
      SELECT tenant_id, p.erasure, interaction_id
      FROM (SELECT ?::uuid AS erasure, ?::uuid AS tenant, ?::text AS reference) p
        JOIN interaction i ON tenant_id = p.tenant AND (customer = p.reference OR NAMED)
      WHERE FROZEN
      ON CONFLICT DO NOTHING
      """;
  private static final String FROZEN_OF_AGENT =
      """
      INSERT INTO erasure_interaction (tenant_id, erasure_id, interaction_id)
      SELECT tenant_id, p.erasure, interaction_id
      FROM (SELECT ?::uuid AS erasure, ?::uuid AS tenant, ?::text AS reference) p CROSS JOIN LATERAL (
          SELECT i.tenant_id, i.interaction_id, first_received_on FROM interaction i
          WHERE i.tenant_id = p.tenant AND (p.reference IN (i.agent, i.resolved_agent) OR NAMED)
          UNION
          SELECT i.tenant_id, i.interaction_id, first_received_on
          FROM observation o JOIN interaction i USING (tenant_id, interaction_id)
          WHERE o.tenant_id = p.tenant AND o.agent = p.reference) named
      WHERE FROZEN
      ON CONFLICT DO NOTHING
      """;

  private final Leases leases;

  /**
   * @param owner names the thread
   */
  ErasureJobs(DataSource worker, UUID owner, Duration lease) {
    this.leases = new Leases(worker, "erasure", owner, lease);
  }

  /** Takes the oldest job that nobody has, or that its thread has left. */
  Optional<ErasureJob> claim() throws SQLException {
    return leases.claim(
        "tenant_id, id, kind, mode, reference, pseudonym, is_searched",
        row ->
            new ErasureJob(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                PersonKind.named(row.getString(3)),
                ErasureMode.named(row.getString(4)),
                row.getString(5),
                row.getString(6),
                row.getBoolean(7)));
  }

  /**
   * One transaction, which renews the lease.
   *
   * @throws LeaseLost if the job is no longer ours; nothing was done
   */
  void step(ErasureJob job, Leases.Step step) throws SQLException {
    leases.step(job.tenant(), job.id(), step);
  }

  /**
   * Finds the interactions that may name the person. An event that escapes characters may name the
   * person in other bytes; it is looked into.
   */
  static void search(Connection transaction, ErasureJob job) throws SQLException {
    try (PreparedStatement insert =
            transaction.prepareStatement(
                """
                INSERT INTO erasure_interaction (tenant_id, erasure_id, interaction_id)
                SELECT DISTINCT tenant_id, ?::uuid, interaction_id FROM raw_event
                WHERE tenant_id = ? AND (strpos(event, ?) > 0 OR strpos(event, E'\\\\') > 0)
                ON CONFLICT DO NOTHING
                """);
        PreparedStatement update =
            transaction.prepareStatement(
                "UPDATE erasure SET is_searched = true, interactions_found = ?"
                    + " WHERE tenant_id = ? AND id = ?")) {
      insert.setObject(1, job.id());
      insert.setObject(2, job.tenant());
      insert.setString(3, job.reference());
      update.setLong(1, insert.executeUpdate() + searchFrozen(transaction, job));
      update.setObject(2, job.tenant());
      update.setObject(3, job.id());
      update.executeUpdate();
    }
  }

  /** Events of frozen interactions may be gone, so that only what was counted names the person. */
  private static int searchFrozen(Connection transaction, ErasureJob job) throws SQLException {
    try (PreparedStatement insert =
        transaction.prepareStatement(
            (job.kind() == PersonKind.CUSTOMER ? FROZEN_OF_CUSTOMER : FROZEN_OF_AGENT)
                .replace("FROZEN", RawEventRetention.IS_FROZEN)
                .replace("NAMED", NAMED))) {
      insert.setObject(1, job.id());
      insert.setObject(2, job.tenant());
      insert.setString(3, job.reference());
      return insert.executeUpdate();
    }
  }

  /** Takes the next interactions off the list; none when the job has been through. */
  static List<UUID> next(Connection transaction, ErasureJob job, int most) throws SQLException {
    List<UUID> next = new ArrayList<>();
    try (PreparedStatement delete =
        transaction.prepareStatement(
            """
            DELETE FROM erasure_interaction WHERE tenant_id = ? AND erasure_id = ? AND interaction_id IN (
              SELECT interaction_id FROM erasure_interaction WHERE tenant_id = ? AND erasure_id = ?
              ORDER BY interaction_id LIMIT ?)
            RETURNING interaction_id
            """)) {
      delete.setObject(1, job.tenant());
      delete.setObject(2, job.id());
      delete.setObject(3, job.tenant());
      delete.setObject(4, job.id());
      delete.setInt(5, most);
      try (ResultSet row = delete.executeQuery()) {
        while (row.next()) {
          next.add(row.getObject(1, UUID.class));
        }
      }
    }
    return next;
  }

  /** Adds what a step did. */
  static void count(Connection transaction, ErasureJob job, InteractionErasure.Counts counts)
      throws SQLException {
    try (PreparedStatement update =
        transaction.prepareStatement(
            """
            UPDATE erasure SET interactions_pseudonymised = interactions_pseudonymised + ?,
              interactions_removed = interactions_removed + ?, events_changed = events_changed + ?,
              events_removed = events_removed + ?
            WHERE tenant_id = ? AND id = ?
            """)) {
      update.setInt(1, counts.pseudonymised());
      update.setInt(2, counts.removed());
      update.setInt(3, counts.eventsChanged());
      update.setInt(4, counts.eventsRemoved());
      update.setObject(5, job.tenant());
      update.setObject(6, job.id());
      update.executeUpdate();
    }
  }

  /** Ends the job and forgets the person. */
  static void finish(Connection transaction, ErasureJob job, int cellDays, Leftovers.Counts left)
      throws SQLException {
    try (PreparedStatement update =
        transaction.prepareStatement(
            """
            UPDATE erasure SET state = 'done', reference = NULL, finished_at = now(), leased_until = NULL,
              cell_days_removed = ?, dead_letters_changed = ?, import_errors_changed = ?
            WHERE tenant_id = ? AND id = ?
            """)) {
      update.setInt(1, cellDays);
      update.setInt(2, left.deadLetters());
      update.setInt(3, left.importErrors());
      update.setObject(4, job.tenant());
      update.setObject(5, job.id());
      update.executeUpdate();
    }
  }
}
