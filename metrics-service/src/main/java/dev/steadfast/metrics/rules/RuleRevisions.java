package dev.steadfast.metrics.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steadfast.metrics.timeline.Fold;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.function.Consumer;

/** Makes revisions of the rules of a tenant. */
public final class RuleRevisions {
  private RuleRevisions() {}

  /**
   * Makes the next revision, in the transaction of the decision; everything is counted anew after.
   *
   * @param change is given the last document, or an empty one, to change it
   * @return the number of the revision
   */
  public static long next(
      Connection transaction, UUID tenant, String by, Clock clock, Consumer<ObjectNode> change)
      throws SQLException {
    // Decisions of one tenant wait for each other here.
    request(transaction, tenant, clock);
    long last = 0;
    ObjectNode document = RulesDocument.parse("{}");
    try (PreparedStatement select =
        transaction.prepareStatement(
            "SELECT revision, document FROM counting_rules WHERE tenant_id = ?"
                + " ORDER BY revision DESC LIMIT 1")) {
      select.setObject(1, tenant);
      try (ResultSet row = select.executeQuery()) {
        if (row.next()) {
          last = row.getLong(1);
          document = RulesDocument.parse(row.getString(2));
        }
      }
    }
    change.accept(document);
    try (PreparedStatement insert =
            transaction.prepareStatement(
                "INSERT INTO counting_rules (tenant_id, revision, document, made_at, made_by)"
                    + " VALUES (?, ?, ?, ?, ?)");
        PreparedStatement update =
            transaction.prepareStatement("UPDATE recount SET revision = ? WHERE tenant_id = ?")) {
      insert.setObject(1, tenant);
      insert.setLong(2, last + 1);
      insert.setString(3, document.toString());
      insert.setObject(4, clock.instant().atOffset(ZoneOffset.UTC));
      insert.setString(5, by);
      insert.executeUpdate();
      update.setLong(1, last + 1);
      update.setObject(2, tenant);
      update.executeUpdate();
    }
    return last + 1;
  }

  /**
   * Removes the revisions that were replaced before that instant and that no interaction is counted
   * by. Those of a tenant of which something is counted anew stay until that is done.
   *
   * @param replacedBefore so early that nobody who began to count by one is still at it
   * @return how many there were
   */
  public static int removeUnused(Connection connection, Instant replacedBefore)
      throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            """
            DELETE FROM counting_rules old
            WHERE EXISTS (SELECT 1 FROM counting_rules next WHERE next.tenant_id = old.tenant_id
                AND next.revision > old.revision AND next.made_at < ?)
              AND NOT EXISTS (SELECT 1 FROM recount WHERE recount.tenant_id = old.tenant_id AND finished_at IS NULL)
              AND NOT EXISTS (SELECT 1 FROM interaction WHERE interaction.tenant_id = old.tenant_id
                AND interaction.rules = old.revision)
            """)) {
      delete.setObject(1, replacedBefore.atOffset(ZoneOffset.UTC));
      return delete.executeUpdate();
    }
  }

  /** Has everything counted anew that is counted otherwise than it would be now. */
  private static void request(Connection transaction, UUID tenant, Clock clock)
      throws SQLException {
    try (PreparedStatement upsert =
        transaction.prepareStatement(
            """
            INSERT INTO recount AS r (tenant_id, fold, revision, requested_at) VALUES (?, ?, 0, ?)
            ON CONFLICT (tenant_id) DO UPDATE SET fold = greatest(r.fold, excluded.fold), passed = NULL,
              interactions = 0, requested_at = excluded.requested_at, finished_at = NULL
            """)) {
      upsert.setObject(1, tenant);
      upsert.setInt(2, Fold.VERSION);
      upsert.setObject(3, clock.instant().atOffset(ZoneOffset.UTC));
      upsert.executeUpdate();
    }
  }
}
