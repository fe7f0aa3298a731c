package dev.steadfast.goals.plan;

import dev.steadfast.goals.measure.Series;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Reads what was measured of initiatives, by tenant whatever the role of the connection sees. */
public final class PastEffectReader {
  private static final int MOST = 200;

  private PastEffectReader() {}

  /**
   * What initiatives did to a metric as it was last measured, by kind; of each kind the newest 200
   * starts that could be judged. A kind without any is absent.
   *
   * @param metric of any scope
   */
  public static Map<InitiativeKind, PastEffect> of(Connection connection, Series metric)
      throws SQLException {
    Map<InitiativeKind, List<PastEffect.Measured>> measured = new EnumMap<>(InitiativeKind.class);
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            SELECT kind, effect, lower, upper FROM (
              SELECT i.kind, e.effect, e.lower, e.upper,
                row_number() OVER (PARTITION BY i.kind ORDER BY i.start_day DESC, i.id) AS place
              FROM initiative i
              JOIN initiative_effect e ON e.tenant_id = i.tenant_id
                AND e.initiative_id = i.id AND e.initiative_version = i.version
              WHERE i.tenant_id = ? AND i.metric = ? AND i.metric_version = ?
                AND e.upper > e.lower) known
            WHERE place <= ? ORDER BY kind, place
            """)) {
      select.setObject(1, metric.tenant());
      select.setString(2, metric.metric());
      select.setInt(3, metric.version());
      select.setInt(4, MOST);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          measured
              .computeIfAbsent(
                  InitiativeKind.named(row.getString("kind")), any -> new ArrayList<>())
              .add(
                  new PastEffect.Measured(
                      row.getDouble("effect"), row.getDouble("lower"), row.getDouble("upper")));
        }
      }
    }
    Map<InitiativeKind, PastEffect> past = new EnumMap<>(InitiativeKind.class);
    measured.forEach((kind, effects) -> past.put(kind, PastEffect.of(effects)));
    return past;
  }
}
