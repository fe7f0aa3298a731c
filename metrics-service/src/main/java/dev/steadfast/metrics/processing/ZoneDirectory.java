package dev.steadfast.metrics.processing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * The zone that each tenant reports in, as the intake has kept it. Used by the processor's one
 * thread.
 */
final class ZoneDirectory {
  private final Map<UUID, ZoneId> known = new HashMap<>();

  /** The zone; UTC for a tenant that has never sent an event over HTTP. */
  ZoneId of(Connection transaction, UUID tenant) throws SQLException {
    ZoneId zone = known.get(tenant);
    if (zone != null) {
      return zone;
    }
    try (PreparedStatement select =
        transaction.prepareStatement("SELECT zone FROM tenant_zone WHERE tenant_id = ?")) {
      select.setObject(1, tenant);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          return ZoneOffset.UTC;
        }
        zone = ZoneId.of(row.getString(1));
      }
    }
    known.put(tenant, zone);
    return zone;
  }
}
