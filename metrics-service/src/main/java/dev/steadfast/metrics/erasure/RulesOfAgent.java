package dev.steadfast.metrics.erasure;

import dev.steadfast.metrics.redaction.PersonKind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;

/** Alert rules about an agent who is erased: they go on with the pseudonym, as the numbers do. */
final class RulesOfAgent {
  private static final String BY = "erasure";

  private RulesOfAgent() {}

  /** Makes a new version of each; what people wrote as its name or labels stays. */
  static void rename(Connection transaction, ErasureJob job, Clock clock) throws SQLException {
    if (job.kind() != PersonKind.AGENT) {
      return;
    }
    try (PreparedStatement update =
        transaction.prepareStatement(
            """
            UPDATE alert_rule SET document = jsonb_set(document::jsonb, '{scope,agent}', to_jsonb(?::text))::text,
              version = version + 1, changed_at = ?, changed_by = ?
            WHERE tenant_id = ? AND document::jsonb #>> '{scope,agent}' = ?
            """)) {
      update.setString(1, job.pseudonym());
      update.setObject(2, clock.instant().atOffset(ZoneOffset.UTC));
      update.setString(3, BY);
      update.setObject(4, job.tenant());
      update.setString(5, job.reference());
      update.executeUpdate();
    }
  }
}
