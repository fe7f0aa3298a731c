package dev.steadfast.goals.odds;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.steadfast.core.forecast.CannotTell;
import dev.steadfast.core.forecast.Outcomes;
import dev.steadfast.goals.measure.ActiveGoal;
import dev.steadfast.goals.measure.ActiveGoals;
import dev.steadfast.goals.odds.KeptForecast.Occasion;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Forecasts active goals and keeps what it said, in the transaction of the given connection. */
@ApplicationScoped
public class GoalForecasting {
  /** After midnight, late events of the day before are waited for. */
  private static final Duration AFTER_MIDNIGHT = Duration.ofMinutes(10);

  /** The goals of a zone are spread over this time, so that they do not all come at once. */
  private static final int MINUTES_OF_ROUND = 50;

  /** Days after the end of a window before it is scored, for events that come late. */
  private static final int DAYS_OF_GRACE = 1;

  private final Clock clock;

  @Inject
  GoalForecasting(Clock clock) {
    this.clock = clock;
  }

  /** Forecasts a goal that has just been activated, if it is active. */
  public void activated(Connection connection, UUID tenant, UUID goal) throws SQLException {
    forecast(
        connection,
        ActiveGoals.one(connection, tenant, goal),
        Occasion.ACTIVATED,
        Optional.empty());
  }

  /** Forecasts a goal of which a revision has just changed what it asks for, if it is active. */
  public void revised(Connection connection, UUID tenant, UUID goal, UUID revision)
      throws SQLException {
    forecast(
        connection,
        ActiveGoals.one(connection, tenant, goal),
        Occasion.REVISED,
        Optional.of(revision));
  }

  void forecast(
      Connection connection, List<ActiveGoal> goals, Occasion occasion, Optional<UUID> revision)
      throws SQLException {
    if (goals.isEmpty()) {
      return;
    }
    Instant now = clock.instant();
    Map<UUID, KeptForecast> before = new HashMap<>();
    KeptForecasts.of(
            connection,
            goals.stream().map(ActiveGoal::tenant).toList(),
            goals.stream().map(ActiveGoal::id).toList())
        .forEach((goal, kept) -> kept.latest().ifPresent(latest -> before.put(goal, latest)));
    List<ForecastWriting.Entry> entries = new ArrayList<>();
    for (GoalToday today : GoalReading.of(connection, goals, before, now)) {
      KeptForecast.Made made =
          new KeptForecast.Made(
              today.on(),
              now.atOffset(ZoneOffset.UTC),
              today.zone(),
              occasion,
              revision,
              today.goal().version());
      entries.add(entry(today, made, Optional.ofNullable(before.get(today.goal().id()))));
    }
    ForecastWriting.keep(connection, entries);
  }

  private static ForecastWriting.Entry entry(
      GoalToday today, KeptForecast.Made made, Optional<KeptForecast> before) {
    Inputs inputs = today.inputs();
    DailyHistory history = inputs.history();
    KeptForecast.Result result = result(today, inputs);
    Optional<Change> change =
        result instanceof KeptForecast.Result.Told told
            ? before.flatMap(each -> change(each, today, inputs, told.odds().target()))
            : Optional.empty();
    KeptForecast forecast =
        new KeptForecast(
            UuidCreator.getTimeOrderedEpoch(),
            today.goal().id(),
            made,
            inputs.terms(),
            new KeptForecast.Basis(
                history.from(),
                history.end().minusDays(1),
                history.daysWithData(),
                history.fingerprint(),
                inputs.plan(),
                today.spread()),
            result,
            change,
            Optional.empty());
    LocalDate scored = inputs.terms().window().to().plusDays(1L + DAYS_OF_GRACE);
    return new ForecastWriting.Entry(
        forecast,
        startOf(made.on().plusDays(1), today)
            .plus(AFTER_MIDNIGHT)
            .plusMinutes(turn(today.goal().id())),
        startOf(scored, today));
  }

  private static KeptForecast.Result result(GoalToday today, Inputs inputs) {
    return switch (today.outlook(inputs)) {
      case CannotTell thin -> new KeptForecast.Result.Untold(thin.reason());
      case Outcomes outcomes ->
          new KeptForecast.Result.Told(
              Odds.of(outcomes, inputs.terms().direction(), inputs.terms().levels()),
              Distribution.of(outcomes));
    };
  }

  private static Optional<Change> change(
      KeptForecast before, GoalToday today, Inputs now, double odds) {
    return before
        .odds()
        .map(then -> Change.between(before, then.target(), now, odds, today.past()));
  }

  private static OffsetDateTime startOf(LocalDate day, GoalToday today) {
    return day.atStartOfDay(today.zone()).toOffsetDateTime();
  }

  private static long turn(UUID goal) {
    return Math.floorMod(goal.hashCode(), MINUTES_OF_ROUND);
  }
}
