package dev.steadfast.feedback.survey;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Which surveys invite by themselves, for a batch of resolutions of many tenants. */
public final class InvitingSurveys {
  private InvitingSurveys() {}

  /** A survey that invites. */
  public record Inviting(UUID surveyId, InviteRule rule) {}

  /** The active surveys of those tenants that invite on resolution, oldest first. */
  public static Map<UUID, List<Inviting>> of(Connection worker, Collection<UUID> tenants)
      throws SQLException {
    Map<UUID, List<Inviting>> byTenant = new HashMap<>();
    try (PreparedStatement select =
        worker.prepareStatement(
            """
            SELECT tenant_id, id, invite_delay_minutes, invite_expires_after_days, invite_teams,
              invite_channels
            FROM survey
            WHERE tenant_id = ANY (?) AND active AND invite_when = 'resolved'
            ORDER BY tenant_id, id
            """)) {
      select.setArray(1, worker.createArrayOf("uuid", tenants.toArray()));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          byTenant
              .computeIfAbsent(row.getObject(1, UUID.class), tenant -> new ArrayList<>())
              .add(
                  new Inviting(
                      row.getObject(2, UUID.class),
                      new InviteRule(
                          row.getInt(3),
                          row.getInt(4),
                          texts(row.getArray(5)),
                          texts(row.getArray(6)))));
        }
      }
    }
    return byTenant;
  }

  private static List<String> texts(Array array) throws SQLException {
    return List.of((String[]) array.getArray());
  }
}
