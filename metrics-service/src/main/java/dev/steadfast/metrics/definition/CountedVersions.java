package dev.steadfast.metrics.definition;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.UUID;

/** Which versions of metrics are counted over all history. For the worker. */
public final class CountedVersions {
  private CountedVersions() {}

  /** Everything of the tenant is counted by the revision that its recount is for. */
  public static void areReady(Connection transaction, UUID tenant, OffsetDateTime at)
      throws SQLException {
    try (PreparedStatement update =
        transaction.prepareStatement(
            "UPDATE own_metric_version v SET ready_at = ? FROM recount r WHERE r.tenant_id = v.tenant_id"
                + " AND v.tenant_id = ? AND v.ready_at IS NULL AND v.revision <= r.revision")) {
      update.setObject(1, at);
      update.setObject(2, tenant);
      update.executeUpdate();
    }
  }
}
