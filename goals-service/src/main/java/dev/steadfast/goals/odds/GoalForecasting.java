package dev.steadfast.goals.odds;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.steadfast.contracts.metric.Aggregation;
import dev.steadfast.core.forecast.CannotTell;
import dev.steadfast.core.forecast.Outcomes;
import dev.steadfast.goals.calibration.PastForecasts;
import dev.steadfast.goals.measure.ActiveGoal;
import dev.steadfast.goals.measure.ActiveGoals;
import dev.steadfast.goals.measure.MetricDays;
import dev.steadfast.goals.odds.KeptForecast.Occasion;
import dev.steadfast.goals.progress.DateRange;
import dev.steadfast.goals.progress.DayCell;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
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
    OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
    Map<UUID, ZoneId> zones = MetricDays.zones(connection, goals);
    Map<UUID, KeptForecasts.OfGoal> before =
        KeptForecasts.of(
            connection,
            goals.stream().map(ActiveGoal::tenant).toList(),
            goals.stream().map(ActiveGoal::id).toList());
    List<Question> questions = new ArrayList<>();
    for (ActiveGoal goal : goals) {
      ZoneId zone = zones.getOrDefault(goal.id(), ZoneOffset.UTC);
      questions.add(
          new Question(
              goal,
              new KeptForecast.Made(
                  now.atZoneSameInstant(zone).toLocalDate(),
                  now,
                  zone,
                  occasion,
                  revision,
                  goal.version()),
              before.getOrDefault(goal.id(), KeptForecasts.OfGoal.NONE).latest()));
    }
    Map<UUID, List<DayCell>> cells =
        MetricDays.cells(connection, questions.stream().map(Question::wanted).toList());
    Map<PastForecasts.Key, Spread> spreads = spreads(connection, questions);
    Map<UUID, Plan> plans =
        Plans.of(connection, questions.stream().map(Question::wantedPlan).toList());
    List<ForecastWriting.Entry> entries = new ArrayList<>();
    for (Question question : questions) {
      Spread spread = spreads.getOrDefault(question.key(), new Spread(1, ""));
      UUID goal = question.goal().id();
      entries.add(
          question.entry(
              cells.getOrDefault(goal, List.of()), plans.getOrDefault(goal, Plan.NONE), spread));
    }
    ForecastWriting.keep(connection, entries);
  }

  private static Map<PastForecasts.Key, Spread> spreads(
      Connection connection, List<Question> questions) throws SQLException {
    Map<PastForecasts.Key, Spread> spreads = new HashMap<>();
    for (Question question : questions) {
      if (!spreads.containsKey(question.key())) {
        spreads.put(
            question.key(), Spread.of(PastForecasts.adjustment(connection, question.key())));
      }
    }
    return spreads;
  }

  /** One goal to be forecast. */
  private record Question(ActiveGoal goal, KeptForecast.Made made, Optional<KeptForecast> before) {
    private PastForecasts.Key key() {
      return new PastForecasts.Key(goal.tenant(), goal.series().metric());
    }

    private Optional<Terms> terms() {
      return Terms.of(goal);
    }

    private MetricDays.Wanted wanted() {
      LocalDate last = made.on().minusDays(1);
      if (goal.target().aggregation() == Aggregation.LEVEL) {
        return new MetricDays.Wanted(
            goal.id(), goal.series(), new DateRange(ActiveGoal.BEGINNING, last));
      }
      LocalDate first =
          DailyHistory.earliest(
              made.on(), terms().map(each -> each.window().from()).orElse(made.on()));
      LocalDate firstBefore =
          before
              .map(each -> DailyHistory.earliest(each.made().on(), each.terms().window().from()))
              .orElse(first);
      return new MetricDays.Wanted(
          goal.id(),
          goal.series(),
          new DateRange(firstBefore.isBefore(first) ? firstBefore : first, last));
    }

    private Plans.Wanted wantedPlan() {
      return new Plans.Wanted(goal.id(), termsOrPeriod(), made.on());
    }

    private Terms termsOrPeriod() {
      return terms().orElseGet(() -> Terms.of(goal, goal.period()));
    }

    private ForecastWriting.Entry entry(List<DayCell> cells, Plan plan, Spread spread) {
      Terms terms = termsOrPeriod();
      DailyHistory history =
          DailyHistory.of(terms.aggregation(), cells, made.on(), terms.window().from());
      Inputs inputs = new Inputs(history, terms, plan, spread.factor());
      KeptForecast.Result result = result(inputs);
      Optional<Change> change =
          result instanceof KeptForecast.Result.Told told
              ? before.flatMap(each -> change(each, inputs, told.odds().target(), cells))
              : Optional.empty();
      KeptForecast forecast =
          new KeptForecast(
              UuidCreator.getTimeOrderedEpoch(),
              goal.id(),
              made,
              terms,
              new KeptForecast.Basis(
                  history.from(),
                  history.end().minusDays(1),
                  history.daysWithData(),
                  history.fingerprint(),
                  inputs.plan(),
                  spread),
              result,
              change,
              Optional.empty());
      return new ForecastWriting.Entry(
          forecast,
          startOf(made.on().plusDays(1)).plus(AFTER_MIDNIGHT).plusMinutes(turn()),
          startOf(terms.window().to().plusDays(1L + DAYS_OF_GRACE)));
    }

    private KeptForecast.Result result(Inputs inputs) {
      if (terms().isEmpty()) {
        return new KeptForecast.Result.Untold(
            "No whole week or month ends within the period, so there is nothing to forecast.");
      }
      return switch (inputs.outlook()) {
        case CannotTell thin -> new KeptForecast.Result.Untold(thin.reason());
        case Outcomes outcomes ->
            new KeptForecast.Result.Told(
                Odds.of(outcomes, inputs.terms()), Distribution.of(outcomes));
      };
    }

    private static Optional<Change> change(
        KeptForecast before, Inputs now, double odds, List<DayCell> cells) {
      return before
          .odds()
          .map(
              then ->
                  Change.between(
                      before,
                      then.target(),
                      now,
                      odds,
                      each ->
                          DailyHistory.of(
                              each.terms().aggregation(),
                              cells,
                              each.made().on(),
                              each.terms().window().from())));
    }

    private OffsetDateTime startOf(LocalDate day) {
      return day.atStartOfDay(made.zone()).toOffsetDateTime();
    }

    private long turn() {
      return Math.floorMod(goal.id().hashCode(), MINUTES_OF_ROUND);
    }
  }
}
