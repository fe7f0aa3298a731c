package dev.steadfast.goals.odds;

import dev.steadfast.goals.measure.Series;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Writes the tables of forecasts. */
final class ForecastWriting {
  private static final String INSERT =
      """
      INSERT INTO goal_forecast (tenant_id, id, goal_id, made_on, made_at, zone, occasion,
        revision_id, goal_version, metric, metric_version, scope, aggregation, window_from,
        window_to, direction, commit_level, target_level, stretch_level, history_from, history_to,
        days_with_data, data_hash, plan_hash, plan_effect, plan_deviation, spread_factor,
        spread_reason, cannot_tell, commit_odds, target_odds, stretch_odds, mean, quantiles,
        compared_with, odds_before, by_time, by_data, by_revision, by_plan, by_calibration,
        score_at, first_of_week)
      SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
        ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
        ?::text IS NULL AND ?::date <= ?::date AND NOT EXISTS (
          SELECT FROM goal_forecast before WHERE before.tenant_id = ? AND before.goal_id = ?
            AND before.first_of_week AND before.made_on >= date_trunc('week', ?::date)::date)
      """;

  private static final String OUTLOOK =
      """
      INSERT INTO goal_outlook AS held (tenant_id, goal_id, refresh_at, latest_forecast,
        forecast_when_set)
      VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (tenant_id, goal_id) DO UPDATE SET refresh_at = excluded.refresh_at,
        latest_forecast = excluded.latest_forecast,
        forecast_when_set = coalesce(excluded.forecast_when_set, held.forecast_when_set)
      """;

  private ForecastWriting() {}

  /**
   * A forecast to keep.
   *
   * @param refreshAt when the next one is due
   * @param scoreAt when what came is known
   */
  record Entry(KeptForecast forecast, OffsetDateTime refreshAt, OffsetDateTime scoreAt) {}

  /** Keeps forecasts; each is the latest of its goal from now on. */
  static void keep(Connection connection, List<Entry> entries) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT);
        PreparedStatement outlook = connection.prepareStatement(OUTLOOK)) {
      for (Entry entry : entries) {
        new Row(insert).bind(connection, entry);
        insert.addBatch();
        KeptForecast forecast = entry.forecast();
        outlook.setObject(1, forecast.terms().series().tenant());
        outlook.setObject(2, forecast.goal());
        outlook.setObject(3, entry.refreshAt());
        outlook.setObject(4, forecast.id());
        boolean isSet = forecast.made().occasion() != KeptForecast.Occasion.DAILY;
        outlook.setObject(5, isSet ? forecast.id() : null, Types.OTHER);
        outlook.addBatch();
      }
      insert.executeBatch();
      outlook.executeBatch();
    }
  }

  /** Writes the scores. */
  static void score(Connection connection, List<KeptForecast> scored) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE goal_forecast SET scored_at = ?, actual = ?, brier = ?, crps = ?, held_80 = ?,"
                + " held_95 = ? WHERE tenant_id = ? AND id = ?")) {
      for (KeptForecast each : scored) {
        KeptForecast.Score score = each.score().orElseThrow();
        Optional<KeptForecast.Outcome> outcome = score.outcome();
        update.setObject(1, score.at());
        update.setObject(2, outcome.map(KeptForecast.Outcome::actual).orElse(null), Types.DOUBLE);
        update.setObject(3, outcome.map(KeptForecast.Outcome::brier).orElse(null), Types.DOUBLE);
        update.setObject(4, outcome.map(KeptForecast.Outcome::crps).orElse(null), Types.DOUBLE);
        update.setObject(5, outcome.map(KeptForecast.Outcome::held80).orElse(null), Types.BOOLEAN);
        update.setObject(6, outcome.map(KeptForecast.Outcome::held95).orElse(null), Types.BOOLEAN);
        update.setObject(7, each.terms().series().tenant());
        update.setObject(8, each.id());
        update.addBatch();
      }
      update.executeBatch();
    }
  }

  /** Binds the places of a row one after the other. */
  private static final class Row {
    private final PreparedStatement insert;
    private int at;

    private Row(PreparedStatement insert) {
      this.insert = insert;
    }

    private void bind(Connection connection, Entry entry) throws SQLException {
      KeptForecast forecast = entry.forecast();
      KeptForecast.Made made = forecast.made();
      Terms terms = forecast.terms();
      Series series = terms.series();
      objects(series.tenant(), forecast.id(), forecast.goal(), made.on(), made.at());
      objects(made.zone().getId(), made.occasion().code());
      insert.setObject(++at, made.revision().orElse(null), Types.OTHER);
      objects(made.goalVersion(), series.metric(), series.version(), series.scope());
      objects(terms.aggregation().code(), terms.window().from(), terms.window().to());
      objects(terms.direction().code());
      number(terms.levels().commit());
      objects(terms.levels().target());
      number(terms.levels().stretch());
      KeptForecast.Basis basis = forecast.inputs();
      objects(basis.from(), basis.to(), basis.daysWithData(), basis.dataHash());
      objects(basis.plan().hash(), basis.plan().effect(), basis.plan().deviation());
      objects(basis.spread().factor(), basis.spread().reason());
      result(connection, forecast.result());
      change(forecast.change());
      objects(entry.scoreAt());
      insert.setString(++at, reason(forecast.result()));
      objects(made.on(), terms.window().to(), series.tenant(), forecast.goal(), made.on());
    }

    private static @Nullable String reason(KeptForecast.Result result) {
      return switch (result) {
        case KeptForecast.Result.Untold untold -> untold.reason();
        case KeptForecast.Result.Told told -> null;
      };
    }

    private void result(Connection connection, KeptForecast.Result result) throws SQLException {
      insert.setString(++at, reason(result));
      switch (result) {
        case KeptForecast.Result.Untold untold -> {
          for (int i = 0; i < 4; i++) {
            insert.setNull(++at, Types.DOUBLE);
          }
          insert.setNull(++at, Types.ARRAY);
        }
        case KeptForecast.Result.Told told -> {
          number(told.odds().commit());
          objects(told.odds().target());
          number(told.odds().stretch());
          objects(told.distribution().mean());
          insert.setArray(
              ++at,
              connection.createArrayOf(
                  "float8", Arrays.stream(told.distribution().quantiles()).boxed().toArray()));
        }
      }
    }

    private void change(Optional<Change> change) throws SQLException {
      insert.setObject(++at, change.map(Change::since).orElse(null), Types.TIMESTAMP_WITH_TIMEZONE);
      insert.setObject(++at, change.map(Change::before).orElse(null), Types.DOUBLE);
      Optional<Change.Parts> parts = change.flatMap(Change::parts);
      insert.setObject(++at, parts.map(Change.Parts::time).orElse(null), Types.DOUBLE);
      insert.setObject(++at, parts.map(Change.Parts::data).orElse(null), Types.DOUBLE);
      insert.setObject(++at, parts.map(Change.Parts::revision).orElse(null), Types.DOUBLE);
      insert.setObject(++at, parts.map(Change.Parts::plan).orElse(null), Types.DOUBLE);
      insert.setObject(++at, parts.map(Change.Parts::calibration).orElse(null), Types.DOUBLE);
    }

    private void objects(Object... values) throws SQLException {
      for (Object value : values) {
        insert.setObject(++at, value);
      }
    }

    private void number(OptionalDouble value) throws SQLException {
      insert.setObject(++at, value.isPresent() ? (Double) value.getAsDouble() : null, Types.DOUBLE);
    }
  }
}
