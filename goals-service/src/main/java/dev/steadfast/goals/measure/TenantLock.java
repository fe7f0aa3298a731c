package dev.steadfast.goals.measure;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * Orders the storing of cells and the changing of goals of one tenant, until the transaction ends.
 * Without it, cells stored while a goal is activated could miss each other: neither transaction
 * sees what the other has not yet committed, and the goal would stand on old cells.
 */
final class TenantLock {
  private TenantLock() {}

  /** Taken before cells are stored: any number of workers at a time. Sorted, against deadlocks. */
  static void shared(Connection connection, Collection<UUID> tenants) throws SQLException {
    lock(
        connection,
        "SELECT pg_advisory_xact_lock_shared(hashtextextended('goals|' || ?, 0))",
        tenants);
  }

  /** Taken before a goal's cells are read to activate, revise or close it. */
  static void exclusive(Connection connection, UUID tenant) throws SQLException {
    lock(
        connection,
        "SELECT pg_advisory_xact_lock(hashtextextended('goals|' || ?, 0))",
        List.of(tenant));
  }

  private static void lock(Connection connection, String sql, Collection<UUID> tenants)
      throws SQLException {
    try (PreparedStatement lock = connection.prepareStatement(sql)) {
      for (UUID tenant : tenants.stream().distinct().sorted().toList()) {
        lock.setString(1, tenant.toString());
        lock.execute();
      }
    }
  }
}
