package dev.steadfast.goals.calibration;

import dev.steadfast.core.calibration.Adjustment;
import dev.steadfast.core.calibration.PastInterval;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The forecasts that have come due. Forecasts of one goal made on following days say nearly the
 * same and come true together, so that of each goal and calendar week only the first counts, and
 * only one made while a day of its window was still to come.
 */
public final class PastForecasts {
  /** The newest of these many count for the record that is shown. */
  static final int MOST = 20_000;

  private static final int MOST_FOR_SPREAD = 400;
  private static final double LEVEL = 80;
  private static final int LOWER = 2;
  private static final int MEDIAN = 10;

  private PastForecasts() {}

  /** Whose record of which metric. */
  public record Key(UUID tenant, String metric) {}

  /**
   * A forecast that has come due.
   *
   * @param odds of the target, 0 to 1
   * @param happened whether the target was reached
   */
  record Due(
      String metric,
      double odds,
      boolean happened,
      double brier,
      double crps,
      boolean held80,
      boolean held95) {}

  /** Of a tenant, newest first; of one metric or of all. */
  static List<Due> of(Connection connection, UUID tenant, @Nullable String metric)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            SELECT metric, target_odds,
              CASE direction WHEN 'higher' THEN actual >= target_level ELSE actual <= target_level END,
              brier, crps, held_80, held_95
            FROM goal_forecast
            WHERE tenant_id = ? AND (?::text IS NULL OR metric = ?) AND actual IS NOT NULL
              AND first_of_week
            ORDER BY id DESC LIMIT ?
            """)) {
      select.setObject(1, tenant);
      select.setString(2, metric);
      select.setString(3, metric);
      select.setInt(4, MOST);
      List<Due> due = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          due.add(
              new Due(
                  row.getString(1),
                  row.getDouble(2),
                  row.getBoolean(3),
                  row.getDouble(4),
                  row.getDouble(5),
                  row.getBoolean(6),
                  row.getBoolean(7)));
        }
      }
      return due;
    }
  }

  /**
   * What the record of a metric means for the spread of its next forecasts: judged by the 80 %
   * intervals as they were before any adjustment, so that an adjustment never feeds on itself.
   */
  public static Adjustment adjustment(Connection connection, Key key) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            SELECT quantiles, spread_factor, actual FROM goal_forecast
            WHERE tenant_id = ? AND metric = ? AND actual IS NOT NULL AND first_of_week
            ORDER BY id DESC LIMIT ?
            """)) {
      select.setObject(1, key.tenant());
      select.setString(2, key.metric());
      select.setInt(3, MOST_FOR_SPREAD);
      List<PastInterval> past = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          past.add(unadjusted(row.getArray(1), row.getDouble(2), row.getDouble(3)));
        }
      }
      return Adjustment.of(past);
    }
  }

  private static PastInterval unadjusted(Array of, double factor, double actual)
      throws SQLException {
    Double[] quantiles = (Double[]) of.getArray();
    double median = quantiles[MEDIAN];
    double lower = median + (quantiles[LOWER] - median) / factor;
    double upper = median + (quantiles[quantiles.length - 1 - LOWER] - median) / factor;
    return new PastInterval(LEVEL, lower, upper, actual);
  }
}
