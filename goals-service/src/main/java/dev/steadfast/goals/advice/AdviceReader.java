package dev.steadfast.goals.advice;

import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.core.measure.Scope;
import dev.steadfast.goals.calibration.PastForecasts;
import dev.steadfast.goals.measure.MetricDays;
import dev.steadfast.goals.measure.Series;
import dev.steadfast.goals.odds.DailyHistory;
import dev.steadfast.goals.odds.Spread;
import dev.steadfast.goals.progress.DateRange;
import dev.steadfast.goals.progress.DayCell;
import dev.steadfast.platform.access.Caller;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** Gathers what advice rests on, and refuses what asks for nothing that there is. */
@ApplicationScoped
class AdviceReader {
  private final AgroalDataSource dataSource;
  private final Caller caller;
  private final Clock clock;

  @Inject
  AdviceReader(AgroalDataSource dataSource, Caller caller, Clock clock) {
    this.dataSource = dataSource;
    this.caller = caller;
    this.clock = clock;
  }

  /**
   * What is held.
   *
   * @param cells whole days
   * @param spread by the record of past forecasts of the metric
   */
  record Material(AdviceQuestion question, List<DayCell> cells, Spread spread) {}

  /**
   * Reads it.
   *
   * @throws dev.steadfast.platform.problem.ProblemException {@code rule-violated}
   */
  @Transactional
  Material read(AdviceRequest request) {
    try (Connection connection = dataSource.getConnection()) {
      AdviceQuestion question =
          AdviceRules.check(request, (metric, scope) -> now(connection, metric, scope));
      return new Material(
          question,
          cells(connection, question),
          Spread.of(
              PastForecasts.adjustment(
                  connection, new PastForecasts.Key(caller.tenant(), question.metric().key()))));
    } catch (SQLException e) {
      throw new IllegalStateException("the history could not be read", e);
    }
  }

  private AdviceRules.Now now(Connection connection, MetricDefinition metric, Scope scope) {
    try {
      ZoneId zone = MetricDays.zone(connection, series(metric, scope)).orElse(ZoneOffset.UTC);
      return new AdviceRules.Now(LocalDate.ofInstant(clock.instant(), zone), zone);
    } catch (SQLException e) {
      throw new IllegalStateException("the reporting zone could not be read", e);
    }
  }

  private Series series(MetricDefinition metric, Scope scope) {
    return new Series(caller.tenant(), metric.key(), metric.version(), scope.text());
  }

  private List<DayCell> cells(Connection connection, AdviceQuestion question) throws SQLException {
    LocalDate windowFrom =
        question.lastWindow().map(DateRange::from).orElse(question.period().from());
    LocalDate current = question.current().from();
    LocalDate earliest =
        DailyHistory.earliest(
            question.today(), current.isBefore(windowFrom) ? current : windowFrom);
    UUID any = new UUID(0, 0);
    return MetricDays.cells(
            connection,
            List.of(
                MetricDays.Wanted.of(
                    any,
                    series(question.metric(), question.scope()),
                    new DateRange(earliest, question.today().minusDays(1)),
                    question.aggregation())))
        .getOrDefault(any, List.of());
  }
}
