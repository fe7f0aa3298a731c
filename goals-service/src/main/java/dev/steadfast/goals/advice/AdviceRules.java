package dev.steadfast.goals.advice;

import dev.steadfast.contracts.metric.Aggregation;
import dev.steadfast.contracts.metric.BuiltInMetrics;
import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.core.measure.Scope;
import dev.steadfast.goals.goal.GoalRules;
import dev.steadfast.goals.goal.MetricRules;
import dev.steadfast.goals.odds.DailyHistory;
import dev.steadfast.goals.progress.DateRange;
import dev.steadfast.goals.progress.Direction;
import dev.steadfast.goals.progress.Window;
import dev.steadfast.platform.problem.Findings;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** The rules that a request for advice keeps. */
final class AdviceRules {
  private static final int MOST_DAYS_BACK = 366;
  private static final double COMMIT = 80;
  private static final double TARGET = 50;
  private static final double STRETCH = 20;

  private final Findings findings = new Findings();
  private final AdviceRequest request;
  private final Calendar calendar;

  private AdviceRules(AdviceRequest request, Calendar calendar) {
    this.request = request;
    this.calendar = calendar;
  }

  /** Which day it is where the days of a metric are counted. */
  interface Calendar {
    Now of(MetricDefinition metric, Scope scope);
  }

  /** A day in a zone. */
  record Now(LocalDate today, ZoneId zone) {}

  /**
   * The question.
   *
   * @throws dev.steadfast.platform.problem.ProblemException {@code rule-violated} with every rule
   *     that the request breaks
   */
  static AdviceQuestion check(AdviceRequest request, Calendar calendar) {
    return new AdviceRules(request, calendar).question();
  }

  private AdviceQuestion question() {
    Scope scope = GoalRules.scope(findings, request.scope());
    Window window = window();
    AdviceQuestion.Wished odds = odds();
    Optional<MetricDefinition> known = metric();
    Optional<Aggregation> aggregation =
        known.flatMap(
            metric ->
                MetricRules.aggregation(findings, "/aggregation", request.aggregation(), metric));
    OptionalDouble target =
        known.isEmpty()
            ? OptionalDouble.empty()
            : MetricRules.value(findings, "/target", request.target(), known.get());
    Optional<Direction> direction = known.flatMap(this::direction);
    Now now =
        known.isEmpty() || findings.concern("/scope")
            ? calendar.of(BuiltInMetrics.VOLUME, Scope.ALL)
            : calendar.of(known.get(), scope);
    Optional<DateRange> period = period(now.today());
    findings.refuseIfAny();
    return new AdviceQuestion(
        known.orElseThrow(),
        scope,
        aggregation.orElseThrow(),
        window,
        direction.orElseThrow(),
        period.orElseThrow(),
        now.zone(),
        now.today(),
        target,
        odds);
  }

  private Optional<MetricDefinition> metric() {
    return MetricRules.metric(findings, "/metric", request.metric());
  }

  private Window window() {
    if (request.window() != null) {
      try {
        return Window.named(request.window());
      } catch (IllegalArgumentException e) {
        findings.add("/window", "is none of " + e.getMessage());
      }
    }
    return new Window.WholePeriod();
  }

  private Optional<Direction> direction(MetricDefinition metric) {
    if (request.direction() == null) {
      return switch (metric.direction()) {
        case HIGHER -> Optional.of(Direction.HIGHER);
        case LOWER -> Optional.of(Direction.LOWER);
        case NEITHER -> {
          findings.add("/direction", "is required: of " + metric.key() + " neither is better");
          yield Optional.empty();
        }
      };
    }
    try {
      return Optional.of(Direction.named(request.direction()));
    } catch (IllegalArgumentException e) {
      findings.add("/direction", "is neither higher nor lower");
      return Optional.empty();
    }
  }

  private Optional<DateRange> period(LocalDate today) {
    AdviceRequest.HorizonPart horizon = request.horizon();
    if (horizon == null || (horizon.to() == null) == (horizon.days() == null)) {
      findings.add("/horizon", "has either to, the last day, or days from today on");
      return Optional.empty();
    }
    Integer days = horizon.days();
    if (days != null && (days < 1 || days > DailyHistory.FURTHEST_DAYS)) {
      findings.add("/horizon/days", "is 1 to " + DailyHistory.FURTHEST_DAYS);
      return Optional.empty();
    }
    LocalDate to = days == null ? horizon.to() : today.plusDays(days - 1L);
    LocalDate from = horizon.from() == null ? today : horizon.from();
    LocalDate furthest = today.plusDays(DailyHistory.FURTHEST_DAYS - 1L);
    if (to == null || to.isBefore(today) || to.isAfter(furthest)) {
      findings.add("/horizon/to", "is from today, " + today + ", to " + furthest);
    } else if (from.isAfter(to) || from.isBefore(today.minusDays(MOST_DAYS_BACK))) {
      findings.add(
          "/horizon/from", "is from " + today.minusDays(MOST_DAYS_BACK) + " to the last day " + to);
    } else {
      return Optional.of(new DateRange(from, to));
    }
    return Optional.empty();
  }

  private AdviceQuestion.Wished odds() {
    AdviceRequest.OddsPart odds = request.odds();
    if (odds == null) {
      return new AdviceQuestion.Wished(COMMIT / 100, TARGET / 100, STRETCH / 100);
    }
    double commit = odds("commit", odds.commit(), COMMIT);
    double target = odds("target", odds.target(), TARGET);
    double stretch = odds("stretch", odds.stretch(), STRETCH);
    if (commit < target) {
      findings.add("/odds/commit", "is below those of the target: a promise is easier than an aim");
    }
    if (stretch > target) {
      findings.add("/odds/stretch", "is above those of the target: a dream is harder than an aim");
    }
    return new AdviceQuestion.Wished(commit / 100, target / 100, stretch / 100);
  }

  private double odds(String level, @Nullable Double asked, double usual) {
    if (asked == null) {
      return usual;
    }
    if (!(asked >= 1 && asked <= 99)) {
      findings.add("/odds/" + level, "is 1 to 99 percent");
      return usual;
    }
    return asked;
  }
}
