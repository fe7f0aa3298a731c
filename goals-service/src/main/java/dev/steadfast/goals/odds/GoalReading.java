package dev.steadfast.goals.odds;

import dev.steadfast.goals.calibration.PastForecasts;
import dev.steadfast.goals.measure.ActiveGoal;
import dev.steadfast.goals.measure.MetricDays;
import dev.steadfast.goals.plan.Aim;
import dev.steadfast.goals.plan.Initiatives;
import dev.steadfast.goals.plan.PlanReader;
import dev.steadfast.goals.progress.DateRange;
import dev.steadfast.goals.progress.DayCell;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads goals with all that their odds rest on, by tenant whatever the role sees. */
public final class GoalReading {
  private GoalReading() {}

  /** One goal, active or not yet. */
  public static GoalToday of(Connection connection, ActiveGoal goal, Instant now)
      throws SQLException {
    return of(connection, List.of(goal), Map.of(), now).getFirst();
  }

  /**
   * Goals of any tenants, in the order given.
   *
   * @param before the forecasts that the next ones are compared with, by goal
   */
  static List<GoalToday> of(
      Connection connection, List<ActiveGoal> goals, Map<UUID, KeptForecast> before, Instant now)
      throws SQLException {
    Map<UUID, ZoneId> zones = MetricDays.zones(connection, goals);
    List<Question> questions = new ArrayList<>();
    for (ActiveGoal goal : goals) {
      ZoneId zone = zones.getOrDefault(goal.id(), ZoneOffset.UTC);
      questions.add(
          new Question(
              new GoalToday(
                  goal,
                  LocalDate.ofInstant(now, zone),
                  zone,
                  List.of(),
                  Spread.NONE,
                  Initiatives.NONE),
              before.get(goal.id())));
    }
    Map<UUID, List<DayCell>> cells =
        MetricDays.cells(connection, questions.stream().map(Question::days).toList());
    Map<PastForecasts.Key, Spread> spreads = spreads(connection, goals);
    Map<UUID, Initiatives> initiatives =
        PlanReader.of(connection, questions.stream().map(Question::plan).toList());
    return questions.stream()
        .map(
            each -> {
              ActiveGoal goal = each.today().goal();
              return new GoalToday(
                  goal,
                  each.today().on(),
                  each.today().zone(),
                  cells.getOrDefault(goal.id(), List.of()),
                  spreads.getOrDefault(key(goal), Spread.NONE),
                  initiatives.getOrDefault(goal.id(), Initiatives.NONE));
            })
        .toList();
  }

  private static Map<PastForecasts.Key, Spread> spreads(
      Connection connection, List<ActiveGoal> goals) throws SQLException {
    Map<PastForecasts.Key, Spread> spreads = new HashMap<>();
    for (ActiveGoal goal : goals) {
      if (!spreads.containsKey(key(goal))) {
        spreads.put(key(goal), Spread.of(PastForecasts.adjustment(connection, key(goal))));
      }
    }
    return spreads;
  }

  private static PastForecasts.Key key(ActiveGoal goal) {
    return new PastForecasts.Key(goal.tenant(), goal.series().metric());
  }

  /** What is to be read for one goal, so that its change can be taken apart as well. */
  private record Question(GoalToday today, @Nullable KeptForecast before) {
    private MetricDays.Wanted days() {
      Terms terms = today.terms();
      LocalDate first = DailyHistory.earliest(today.on(), terms.window().from());
      LocalDate firstBefore =
          Optional.ofNullable(before)
              .map(each -> DailyHistory.earliest(each.made().on(), each.terms().window().from()))
              .orElse(first);
      return MetricDays.Wanted.of(
          today.goal().id(),
          today.goal().series(),
          new DateRange(firstBefore.isBefore(first) ? firstBefore : first, today.on().minusDays(1)),
          terms.aggregation());
    }

    private PlanReader.Wanted plan() {
      Aim aim = today.aim();
      LocalDate on = before == null ? today.on() : before.made().on();
      LocalDate earlier = on.isBefore(today.on()) ? on : today.on();
      LocalDate first = earlier.minusDays(Aim.MEMORY_DAYS);
      LocalDate last =
          latest(
              first,
              latest(
                  aim.window().to(),
                  before == null ? aim.window().to() : before.terms().window().to()));
      return new PlanReader.Wanted(
          today.goal().id(), today.goal().series(), aim, new DateRange(first, last));
    }

    private static LocalDate latest(LocalDate one, LocalDate other) {
      return one.isAfter(other) ? one : other;
    }
  }
}
