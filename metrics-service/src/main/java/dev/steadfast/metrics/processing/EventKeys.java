package dev.steadfast.metrics.processing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The keys of the events that are already known, so that a repeated event counts once. */
final class EventKeys {
  private EventKeys() {}

  /** Those of the keys that are known. */
  static Set<UUID> known(Connection transaction, UUID tenant, Collection<UUID> keys)
      throws SQLException {
    Set<UUID> known = new HashSet<>();
    try (PreparedStatement select =
        transaction.prepareStatement(
            "SELECT event_key FROM event_key WHERE tenant_id = ? AND event_key = ANY (?)")) {
      select.setObject(1, tenant);
      select.setArray(2, transaction.createArrayOf("uuid", keys.toArray()));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          known.add(row.getObject(1, UUID.class));
        }
      }
    }
    return known;
  }

  /** Counts how often known events came again. */
  static void countDuplicates(Connection transaction, UUID tenant, Map<UUID, Integer> times)
      throws SQLException {
    if (times.isEmpty()) {
      return;
    }
    try (PreparedStatement update =
        transaction.prepareStatement(
            "UPDATE event_key k SET duplicates = k.duplicates + d.times"
                + " FROM unnest(?::uuid[], ?::int[]) AS d (event_key, times)"
                + " WHERE k.tenant_id = ? AND k.event_key = d.event_key")) {
      update.setArray(1, transaction.createArrayOf("uuid", times.keySet().toArray()));
      update.setArray(2, transaction.createArrayOf("int", times.values().toArray()));
      update.setObject(3, tenant);
      update.executeUpdate();
    }
  }
}
