package dev.steadfast.goals.forecast;

import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.core.measure.Scope;
import dev.steadfast.goals.goal.Goal;
import dev.steadfast.goals.goal.GoalRepository;
import dev.steadfast.goals.goal.GoalTerms;
import dev.steadfast.goals.initiative.ExpectedEffect;
import dev.steadfast.goals.initiative.Initiative;
import dev.steadfast.goals.initiative.InitiativeRepository;
import dev.steadfast.goals.initiative.InitiativeTerms;
import dev.steadfast.goals.measure.ActiveGoal;
import dev.steadfast.goals.measure.Series;
import dev.steadfast.goals.odds.GoalReading;
import dev.steadfast.goals.odds.GoalToday;
import dev.steadfast.goals.plan.InitiativeKind;
import dev.steadfast.goals.plan.PastEffect;
import dev.steadfast.goals.plan.PastEffectReader;
import dev.steadfast.goals.plan.PlanReader;
import dev.steadfast.goals.plan.Planned;
import dev.steadfast.platform.access.Caller;
import dev.steadfast.platform.problem.Findings;
import dev.steadfast.platform.problem.ProblemException;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Gathers what a what-if needs to know, and refuses what names nothing. */
@ApplicationScoped
class WhatIfReader {
  private final GoalRepository goals;
  private final InitiativeRepository initiatives;
  private final AgroalDataSource dataSource;
  private final Caller caller;
  private final Clock clock;

  @Inject
  WhatIfReader(
      GoalRepository goals,
      InitiativeRepository initiatives,
      AgroalDataSource dataSource,
      Caller caller,
      Clock clock) {
    this.dataSource = dataSource;
    this.caller = caller;
    this.goals = goals;
    this.initiatives = initiatives;
    this.clock = clock;
  }

  /**
   * What is held of a goal and its initiatives.
   *
   * @param goal just as its daily odds are made
   * @param observations of the last days, of its scope and of parts of it that anything here acts
   *     on
   * @param past what initiatives of a kind did to the metric, as it was last measured
   */
  record Material(
      UUID id,
      GoalTerms terms,
      GoalToday goal,
      List<WhatIf.Change> changes,
      Map<Scope, Long> observations,
      Map<InitiativeKind, PastEffect> past) {
    /** Whether a change rests on what others of its kind did. */
    boolean asksForMeasuredEffects() {
      return changes.stream()
          .map(WhatIf.Change::candidate)
          .anyMatch(each -> each.amount().isEmpty() && each.kind().isPresent());
    }
  }

  /**
   * Reads it.
   *
   * @throws ProblemException {@code rule-violated} or {@code goal-closed}
   */
  @Transactional
  Material read(WhatIfRequest request) {
    Findings findings = new Findings();
    request.check(findings);
    findings.refuseIfAny();
    Optional<Goal> found = goals.findByIdOptional(request.goal());
    if (found.isEmpty()) {
      findings.add("/goal", "is no goal: " + request.goal());
      findings.refuseIfAny();
    }
    Goal goal = found.orElseThrow();
    goal.refuseIfClosed();
    GoalTerms terms = goal.terms();
    Series series =
        new Series(
            caller.tenant(), terms.metric().key(), terms.metric().version(), terms.scope().text());
    try (Connection connection = dataSource.getConnection()) {
      GoalToday today =
          GoalReading.of(
              connection,
              new ActiveGoal(
                  goal.id(), goal.version(), goal.title(), series, terms.period(), terms.target()),
              clock.instant());
      List<WhatIf.Change> changes = changes(request, terms, today.on(), findings);
      findings.refuseIfAny();
      List<Planned> weighed = new ArrayList<>(today.initiatives().all());
      changes.forEach(change -> weighed.add(change.candidate()));
      return new Material(
          goal.id(),
          terms,
          today,
          changes,
          PlanReader.observations(connection, series, today.aim(), weighed),
          PlanReader.isMeasuredAlike(today.aim())
              ? PastEffectReader.of(connection, series)
              : Map.of());
    } catch (SQLException e) {
      throw new IllegalStateException("the goal could not be read", e);
    }
  }

  private List<WhatIf.Change> changes(
      WhatIfRequest request, GoalTerms terms, LocalDate today, Findings findings) {
    List<WhatIf.Change> changes = new ArrayList<>();
    List<WhatIfRequest.@Nullable ChangePart> asked =
        request.initiatives() == null ? List.of() : request.initiatives();
    for (int i = 0; i < asked.size(); i++) {
      WhatIfRequest.ChangePart change = asked.get(i);
      if (change != null) {
        change(change, terms, today, findings, "/initiatives/" + i).ifPresent(changes::add);
      }
    }
    List<@Nullable UUID> without = request.without() == null ? List.of() : request.without();
    for (int i = 0; i < without.size(); i++) {
      UUID id = without.get(i);
      if (id != null) {
        known(id, findings, "/without/" + i)
            .ifPresent(initiative -> changes.add(new WhatIf.Change.LeftOut(planned(initiative))));
      }
    }
    return changes;
  }

  private Optional<Initiative> known(UUID id, Findings findings, String pointer) {
    Optional<Initiative> initiative = initiatives.findByIdOptional(id);
    if (initiative.isEmpty()) {
      findings.add(pointer, "is no initiative: " + id);
    }
    return initiative;
  }

  private static Planned planned(Initiative initiative) {
    InitiativeTerms terms = initiative.terms();
    return new Planned(
        Optional.of(initiative.id()),
        initiative.version(),
        terms.title(),
        Optional.of(terms.kind()),
        terms.start(),
        terms.scopes(),
        terms.expected().metric().key(),
        terms.expected().amount(),
        terms.expected().uncertainty().orElse(0));
  }

  private Optional<WhatIf.Change> change(
      WhatIfRequest.ChangePart change,
      GoalTerms terms,
      LocalDate today,
      Findings findings,
      String pointer) {
    Optional<Initiative> noted =
        change.id() == null ? Optional.empty() : known(change.id(), findings, pointer + "/id");
    MetricDefinition metric =
        noted.map(each -> each.terms().expected().metric()).orElse(terms.metric());
    OptionalDouble amount =
        ExpectedEffect.amount(findings, pointer + "/amount", change.amount(), metric);
    OptionalDouble uncertainty =
        ExpectedEffect.amount(findings, pointer + "/uncertainty", change.uncertainty(), metric);
    if (findings.concern(pointer)) {
      return Optional.empty();
    }
    Optional<Planned> before = noted.map(WhatIfReader::planned);
    Optional<InitiativeKind> kind = Optional.ofNullable(change.kind()).map(InitiativeKind::named);
    Optional<Planned> kept = before.filter(any -> amount.isEmpty() && kind.isEmpty());
    Planned after =
        new Planned(
            before.flatMap(Planned::id),
            before.map(Planned::version).orElse(0L),
            change.title() != null
                ? change.title()
                : before.map(Planned::title).orElse("A new initiative"),
            kind.or(() -> before.flatMap(Planned::kind)),
            change.start() != null ? change.start() : before.map(Planned::start).orElse(today),
            before.map(Planned::scopes).orElse(List.of(terms.scope())),
            metric.key(),
            kept.map(Planned::amount).orElse(amount),
            kept.map(Planned::uncertainty).orElse(uncertainty.orElse(0)));
    return Optional.of(
        before.isPresent()
            ? new WhatIf.Change.Moved(before.get(), after)
            : new WhatIf.Change.Added(after));
  }
}
