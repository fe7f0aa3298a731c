package dev.steadfast.goals.odds;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Reads the tables of forecasts, by tenant whatever the role of the connection sees. */
final class KeptForecasts {
  private static final String SELECT = "SELECT " + ForecastRow.COLUMNS + " FROM goal_forecast f";

  private KeptForecasts() {}

  /** The newest forecast of each goal, and the one made when its target was set. */
  record OfGoal(Optional<KeptForecast> latest, Optional<KeptForecast> whenSet) {
    static final OfGoal NONE = new OfGoal(Optional.empty(), Optional.empty());
  }

  /** Of goals of any tenants; a goal without a forecast is absent. */
  static Map<UUID, OfGoal> of(Connection connection, Collection<UUID> tenants, Collection<UUID> ids)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT o.latest_forecast = f.id AS is_latest, o.forecast_when_set = f.id AS is_when_set, "
                + ForecastRow.COLUMNS
                + """
                 FROM unnest(?::uuid[], ?::uuid[]) AS asked (tenant_id, goal_id)
                JOIN goal_outlook o ON o.tenant_id = asked.tenant_id AND o.goal_id = asked.goal_id
                JOIN goal_forecast f ON f.tenant_id = o.tenant_id
                  AND f.id IN (o.latest_forecast, o.forecast_when_set)
                """)) {
      select.setArray(1, connection.createArrayOf("uuid", tenants.toArray()));
      select.setArray(2, connection.createArrayOf("uuid", ids.toArray()));
      Map<UUID, OfGoal> found = new HashMap<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          KeptForecast forecast = ForecastRow.read(row);
          OfGoal known = found.getOrDefault(forecast.goal(), OfGoal.NONE);
          found.put(
              forecast.goal(),
              new OfGoal(
                  row.getBoolean("is_latest") ? Optional.of(forecast) : known.latest(),
                  row.getBoolean("is_when_set") ? Optional.of(forecast) : known.whenSet()));
        }
      }
      return found;
    }
  }

  /** One more than {@code limit} forecasts of a goal before that id, newest first. */
  static List<KeptForecast> page(
      Connection connection, UUID tenant, UUID goal, UUID before, int limit) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            SELECT
                + " WHERE f.tenant_id = ? AND f.goal_id = ? AND f.id < ? ORDER BY f.id DESC LIMIT ?")) {
      select.setObject(1, tenant);
      select.setObject(2, goal);
      select.setObject(3, before);
      select.setInt(4, limit + 1);
      return read(select);
    }
  }

  /** The forecasts that some revisions gave rise to, by revision. */
  static Map<UUID, KeptForecast> ofRevisions(
      Connection connection, UUID tenant, Collection<UUID> revisions) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            SELECT + " WHERE f.tenant_id = ? AND f.revision_id = ANY (?)")) {
      select.setObject(1, tenant);
      select.setArray(2, connection.createArrayOf("uuid", revisions.toArray()));
      Map<UUID, KeptForecast> found = new HashMap<>();
      for (KeptForecast forecast : read(select)) {
        found.put(forecast.made().revision().orElseThrow(), forecast);
      }
      return found;
    }
  }

  /**
   * Some forecasts of any tenant whose window is over, which nobody else scores until the
   * transaction ends.
   */
  static List<KeptForecast> claimDue(Connection connection, OffsetDateTime now, int limit)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            SELECT
                + " WHERE f.score_at <= ? AND f.scored_at IS NULL AND f.cannot_tell IS NULL"
                + " ORDER BY f.score_at, f.id LIMIT ? FOR NO KEY UPDATE OF f SKIP LOCKED")) {
      select.setObject(1, now);
      select.setInt(2, limit);
      return read(select);
    }
  }

  /** Whether the tenant has the goal. */
  static boolean isGoal(Connection connection, UUID tenant, UUID goal) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT FROM goal WHERE tenant_id = ? AND id = ?")) {
      select.setObject(1, tenant);
      select.setObject(2, goal);
      try (ResultSet row = select.executeQuery()) {
        return row.next();
      }
    }
  }

  private static List<KeptForecast> read(PreparedStatement select) throws SQLException {
    List<KeptForecast> forecasts = new ArrayList<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        forecasts.add(ForecastRow.read(row));
      }
    }
    return forecasts;
  }
}
