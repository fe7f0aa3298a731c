package dev.steadfast.metrics.rules;

import dev.steadfast.metrics.timeline.TargetClock;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.UUID;

/** Which schedules targets go by. Used in the transaction of the decision. */
public final class TargetSchedules {
  private static final String USER = "sla-policy ";

  private TargetSchedules() {}

  /** The policy goes by those schedules, and by no others: they are not deleted. */
  public static void use(
      Connection transaction, UUID tenant, UUID policy, Collection<UUID> schedules)
      throws SQLException {
    try (PreparedStatement delete =
            transaction.prepareStatement(
                "DELETE FROM schedule_use WHERE tenant_id = ? AND used_by = ?");
        PreparedStatement insert =
            transaction.prepareStatement(
                "INSERT INTO schedule_use (tenant_id, schedule_id, used_by) VALUES (?, ?, ?)")) {
      delete.setObject(1, tenant);
      delete.setString(2, USER + policy);
      delete.executeUpdate();
      for (UUID schedule : schedules) {
        insert.setObject(1, tenant);
        insert.setObject(2, schedule);
        insert.setString(3, USER + policy);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /**
   * The schedule has changed: targets that are applied from now on go by it as it is now. Those
   * that were applied before keep what they were given.
   */
  public static void change(
      Connection transaction, UUID tenant, String by, Clock clock, TargetClock.Business schedule)
      throws SQLException {
    if (isUsed(transaction, tenant, schedule.schedule())) {
      long now = clock.millis();
      RuleRevisions.next(
          transaction, tenant, by, clock, document -> TargetsPart.replace(document, schedule, now));
    }
  }

  private static boolean isUsed(Connection transaction, UUID tenant, UUID schedule)
      throws SQLException {
    try (PreparedStatement select =
        transaction.prepareStatement(
            "SELECT 1 FROM schedule_use WHERE tenant_id = ? AND schedule_id = ?"
                + " AND starts_with(used_by, ?) LIMIT 1")) {
      select.setObject(1, tenant);
      select.setObject(2, schedule);
      select.setString(3, USER);
      try (ResultSet row = select.executeQuery()) {
        return row.next();
      }
    }
  }
}
