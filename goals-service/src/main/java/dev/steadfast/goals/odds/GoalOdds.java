package dev.steadfast.goals.odds;

import dev.steadfast.platform.access.Caller;
import dev.steadfast.platform.problem.ProblemException;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The kept forecasts for a request, in its transaction and under row-level security. */
@ApplicationScoped
public class GoalOdds {
  private final AgroalDataSource dataSource;
  private final GoalForecasting forecasting;
  private final Caller caller;

  @Inject
  GoalOdds(AgroalDataSource dataSource, GoalForecasting forecasting, Caller caller) {
    this.dataSource = dataSource;
    this.forecasting = forecasting;
    this.caller = caller;
  }

  /**
   * What a goal shows of its forecasts.
   *
   * @param latest empty where the newest could tell nothing
   * @param whenSet of the target as it is, on the day it was set
   */
  public record Shown(Optional<OddsView> latest, Optional<OddsView> whenSet) {
    public static final Shown NOTHING = new Shown(Optional.empty(), Optional.empty());
  }

  /** Forecasts a goal that has just been activated. */
  public void activated(UUID goal) {
    with(
        connection -> {
          forecasting.activated(connection, caller.tenant(), goal);
          return goal;
        });
  }

  /** Forecasts a goal of which a revision has just changed what it asks for. */
  public void revised(UUID goal, UUID revision) {
    with(
        connection -> {
          forecasting.revised(connection, caller.tenant(), goal, revision);
          return goal;
        });
  }

  /** What goals show, by goal. */
  public Map<UUID, Shown> shown(Collection<UUID> goals) {
    Map<UUID, Shown> shown = new HashMap<>();
    with(connection ->
            KeptForecasts.of(connection, Collections.nCopies(goals.size(), caller.tenant()), goals))
        .forEach(
            (goal, kept) ->
                shown.put(
                    goal,
                    new Shown(
                        kept.latest().flatMap(OddsView::of),
                        kept.whenSet().flatMap(OddsView::of))));
    return shown;
  }

  /** What one goal shows. */
  public Shown shown(UUID goal) {
    return shown(List.of(goal)).getOrDefault(goal, Shown.NOTHING);
  }

  /** The odds of the targets that revisions set, by revision. */
  public Map<UUID, OddsView> ofRevisions(Collection<UUID> revisions) {
    Map<UUID, OddsView> odds = new HashMap<>();
    with(connection -> KeptForecasts.ofRevisions(connection, caller.tenant(), revisions))
        .forEach(
            (revision, forecast) ->
                OddsView.of(forecast).ifPresent(view -> odds.put(revision, view)));
    return odds;
  }

  /** The newest forecast of a goal, or empty where there is none yet. */
  Optional<KeptForecast> latest(UUID goal) {
    return page(goal, new UUID(-1L, -1L), 1).stream().findFirst();
  }

  /** One more than {@code limit} forecasts of a goal before that id, newest first. */
  List<KeptForecast> page(UUID goal, UUID before, int limit) {
    return with(connection -> KeptForecasts.page(connection, caller.tenant(), goal, before, limit));
  }

  /**
   * Passes if the tenant has the goal.
   *
   * @throws ProblemException {@code not-found}
   */
  void requireGoal(UUID goal) {
    boolean isThere = with(connection -> KeptForecasts.isGoal(connection, caller.tenant(), goal));
    if (!isThere) {
      throw ProblemException.notFound("goal", goal);
    }
  }

  private interface Query<T> {
    T ask(Connection connection) throws SQLException;
  }

  private <T> T with(Query<T> query) {
    try (Connection connection = dataSource.getConnection()) {
      return query.ask(connection);
    } catch (SQLException e) {
      throw new IllegalStateException("the odds could not be read or kept", e);
    }
  }
}
