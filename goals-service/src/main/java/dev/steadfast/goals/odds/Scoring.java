package dev.steadfast.goals.odds;

import dev.steadfast.contracts.metric.Aggregation;
import dev.steadfast.core.calibration.Scores;
import dev.steadfast.goals.measure.MetricDays;
import dev.steadfast.goals.measure.Series;
import dev.steadfast.goals.progress.DateRange;
import dev.steadfast.goals.progress.DayCell;
import dev.steadfast.goals.progress.Measurement;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Compares forecasts whose window is over with what came. */
@ApplicationScoped
class Scoring {
  private final Clock clock;

  @Inject
  Scoring(Clock clock) {
    this.clock = clock;
  }

  /** Scores some forecasts that are due. Returns how many. */
  int score(Connection connection, int limit) throws SQLException {
    OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
    List<KeptForecast> due = KeptForecasts.claimDue(connection, now, limit);
    if (due.isEmpty()) {
      return 0;
    }
    Map<Measured, Optional<Double>> actual = actual(connection, due);
    List<KeptForecast> scored = new ArrayList<>();
    for (KeptForecast each : due) {
      scored.add(
          scored(each, actual.getOrDefault(Measured.of(each.terms()), Optional.empty()), now));
    }
    ForecastWriting.score(connection, scored);
    return due.size();
  }

  /** What some forecasts were about, whatever they asked for. */
  private record Measured(Series series, Aggregation aggregation, DateRange window) {
    private static Measured of(Terms terms) {
      return new Measured(terms.series(), terms.aggregation(), terms.window());
    }
  }

  /** Each window is read once, however many forecasts were about it. */
  private static Map<Measured, Optional<Double>> actual(
      Connection connection, List<KeptForecast> due) throws SQLException {
    Map<UUID, Measured> asked = new LinkedHashMap<>();
    due.stream()
        .map(each -> Measured.of(each.terms()))
        .distinct()
        .forEach(each -> asked.put(new UUID(0, asked.size()), each));
    List<MetricDays.Wanted> wanted = new ArrayList<>();
    asked.forEach(
        (id, each) ->
            wanted.add(MetricDays.Wanted.of(id, each.series(), each.window(), each.aggregation())));
    Map<UUID, List<DayCell>> cells = MetricDays.cells(connection, wanted);
    Map<Measured, Optional<Double>> actual = new HashMap<>();
    asked.forEach(
        (id, each) ->
            actual.put(
                each,
                Measurement.of(each.aggregation(), each.window(), cells.getOrDefault(id, List.of()))
                    .map(Measurement::value)));
    return actual;
  }

  private static KeptForecast scored(
      KeptForecast forecast, Optional<Double> actual, OffsetDateTime at) {
    Optional<KeptForecast.Outcome> outcome =
        switch (forecast.result()) {
          case KeptForecast.Result.Untold untold -> Optional.empty();
          case KeptForecast.Result.Told told ->
              actual.map(value -> outcome(told, forecast.terms(), value));
        };
    return new KeptForecast(
        forecast.id(),
        forecast.goal(),
        forecast.made(),
        forecast.terms(),
        forecast.inputs(),
        forecast.result(),
        forecast.change(),
        Optional.of(new KeptForecast.Score(at, outcome)));
  }

  /** The evenly spread quantiles serve for the CRPS; see {@link Scores#crps}. */
  static KeptForecast.Outcome outcome(KeptForecast.Result.Told told, Terms terms, double actual) {
    boolean happened = terms.direction().reaches(actual, terms.levels().target());
    Distribution said = told.distribution();
    double[] quantiles = said.quantiles();
    return new KeptForecast.Outcome(
        actual,
        Scores.brier(told.odds().target(), happened),
        Scores.crps(
            Arrays.copyOfRange(Distribution.LEVELS, 1, Distribution.LEVELS.length - 1),
            Arrays.copyOfRange(quantiles, 1, quantiles.length - 1),
            actual),
        holds(said.central80(), actual),
        holds(said.central95(), actual));
  }

  private static boolean holds(double[] ends, double actual) {
    return ends[0] <= actual && actual <= ends[1];
  }
}
