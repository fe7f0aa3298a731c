package dev.steadfast.goals.goal;

import dev.steadfast.contracts.metric.Aggregation;
import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.core.measure.Scope;
import dev.steadfast.goals.measure.GoalMeasuring;
import dev.steadfast.goals.measure.Series;
import dev.steadfast.goals.progress.DateRange;
import dev.steadfast.goals.progress.Measurement;
import dev.steadfast.platform.access.Caller;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Measures within the transaction of a request, under row-level security. */
@ApplicationScoped
class StandingMeasure {
  private final AgroalDataSource dataSource;
  private final GoalMeasuring measuring;
  private final Caller caller;

  @Inject
  StandingMeasure(AgroalDataSource dataSource, GoalMeasuring measuring, Caller caller) {
    this.dataSource = dataSource;
    this.measuring = measuring;
    this.caller = caller;
  }

  /** Stores anew how the goal stands, if it is active. */
  void measure(Goal goal) {
    try (Connection connection = dataSource.getConnection()) {
      measuring.measure(connection, goal.tenant(), goal.id());
    } catch (SQLException e) {
      throw new IllegalStateException("the goal could not be measured", e);
    }
  }

  /** The value of those days, or empty where nothing was observed. */
  Optional<Measurement> baseline(
      MetricDefinition metric, Aggregation aggregation, Scope scope, DateRange days) {
    Series series = new Series(caller.tenant(), metric.key(), metric.version(), scope.text());
    try (Connection connection = dataSource.getConnection()) {
      return measuring.value(connection, series, aggregation, days);
    } catch (SQLException e) {
      throw new IllegalStateException("the baseline could not be measured", e);
    }
  }
}
