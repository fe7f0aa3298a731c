package dev.steadfast.goals.odds;

import dev.steadfast.goals.measure.ActiveGoal;
import dev.steadfast.goals.measure.ActiveGoals;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Forecasts every active goal once a day and scores what is due. Each round takes a few rows at a
 * time on one connection, passes over those that another replica has, and goes on where it was
 * after a crash. A goal that cannot be forecast is put off and keeps no other from its odds.
 */
@ApplicationScoped
class OddsRefresh {
  private static final Logger LOG = Logger.getLogger(OddsRefresh.class);
  private static final int GOALS_AT_A_TIME = 20;
  private static final int SCORES_AT_A_TIME = 200;

  /** A goal that cannot be forecast would otherwise be the first of every round. */
  private static final Duration PUT_OFF = Duration.ofHours(6);

  private final AgroalDataSource worker;
  private final GoalForecasting forecasting;
  private final Scoring scoring;
  private final Clock clock;

  @Inject
  OddsRefresh(
      @DataSource("worker") AgroalDataSource worker,
      GoalForecasting forecasting,
      Scoring scoring,
      Clock clock) {
    this.worker = worker;
    this.forecasting = forecasting;
    this.scoring = scoring;
    this.clock = clock;
  }

  @Scheduled(
      every = "${steadfast.goals.odds-round}",
      delayed = "20s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void round() {
    attempt(
        "goals were not enrolled",
        () ->
            inTransaction(
                connection -> {
                  enrol(connection);
                  return 0;
                }));
    attempt(
        "forecasts were not scored",
        () -> repeat(SCORES_AT_A_TIME, connection -> scoring.score(connection, SCORES_AT_A_TIME)));
    attempt("odds were not refreshed", this::forecastAll);
  }

  private interface Part {
    void run() throws SQLException;
  }

  /** One part of a round never keeps the others from theirs. */
  private static void attempt(String otherwise, Part part) {
    try {
      part.run();
    } catch (SQLException | RuntimeException e) {
      // It comes round again and goes on where it was.
      LOG.warnf("%s: %s", otherwise, e.toString());
    }
  }

  private interface Step {
    /** How many rows it did. */
    int run(Connection connection) throws SQLException;
  }

  private void repeat(int full, Step step) throws SQLException {
    int done = full;
    while (done == full) {
      done = inTransaction(step);
    }
  }

  /** A few goals at a time; where those together fail, each for itself. */
  private void forecastAll() throws SQLException {
    int done = GOALS_AT_A_TIME;
    while (done == GOALS_AT_A_TIME) {
      List<ActiveGoal> goals = new ArrayList<>();
      try {
        done =
            inTransaction(
                connection -> {
                  goals.addAll(ActiveGoals.claimForForecast(connection, now(), GOALS_AT_A_TIME));
                  return forecast(connection, goals);
                });
      } catch (SQLException | RuntimeException e) {
        if (goals.isEmpty()) {
          throw e;
        }
        done = goals.size();
        for (ActiveGoal goal : goals) {
          forecastAlone(goal);
        }
      }
    }
  }

  /**
   * Forecasts one goal, or puts it off if it cannot be.
   *
   * @throws SQLException if not even that can be noted
   */
  private void forecastAlone(ActiveGoal goal) throws SQLException {
    try {
      inTransaction(
          connection ->
              forecast(connection, ActiveGoals.claimForForecast(connection, now(), goal)));
    } catch (SQLException | RuntimeException e) {
      inTransaction(connection -> putOff(connection, goal));
      LOG.warnf(
          "goal %s of tenant %s was not forecast and is tried again in %d hours: %s",
          goal.id(), goal.tenant(), PUT_OFF.toHours(), e.toString());
    }
  }

  private int forecast(Connection connection, List<ActiveGoal> goals) throws SQLException {
    forecasting.forecast(connection, goals, KeptForecast.Occasion.DAILY, Optional.empty());
    return goals.size();
  }

  private int putOff(Connection connection, ActiveGoal goal) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE goal_outlook SET refresh_at = ? WHERE tenant_id = ? AND goal_id = ?")) {
      update.setObject(1, now().plus(PUT_OFF));
      update.setObject(2, goal.tenant());
      update.setObject(3, goal.id());
      return update.executeUpdate();
    }
  }

  /** Goals that a release before this one activated have no row yet; closed ones are done. */
  private void enrol(Connection connection) throws SQLException {
    try (PreparedStatement rest =
        connection.prepareStatement(
            "UPDATE goal_outlook o SET refresh_at = 'infinity' FROM goal g"
                + " WHERE o.refresh_at <= ? AND g.tenant_id = o.tenant_id AND g.id = o.goal_id"
                + " AND g.state = 'closed'")) {
      rest.setObject(1, now());
      rest.executeUpdate();
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO goal_outlook (tenant_id, goal_id, refresh_at)"
                + " SELECT g.tenant_id, g.id, ? FROM goal g WHERE g.state = 'active' AND NOT EXISTS"
                + " (SELECT FROM goal_outlook o WHERE o.tenant_id = g.tenant_id AND o.goal_id = g.id)"
                + " ON CONFLICT DO NOTHING")) {
      insert.setObject(1, now());
      insert.executeUpdate();
    }
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }

  private int inTransaction(Step step) throws SQLException {
    try (Connection connection = worker.getConnection()) {
      connection.setAutoCommit(false);
      try {
        int done = step.run(connection);
        connection.commit();
        return done;
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      }
    }
  }
}
