package dev.steadfast.goals.goal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.f4b6a3.uuid.UuidCreator;
import dev.steadfast.contracts.goal.GoalClosed;
import dev.steadfast.contracts.metric.Aggregation;
import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.contracts.problem.ProblemCode;
import dev.steadfast.core.measure.Scope;
import dev.steadfast.goals.odds.GoalOdds;
import dev.steadfast.goals.progress.DateRange;
import dev.steadfast.goals.progress.Measurement;
import dev.steadfast.platform.access.Caller;
import dev.steadfast.platform.http.MergePatch;
import dev.steadfast.platform.http.Version;
import dev.steadfast.platform.problem.Findings;
import dev.steadfast.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What people do to goals. Each command is one transaction with its event. */
@ApplicationScoped
@Transactional
public class GoalService {
  /** What of a goal people set, and a revision therefore keeps. */
  private static final List<String> SETTABLE =
      List.of("title", "description", "owner", "scope", "period", "tags", "target");

  private final GoalRepository goals;
  private final StandingMeasure measure;
  private final GoalOdds odds;
  private final GoalEvents events;
  private final Caller caller;
  private final ObjectMapper json;
  private final Clock clock;

  @Inject
  GoalService(
      GoalRepository goals,
      StandingMeasure measure,
      GoalOdds odds,
      GoalEvents events,
      Caller caller,
      ObjectMapper json,
      Clock clock) {
    this.goals = goals;
    this.measure = measure;
    this.odds = odds;
    this.events = events;
    this.caller = caller;
    this.json = json;
    this.clock = clock;
  }

  /** A new draft. */
  GoalView create(GoalRequest request) {
    GoalTerms terms = GoalRules.check(request, measure::baseline);
    Goal goal =
        new Goal(
            UuidCreator.getTimeOrderedEpoch(), caller.tenant(), terms, caller.subject(), now());
    goals.persist(goal);
    events.created(goal, List.of("title", "metric", "target"));
    return GoalView.of(goal, Optional.empty());
  }

  /** Applies a merge patch. A change of what the goal asks for is recorded with its reason. */
  GoalView patch(UUID id, @Nullable String ifMatch, JsonNode patch) throws JsonProcessingException {
    Goal goal = goals.requireForChange(id);
    Version.require(ifMatch, goal.version());
    goal.refuseIfClosed();
    GoalPatch patched = patched(goal, patch);
    GoalTerms before = goal.terms();
    JsonNode shownBefore = settable(goal);
    GoalTerms after =
        GoalRules.check(
            patched.request(),
            (metric, aggregation, scope, days) ->
                keptBaseline(before, metric, aggregation, scope, days)
                    .or(() -> measure.baseline(metric, aggregation, scope, days)));
    if (after.equals(before)) {
      return shown(goal, goals.standing(id));
    }
    goal.revise(after);
    List<Change> changes = Change.between(shownBefore, settable(goal));
    boolean moved = changes.stream().anyMatch(Change::movesTheGoal);
    GoalPatch.@Nullable RevisionPart why = patched.revision();
    requireReason(why, moved && goal.state() == GoalState.ACTIVE);
    UUID revision = UuidCreator.getTimeOrderedEpoch();
    goals.persist(
        new GoalRevision(
            revision,
            goal,
            now(),
            caller.subject(),
            why == null ? null : why.kind(),
            why == null ? null : why.reason(),
            json.writeValueAsString(changes)));
    events.revised(
        goal,
        changes.stream().map(Change::topField).distinct().toList(),
        why == null ? null : why.reason());
    Optional<Standing> standing = moved ? measured(goal) : goals.standing(id);
    if (moved && goal.state() == GoalState.ACTIVE) {
      odds.revised(id, revision);
    }
    return shown(goal, standing);
  }

  private GoalPatch patched(Goal goal, JsonNode patch) throws JsonProcessingException {
    if (!patch.isObject()) {
      throw new ProblemException(ProblemCode.MALFORMED_REQUEST, "A merge patch is a JSON object.");
    }
    return json.treeToValue(
        MergePatch.apply(json.valueToTree(GoalRequest.of(goal.terms())), patch), GoalPatch.class);
  }

  private static Optional<Measurement> keptBaseline(
      GoalTerms before,
      MetricDefinition metric,
      Aggregation aggregation,
      Scope scope,
      DateRange days) {
    return before.baseline() instanceof Baseline.Measured kept
            && kept.days().equals(days)
            && before.metric().equals(metric)
            && before.target().aggregation() == aggregation
            && before.scope().equals(scope)
        ? Optional.of(kept.measurement())
        : Optional.empty();
  }

  private JsonNode settable(Goal goal) {
    return ((ObjectNode) json.valueToTree(GoalView.of(goal, Optional.empty()))).retain(SETTABLE);
  }

  private static void requireReason(GoalPatch.@Nullable RevisionPart why, boolean required) {
    if (why == null && !required) {
      return;
    }
    Findings findings = new Findings();
    if (why == null) {
      findings.add(
          "/revision",
          "is required: a change of target, scope or period of an active goal needs reason and kind");
    } else {
      findings.text("/revision/reason", why.reason(), 2_000);
      String kind = why.kind();
      if (kind == null || !GoalPatch.RevisionPart.KINDS.contains(kind)) {
        findings.add(
            "/revision/kind", "is one of " + String.join(", ", GoalPatch.RevisionPart.KINDS));
      }
    }
    findings.refuseIfAny();
  }

  /** Begins to measure a draft. */
  GoalView activate(UUID id, @Nullable String ifMatch) {
    Goal goal = forCommand(id, ifMatch);
    goal.activate(now());
    events.activated(goal);
    Optional<Standing> standing = measured(goal);
    odds.activated(id);
    return shown(goal, standing);
  }

  /** Freezes how an active goal stands. */
  GoalView close(UUID id, @Nullable String ifMatch, CloseGoal request) {
    Goal goal = forCommand(id, ifMatch);
    goal.requireActive();
    Standing standing = measured(goal).orElseThrow();
    CloseGoal.Outcome outcome = request.check(isOver(goal, standing));
    String verdict =
        switch (outcome) {
          case MEASURED -> standing.verdict();
          case ABANDONED -> "abandoned";
        };
    goal.close(verdict, request.reason(), caller.subject(), now());
    events.closed(
        goal, new GoalClosed(goal.id(), goal.title(), verdict, standing.value(), request.reason()));
    return shown(goal, Optional.of(standing));
  }

  private boolean isOver(Goal goal, Standing standing) {
    String zone = standing.zone();
    LocalDate today =
        LocalDate.now(clock.withZone(zone == null ? ZoneOffset.UTC : ZoneId.of(zone)));
    return today.isAfter(goal.terms().period().to());
  }

  /** Removes a draft. */
  void delete(UUID id, @Nullable String ifMatch) {
    Goal goal = forCommand(id, ifMatch);
    goal.requireDraft("Only a draft is deleted. Close the goal as abandoned instead.");
    goals.delete(goal);
  }

  private Goal forCommand(UUID id, @Nullable String ifMatch) {
    Goal goal = goals.requireForChange(id);
    if (ifMatch != null) {
      Version.require(ifMatch, goal.version());
    }
    return goal;
  }

  private GoalView shown(Goal goal, Optional<Standing> standing) {
    return GoalView.of(goal, standing, odds.shown(goal.id()));
  }

  private Optional<Standing> measured(Goal goal) {
    goals.flush();
    measure.measure(goal);
    return goals.standing(goal.id());
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
