package dev.steadfast.metrics.schedule;

import dev.steadfast.core.schedule.AffectedDates;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The corrections of schedules after which spans are to be measured again. For the worker, which
 * sees all tenants.
 */
public final class ScheduleChanges {
  private ScheduleChanges() {}

  /**
   * A change of a schedule.
   *
   * @param version of the schedule that it led to
   * @param dates in its zone; spans that touch none of them measure as before
   */
  public record ScheduleChange(UUID tenant, UUID schedule, long version, AffectedDates dates) {}

  /**
   * Changes that nobody has handled, the oldest first. They stay with the transaction of the
   * connection; others are given other ones.
   */
  public static List<ScheduleChange> waiting(Connection connection, int limit) throws SQLException {
    List<ScheduleChange> changes = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT tenant_id, schedule_id, version, first_date, last_date FROM schedule_change"
                + " WHERE handled_at IS NULL ORDER BY changed_at, version LIMIT ?"
                + " FOR UPDATE SKIP LOCKED")) {
      select.setInt(1, limit);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          changes.add(
              new ScheduleChange(
                  row.getObject(1, UUID.class),
                  row.getObject(2, UUID.class),
                  row.getLong(3),
                  new AffectedDates(
                      row.getObject(4, LocalDate.class), row.getObject(5, LocalDate.class))));
        }
      }
    }
    return changes;
  }

  /** Marks a change: its spans have been measured again, in the transaction of the connection. */
  public static void handled(Connection connection, ScheduleChange change) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE schedule_change SET handled_at = now()"
                + " WHERE tenant_id = ? AND schedule_id = ? AND version = ?")) {
      update.setObject(1, change.tenant());
      update.setObject(2, change.schedule());
      update.setLong(3, change.version());
      update.executeUpdate();
    }
  }
}
