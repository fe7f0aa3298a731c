package dev.steadfast.metrics.erasure;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steadfast.metrics.event.EventBatch;
import dev.steadfast.metrics.redaction.EventRedaction;
import dev.steadfast.metrics.redaction.PersonKind;
import dev.steadfast.metrics.redaction.Pseudonyms;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The person beside the numbers: in dead letters, imports, stored answers and checks. */
final class Leftovers {
  private final ErasureJob job;
  private final Pseudonyms pseudonyms;

  /** In how many rows the person was. */
  record Counts(int deadLetters, int importErrors) {}

  Leftovers(ErasureJob job, Pseudonyms pseudonyms) {
    this.job = job;
    this.pseudonyms = pseudonyms;
  }

  Counts erase(Connection transaction) throws SQLException {
    int letters = deadLetters(transaction);
    int errors =
        update(
            transaction,
            """
            UPDATE import_error SET value = NULL, column_name = replace(column_name, ?, ?), reason = replace(reason, ?, ?)
            WHERE tenant_id = ? AND (strpos(coalesce(value, ''), ?) > 0 OR strpos(reason, ?) > 0
              OR strpos(coalesce(column_name, ''), ?) > 0)
            """,
            job.reference(),
            job.pseudonym(),
            job.reference(),
            job.pseudonym(),
            job.tenant(),
            job.reference(),
            job.reference(),
            job.reference());
    update(
        transaction,
        "UPDATE import SET file_name = replace(file_name, ?, ?), failure = replace(failure, ?, ?)"
            + " WHERE tenant_id = ? AND (strpos(file_name, ?) > 0 OR strpos(coalesce(failure, ''), ?) > 0)",
        job.reference(),
        job.pseudonym(),
        job.reference(),
        job.pseudonym(),
        job.tenant(),
        job.reference(),
        job.reference());
    update(
        transaction,
        "DELETE FROM idempotency_key WHERE tenant_id = ?"
            + " AND strpos(coalesce(body, '') || coalesce(location, '') || key, ?) > 0",
        job.tenant(),
        job.reference());
    if (job.kind() == PersonKind.AGENT) {
      inChecks(transaction);
    }
    return new Counts(letters, errors);
  }

  /**
   * Differences are listed by agent. A check that is under way may have seen the agent, and begins
   * anew; one that ends meanwhile is seen by the second statement.
   */
  private void inChecks(Connection transaction) throws SQLException {
    update(
        transaction,
        "UPDATE cell_check SET state = 'queued', lease_owner = NULL, leased_until = NULL, started_at = NULL,"
            + " parts_alone = NULL, parts_together = NULL, parts_done = 0, events_read = 0, found = NULL"
            + " WHERE tenant_id = ? AND state = 'running'",
        job.tenant());
    update(
        transaction,
        "UPDATE cell_check SET found = jsonb_set(found, '{differences}', '[]')"
            + " WHERE tenant_id = ? AND state IN ('done', 'failed') AND strpos(found::text, 'agent=') > 0",
        job.tenant());
  }

  private static int update(Connection transaction, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement update = transaction.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        update.setObject(i + 1, values[i]);
      }
      return update.executeUpdate();
    }
  }

  private int deadLetters(Connection transaction) throws SQLException {
    int changed = 0;
    try (PreparedStatement select =
            transaction.prepareStatement(
                "SELECT id, record_value FROM dead_letter WHERE tenant_id = ?"
                    + " AND (position(?::bytea in record_value) > 0"
                    + " OR position('\\x5c'::bytea in record_value) > 0)");
        PreparedStatement update =
            transaction.prepareStatement(
                "UPDATE dead_letter SET record_value = ? WHERE tenant_id = ? AND id = ?")) {
      select.setObject(1, job.tenant());
      select.setBytes(2, job.reference().getBytes(StandardCharsets.UTF_8));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          Optional<byte[]> redacted = redacted(row.getBytes(2));
          if (redacted.isPresent()) {
            update.setBytes(1, redacted.get());
            update.setObject(2, job.tenant());
            update.setObject(3, row.getObject(1, UUID.class));
            update.addBatch();
            changed++;
          }
        }
      }
      update.executeBatch();
    }
    return changed;
  }

  /** Empty if the person is not in it; what cannot be read is emptied. */
  private Optional<byte[]> redacted(byte[] batch) {
    try {
      List<String> events = new ArrayList<>();
      boolean changed = false;
      for (EventBatch.Element element : EventBatch.read(batch)) {
        var redacted = EventRedaction.of(element.json(), pseudonyms, false);
        changed |= redacted.isPresent();
        events.add(redacted.map(JsonNode::toString).orElseGet(element.json()::toString));
      }
      String text = "[" + String.join(",", events) + "]";
      return changed ? Optional.of(text.getBytes(StandardCharsets.UTF_8)) : Optional.empty();
    } catch (IOException e) {
      return Optional.of("[]".getBytes(StandardCharsets.UTF_8));
    }
  }
}
