package dev.steadfast.goals.calibration;

import dev.steadfast.core.calibration.Adjustment;
import dev.steadfast.core.calibration.PastInterval;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The forecasts that have come due. Forecasts of one goal made on following days say nearly the
 * same and come true together, so that of each goal and calendar week only the first counts, and
 * only one made while a day of its window was still to come. The weekly forecasts about one
 * outcome, which is a scope, an aggregation and a window, still come true together: as evidence
 * they count as one.
 */
public final class PastForecasts {
  /** The newest of these many count for the record that is shown. */
  static final int MOST = 20_000;

  private static final int MOST_FOR_SPREAD = 2_000;
  private static final double LEVEL = 80;
  private static final int LOWER = 2;
  private static final int MEDIAN = 10;

  private PastForecasts() {}

  /** Whose record of which metric. */
  public record Key(UUID tenant, String metric) {}

  /** What came true once, however often it was forecast. */
  record OutcomeId(
      String metric,
      int version,
      String scope,
      String aggregation,
      LocalDate windowFrom,
      LocalDate windowTo) {
    private static final String COLUMNS =
        "metric, metric_version, scope, aggregation, window_from, window_to";

    private static OutcomeId of(ResultSet row) throws SQLException {
      return new OutcomeId(
          row.getString("metric"),
          row.getInt("metric_version"),
          row.getString("scope"),
          row.getString("aggregation"),
          row.getObject("window_from", LocalDate.class),
          row.getObject("window_to", LocalDate.class));
    }
  }

  /**
   * A forecast that has come due.
   *
   * @param odds of the target, 0 to 1
   * @param happened whether the target was reached
   */
  record Due(
      OutcomeId outcome,
      double odds,
      boolean happened,
      double brier,
      double crps,
      boolean held80,
      boolean held95) {
    String metric() {
      return outcome.metric();
    }
  }

  /** Of a tenant, newest first; of one metric or of all. */
  static List<Due> of(Connection connection, UUID tenant, @Nullable String metric)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            SELECT %s, target_odds, brier, crps, held_80, held_95,
              CASE direction WHEN 'higher' THEN actual >= target_level ELSE actual <= target_level END
                AS happened
            FROM goal_forecast
            WHERE tenant_id = ? AND (?::text IS NULL OR metric = ?) AND actual IS NOT NULL
              AND first_of_week
            ORDER BY id DESC LIMIT ?
            """
                .formatted(OutcomeId.COLUMNS))) {
      select.setObject(1, tenant);
      select.setString(2, metric);
      select.setString(3, metric);
      select.setInt(4, MOST);
      List<Due> due = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          due.add(
              new Due(
                  OutcomeId.of(row),
                  row.getDouble("target_odds"),
                  row.getBoolean("happened"),
                  row.getDouble("brier"),
                  row.getDouble("crps"),
                  row.getBoolean("held_80"),
                  row.getBoolean("held_95")));
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
            SELECT %s, quantiles, spread_factor, actual FROM goal_forecast
            WHERE tenant_id = ? AND metric = ? AND actual IS NOT NULL AND first_of_week
            ORDER BY id DESC LIMIT ?
            """
                .formatted(OutcomeId.COLUMNS))) {
      select.setObject(1, key.tenant());
      select.setString(2, key.metric());
      select.setInt(3, MOST_FOR_SPREAD);
      Map<OutcomeId, List<PastInterval>> past = new LinkedHashMap<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          past.computeIfAbsent(OutcomeId.of(row), any -> new ArrayList<>())
              .add(
                  unadjusted(
                      row.getArray("quantiles"),
                      row.getDouble("spread_factor"),
                      row.getDouble("actual")));
        }
      }
      return Adjustment.of(past.values());
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
