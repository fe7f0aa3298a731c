package dev.steadfast.goals.forecast;

import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.core.measure.Scope;
import dev.steadfast.goals.calibration.PastForecasts;
import dev.steadfast.goals.goal.Goal;
import dev.steadfast.goals.goal.GoalRepository;
import dev.steadfast.goals.goal.GoalTerms;
import dev.steadfast.goals.initiative.ExpectedEffect;
import dev.steadfast.goals.initiative.Initiative;
import dev.steadfast.goals.initiative.InitiativeKind;
import dev.steadfast.goals.initiative.InitiativeRepository;
import dev.steadfast.goals.measure.StoredDays;
import dev.steadfast.goals.progress.DateRange;
import dev.steadfast.goals.progress.DayCell;
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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Gathers what a what-if needs to know, and refuses what names nothing. */
@ApplicationScoped
class WhatIfReader {
  private static final int HISTORY = 730;
  private static final int OBSERVED_OVER = 28;

  private final GoalRepository goals;
  private final InitiativeRepository initiatives;
  private final StoredDays stored;
  private final AgroalDataSource dataSource;
  private final Caller caller;
  private final Clock clock;

  @Inject
  WhatIfReader(
      GoalRepository goals,
      InitiativeRepository initiatives,
      StoredDays stored,
      AgroalDataSource dataSource,
      Caller caller,
      Clock clock) {
    this.dataSource = dataSource;
    this.caller = caller;
    this.goals = goals;
    this.initiatives = initiatives;
    this.stored = stored;
    this.clock = clock;
  }

  /**
   * What is held of a goal and its initiatives.
   *
   * @param history whole days, oldest first
   * @param window the days of its final value, or empty where none fits its period
   * @param plan initiatives on its metric and scope that begin after the history
   * @param observations of the last days, of its scope and parts of it
   * @param spread by which the calibration record widens or narrows its forecasts
   */
  record Material(
      UUID id,
      GoalTerms terms,
      List<DayCell> history,
      Optional<DateRange> window,
      List<Candidate> plan,
      List<WhatIf.Change> changes,
      Map<Scope, Long> observations,
      double spread) {}

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
    LocalDate whole = stored.newestWholeDay(terms.metric(), clock.instant());
    List<DayCell> history =
        stored
            .cells(
                terms.metric(),
                List.of(terms.scope()),
                new DateRange(whole.minusDays(HISTORY - 1L), whole))
            .getOrDefault(terms.scope(), List.of());
    LocalDate last = history.isEmpty() ? whole : history.getLast().day();
    List<WhatIf.Change> changes = changes(request, terms, last, findings);
    findings.refuseIfAny();
    Optional<DateRange> window =
        terms.target().window().on(terms.period().to().plusDays(1), terms.period());
    List<Candidate> plan =
        window.filter(days -> days.to().isAfter(last)).isPresent()
            ? plan(goal.id(), terms, new DateRange(last.plusDays(1), window.get().to()))
            : List.of();
    return new Material(
        goal.id(),
        terms,
        history,
        window,
        plan,
        changes,
        observations(terms, plan, changes, last),
        spread(goal));
  }

  private double spread(Goal goal) {
    try (Connection connection = dataSource.getConnection()) {
      return PastForecasts.adjustment(
              connection, new PastForecasts.Key(caller.tenant(), goal.terms().metric().key()))
          .factor();
    } catch (SQLException e) {
      throw new IllegalStateException("the calibration record could not be read", e);
    }
  }

  private List<WhatIf.Change> changes(
      WhatIfRequest request, GoalTerms terms, LocalDate last, Findings findings) {
    List<WhatIf.Change> changes = new ArrayList<>();
    List<WhatIfRequest.@Nullable ChangePart> asked =
        request.initiatives() == null ? List.of() : request.initiatives();
    for (int i = 0; i < asked.size(); i++) {
      WhatIfRequest.ChangePart change = asked.get(i);
      if (change != null) {
        change(change, terms, last, findings, "/initiatives/" + i).ifPresent(changes::add);
      }
    }
    List<@Nullable UUID> without = request.without() == null ? List.of() : request.without();
    for (int i = 0; i < without.size(); i++) {
      UUID id = without.get(i);
      if (id != null) {
        known(id, findings, "/without/" + i)
            .ifPresent(initiative -> changes.add(new WhatIf.Change.LeftOut(initiative)));
      }
    }
    return changes;
  }

  private Optional<Candidate> known(UUID id, Findings findings, String pointer) {
    Optional<Initiative> initiative = initiatives.findByIdOptional(id);
    if (initiative.isEmpty()) {
      findings.add(pointer, "is no initiative: " + id);
    }
    return initiative.map(Candidate::of);
  }

  private Optional<WhatIf.Change> change(
      WhatIfRequest.ChangePart change,
      GoalTerms terms,
      LocalDate last,
      Findings findings,
      String pointer) {
    Optional<Candidate> before =
        change.id() == null ? Optional.empty() : known(change.id(), findings, pointer + "/id");
    MetricDefinition metric = before.map(Candidate::metric).orElse(terms.metric());
    OptionalDouble amount =
        ExpectedEffect.amount(findings, pointer + "/amount", change.amount(), metric);
    OptionalDouble uncertainty =
        ExpectedEffect.amount(findings, pointer + "/uncertainty", change.uncertainty(), metric);
    if (findings.concern(pointer)) {
      return Optional.empty();
    }
    Optional<InitiativeKind> kind = Optional.ofNullable(change.kind()).map(InitiativeKind::named);
    ExpectedEffect expected =
        amount.isPresent()
            ? new ExpectedEffect(metric, amount, uncertainty)
            : before
                .filter(present -> kind.isEmpty())
                .map(Candidate::expected)
                .orElse(new ExpectedEffect(metric, amount, uncertainty));
    Candidate after =
        new Candidate(
            before.flatMap(Candidate::id),
            change.title() != null
                ? change.title()
                : before.map(Candidate::title).orElse("A new initiative"),
            kind.or(() -> before.flatMap(Candidate::kind)),
            change.start() != null
                ? change.start()
                : before.map(Candidate::start).orElse(last.plusDays(1)),
            before.map(Candidate::scopes).orElse(List.of(terms.scope())),
            expected);
    return Optional.of(
        before.isPresent()
            ? new WhatIf.Change.Moved(before.get(), after)
            : new WhatIf.Change.Added(after));
  }

  private List<Candidate> plan(UUID goal, GoalTerms terms, DateRange ahead) {
    return initiatives.startingOn(terms.metric(), ahead.from(), ahead.to()).stream()
        .filter(each -> each.terms().goals().contains(goal) || each.terms().touches(terms.scope()))
        .map(Candidate::of)
        .toList();
  }

  private Map<Scope, Long> observations(
      GoalTerms terms, List<Candidate> plan, List<WhatIf.Change> changes, LocalDate last) {
    Set<Scope> scopes = new HashSet<>();
    plan.forEach(each -> scopes.addAll(each.scopes()));
    changes.forEach(each -> scopes.addAll(each.candidate().scopes()));
    scopes.removeIf(each -> !Contributions.holds(terms.scope(), each));
    if (scopes.isEmpty()) {
      return Map.of();
    }
    scopes.add(terms.scope());
    Map<Scope, Long> observations = new HashMap<>();
    stored
        .cells(
            terms.metric(),
            List.copyOf(scopes),
            new DateRange(last.minusDays(OBSERVED_OVER - 1L), last))
        .forEach(
            (scope, cells) ->
                observations.put(
                    scope, cells.stream().mapToLong(each -> each.cell().count()).sum()));
    return observations;
  }
}
