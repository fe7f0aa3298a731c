package dev.steadfast.metrics.erasure;

import dev.steadfast.metrics.redaction.PersonKind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;

/** What an agent is called who is erased. */
final class NameOfAgent {
  private NameOfAgent() {}

  /** Takes it away; the pseudonym has no label, and is gone. */
  static void erase(Connection transaction, ErasureJob job) throws SQLException {
    if (job.kind() != PersonKind.AGENT) {
      return;
    }
    try (PreparedStatement delete =
            transaction.prepareStatement(
                "DELETE FROM reference WHERE tenant_id = ? AND kind = 'agent' AND id = ?");
        PreparedStatement tombstone =
            transaction.prepareStatement(
                "INSERT INTO reference (tenant_id, kind, id, told_at, deleted) VALUES (?, 'agent', ?, ?, true)"
                    + " ON CONFLICT (tenant_id, kind, id) DO UPDATE SET told_label = NULL, own_label = NULL,"
                    + " deleted = true")) {
      delete.setObject(1, job.tenant());
      delete.setString(2, job.reference());
      delete.executeUpdate();
      tombstone.setObject(1, job.tenant());
      tombstone.setString(2, job.pseudonym());
      tombstone.setTimestamp(3, new Timestamp(0));
      tombstone.executeUpdate();
    }
  }
}
