package dev.steadfast.goals.odds;

import dev.steadfast.contracts.metric.Aggregation;
import dev.steadfast.goals.measure.Series;
import dev.steadfast.goals.plan.Plan;
import dev.steadfast.goals.progress.DateRange;
import dev.steadfast.goals.progress.Direction;
import dev.steadfast.goals.progress.Levels;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads a row of the table of forecasts. */
final class ForecastRow {
  /** Of the table with the alias f. */
  static final String COLUMNS =
      "f.tenant_id, f.id, f.goal_id, f.made_on, f.made_at, f.zone, f.occasion, f.revision_id,"
          + " f.goal_version, f.metric, f.metric_version, f.scope, f.aggregation, f.window_from,"
          + " f.window_to, f.direction, f.commit_level, f.target_level, f.stretch_level,"
          + " f.history_from, f.history_to, f.days_with_data, f.data_hash, f.plan_hash,"
          + " f.plan_effect, f.plan_deviation, f.spread_factor, f.spread_reason, f.cannot_tell,"
          + " f.commit_odds, f.target_odds, f.stretch_odds, f.mean, f.quantiles, f.compared_with,"
          + " f.odds_before, f.by_time, f.by_data, f.by_revision, f.by_plan, f.by_calibration,"
          + " f.scored_at, f.actual, f.brier, f.crps, f.held_80, f.held_95";

  private final ResultSet row;

  private ForecastRow(ResultSet row) {
    this.row = row;
  }

  static KeptForecast read(ResultSet result) throws SQLException {
    ForecastRow row = new ForecastRow(result);
    return new KeptForecast(
        result.getObject("id", UUID.class),
        result.getObject("goal_id", UUID.class),
        row.made(),
        row.terms(),
        row.basis(),
        row.result(),
        row.change(),
        row.score());
  }

  private KeptForecast.Made made() throws SQLException {
    return new KeptForecast.Made(
        day("made_on"),
        instant("made_at"),
        ZoneId.of(row.getString("zone")),
        KeptForecast.Occasion.valueOf(row.getString("occasion").toUpperCase(java.util.Locale.ROOT)),
        Optional.ofNullable(row.getObject("revision_id", UUID.class)),
        row.getLong("goal_version"));
  }

  private Terms terms() throws SQLException {
    return new Terms(
        new Series(
            row.getObject("tenant_id", UUID.class),
            row.getString("metric"),
            row.getInt("metric_version"),
            row.getString("scope")),
        Aggregation.named(row.getString("aggregation")),
        new DateRange(day("window_from"), day("window_to")),
        Direction.named(row.getString("direction")),
        new Levels(
            optional("commit_level"), row.getDouble("target_level"), optional("stretch_level")));
  }

  private KeptForecast.Basis basis() throws SQLException {
    return new KeptForecast.Basis(
        day("history_from"),
        day("history_to"),
        row.getInt("days_with_data"),
        row.getLong("data_hash"),
        new Plan(
            row.getString("plan_hash"),
            row.getDouble("plan_effect"),
            row.getDouble("plan_deviation")),
        new Spread(row.getDouble("spread_factor"), row.getString("spread_reason")));
  }

  private KeptForecast.Result result() throws SQLException {
    String cannotTell = row.getString("cannot_tell");
    if (cannotTell != null) {
      return new KeptForecast.Result.Untold(cannotTell);
    }
    Array quantiles = row.getArray("quantiles");
    return new KeptForecast.Result.Told(
        new Odds(optional("commit_odds"), row.getDouble("target_odds"), optional("stretch_odds")),
        new Distribution(
            row.getDouble("mean"),
            Arrays.stream((Double[]) quantiles.getArray())
                .mapToDouble(Double::doubleValue)
                .toArray()));
  }

  private Optional<Change> change() throws SQLException {
    @Nullable OffsetDateTime since = row.getObject("compared_with", OffsetDateTime.class);
    if (since == null) {
      return Optional.empty();
    }
    OptionalDouble time = optional("by_time");
    return Optional.of(
        new Change(
            since,
            row.getDouble("odds_before"),
            time.isEmpty()
                ? Optional.empty()
                : Optional.of(
                    new Change.Parts(
                        time.getAsDouble(),
                        row.getDouble("by_data"),
                        row.getDouble("by_revision"),
                        row.getDouble("by_plan"),
                        row.getDouble("by_calibration")))));
  }

  private Optional<KeptForecast.Score> score() throws SQLException {
    @Nullable OffsetDateTime at = row.getObject("scored_at", OffsetDateTime.class);
    if (at == null) {
      return Optional.empty();
    }
    OptionalDouble actual = optional("actual");
    return Optional.of(
        new KeptForecast.Score(
            at,
            actual.isEmpty()
                ? Optional.empty()
                : Optional.of(
                    new KeptForecast.Outcome(
                        actual.getAsDouble(),
                        row.getDouble("brier"),
                        row.getDouble("crps"),
                        row.getBoolean("held_80"),
                        row.getBoolean("held_95")))));
  }

  private LocalDate day(String column) throws SQLException {
    return row.getObject(column, LocalDate.class);
  }

  private OffsetDateTime instant(String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class);
  }

  private OptionalDouble optional(String column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
