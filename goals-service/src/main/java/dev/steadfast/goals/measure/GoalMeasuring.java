package dev.steadfast.goals.measure;

import dev.steadfast.contracts.Topics;
import dev.steadfast.contracts.goal.GoalProgressed;
import dev.steadfast.contracts.goal.GoalStatusChanged;
import dev.steadfast.contracts.metric.Aggregation;
import dev.steadfast.core.measure.Interval;
import dev.steadfast.goals.progress.DateRange;
import dev.steadfast.goals.progress.DayCell;
import dev.steadfast.goals.progress.Evaluation;
import dev.steadfast.goals.progress.Measurement;
import dev.steadfast.goals.progress.Silence;
import dev.steadfast.platform.outbox.Outbox;
import dev.steadfast.platform.outbox.OutboxMessage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Measures active goals by the stored cells: how they stand is stored and what is new is told, in
 * the transaction of the given connection.
 */
@ApplicationScoped
public class GoalMeasuring {
  private final Outbox outbox;
  private final Clock clock;

  @Inject
  GoalMeasuring(Outbox outbox, Clock clock) {
    this.outbox = outbox;
    this.clock = clock;
  }

  /** Measures one goal, if it is active, for a request that has just changed it. */
  public void measure(Connection connection, UUID tenant, UUID goal) throws SQLException {
    TenantLock.exclusive(connection, tenant);
    measure(connection, ActiveGoals.one(connection, tenant, goal));
  }

  /** The value of those days, for a baseline; empty where nothing was observed. */
  public Optional<Measurement> value(
      Connection connection, Series series, Aggregation aggregation, DateRange days)
      throws SQLException {
    DateRange needed =
        aggregation == Aggregation.LEVEL ? new DateRange(ActiveGoal.BEGINNING, days.to()) : days;
    UUID any = new UUID(0, 0);
    return Measurement.of(
        aggregation,
        days,
        MetricDays.cells(connection, List.of(new MetricDays.Wanted(any, series, needed)))
            .getOrDefault(any, List.of()));
  }

  /** Measures goals that are active. */
  void measure(Connection connection, List<ActiveGoal> goals) throws SQLException {
    if (goals.isEmpty()) {
      return;
    }
    Instant now = clock.instant();
    Map<UUID, Told> told = Standings.lock(connection, goals);
    Map<UUID, ZoneId> zones = MetricDays.zones(connection, goals);
    Map<UUID, List<DayCell>> cells =
        MetricDays.cells(
            connection,
            goals.stream().map(goal -> wanted(goal, today(now, zones.get(goal.id())))).toList());
    Map<UUID, List<Silence>> silences =
        Silences.of(
            connection,
            goals.stream()
                .filter(goal -> goal.target().aggregation().isTotal())
                .map(ActiveGoal::tenant)
                .distinct()
                .toList());
    List<Standings.Row> rows = new ArrayList<>();
    List<OutboxMessage> news = new ArrayList<>();
    for (ActiveGoal goal : goals) {
      ZoneId zone = zones.get(goal.id());
      Evaluation evaluation =
          Evaluation.of(
              goal.target(),
              goal.period(),
              cells.getOrDefault(goal.id(), List.of()),
              today(now, zone),
              silences.getOrDefault(goal.tenant(), List.of()));
      OffsetDateTime at = now.atOffset(ZoneOffset.UTC);
      Told before = told.getOrDefault(goal.id(), Told.atFirst(evaluation.status()));
      rows.add(
          new Standings.Row(goal, evaluation, tell(goal, evaluation, before, at, news), zone, at));
    }
    Standings.store(connection, rows);
    outbox.append(connection, Topics.GOAL_EVENTS, news);
  }

  private static MetricDays.Wanted wanted(ActiveGoal goal, LocalDate today) {
    return new MetricDays.Wanted(goal.id(), goal.series(), goal.daysFor(today));
  }

  private static LocalDate today(Instant now, @Nullable ZoneId zone) {
    return LocalDate.ofInstant(now, zone == null ? ZoneOffset.UTC : zone);
  }

  private Told tell(
      ActiveGoal goal,
      Evaluation evaluation,
      Told before,
      OffsetDateTime at,
      List<OutboxMessage> news) {
    Told after = before.saw(evaluation.status());
    OptionalDouble progress = evaluation.progress(goal.target());
    if (after.isNews(progress)) {
      after = after.progressed(progress);
      news.add(message(goal, "progressed", progressed(goal, evaluation, at)));
    }
    if (after.status() != before.status()) {
      news.add(
          message(
              goal,
              "status-changed",
              new GoalStatusChanged(
                  goal.id(), goal.title(), before.status().code(), after.status().code(), at)));
    }
    return after;
  }

  private OutboxMessage message(ActiveGoal goal, String what, Object data) {
    return outbox.message(
        goal.tenant(), "dev.steadfast.goal." + what + ".v1", goal.id().toString(), data);
  }

  private static GoalProgressed progressed(
      ActiveGoal goal, Evaluation evaluation, OffsetDateTime at) {
    Optional<Measurement> measured = evaluation.measurement();
    Optional<Interval> interval = measured.flatMap(Measurement::interval);
    return new GoalProgressed(
        goal.id(),
        goal.title(),
        goal.series().metric(),
        measured.map(Measurement::value).orElse(null),
        interval.map(Interval::lower).orElse(null),
        interval.map(Interval::upper).orElse(null),
        measured.map(Measurement::n).orElse(0L),
        measured.map(value -> goal.target().progress(value.value())).orElse(null),
        evaluation.status().code(),
        at);
  }
}
