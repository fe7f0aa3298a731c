package dev.steadfast.goals.initiative;

import dev.steadfast.contracts.metric.BuiltInMetrics;
import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.core.measure.Scope;
import dev.steadfast.goals.plan.InitiativeKind;
import dev.steadfast.platform.problem.Findings;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rules that an initiative keeps. */
final class InitiativeRules {
  static final int MAX_SCOPES = 20;
  static final int MAX_GOALS = 20;
  private static final int MAX_NAME = 200;
  private static final int MAX_TEXT = 4_000;
  private static final LocalDate EARLIEST = LocalDate.of(1970, 1, 1);
  private static final LocalDate LATEST = LocalDate.of(2199, 12, 31);

  private final Findings findings = new Findings();
  private final InitiativeRequest request;
  private final Goals goals;

  private InitiativeRules(InitiativeRequest request, Goals goals) {
    this.request = request;
    this.goals = goals;
  }

  /** Finds which goals the tenant has. */
  interface Goals {
    Set<UUID> existing(Set<UUID> asked);
  }

  /**
   * The terms that a request asks for.
   *
   * @throws dev.steadfast.platform.problem.ProblemException {@code rule-violated} with every rule
   *     that it breaks
   */
  static InitiativeTerms check(InitiativeRequest request, Goals goals) {
    return new InitiativeRules(request, goals).terms();
  }

  private InitiativeTerms terms() {
    String title = findings.text("/title", request.title(), MAX_NAME);
    findings.optional("/description", request.description(), MAX_TEXT);
    Optional<InitiativeKind> kind = kind();
    Optional<LocalDate> start = day("/start", request.start(), true);
    Optional<LocalDate> end = day("/end", request.end(), false);
    if (start.isPresent() && end.isPresent() && end.get().isBefore(start.get())) {
      findings.add("/end", "is before its start " + start.get());
    }
    List<Scope> scopes = scopes();
    Optional<ExpectedEffect> expected = expected(request.expectedEffect());
    Set<UUID> linked = goals();
    findings.refuseIfAny();
    return new InitiativeTerms(
        title,
        Optional.ofNullable(request.description()),
        kind.orElseThrow(),
        start.orElseThrow(),
        end,
        scopes,
        expected.orElseThrow(),
        linked);
  }

  private Optional<InitiativeKind> kind() {
    String kind = request.kind();
    if (kind != null && InitiativeKind.codes().contains(kind)) {
      return Optional.of(InitiativeKind.named(kind));
    }
    findings.add("/kind", "is one of " + String.join(", ", InitiativeKind.codes()));
    return Optional.empty();
  }

  private Optional<LocalDate> day(String pointer, @Nullable LocalDate day, boolean required) {
    if (day == null && required) {
      findings.add(pointer, "is required");
    } else if (day != null && (day.isBefore(EARLIEST) || day.isAfter(LATEST))) {
      findings.add(pointer, "is between " + EARLIEST + " and " + LATEST);
    }
    return Optional.ofNullable(day);
  }

  private List<Scope> scopes() {
    List<@Nullable Map<String, @Nullable String>> asked = request.scopes();
    if (asked == null) {
      return List.of(Scope.ALL);
    }
    if (asked.isEmpty() || asked.size() > MAX_SCOPES) {
      findings.add("/scopes", "has 1 to " + MAX_SCOPES + " scopes");
      return List.of();
    }
    List<Scope> scopes = new ArrayList<>();
    for (int i = 0; i < asked.size(); i++) {
      Optional<Scope> scope = scope("/scopes/" + i, asked.get(i));
      if (scope.isPresent() && scopes.contains(scope.get())) {
        findings.add("/scopes/" + i, "is named twice");
      } else if (scope.isPresent()
          && !scopes.isEmpty()
          && !scopes.getFirst().values().keySet().equals(scope.get().values().keySet())) {
        findings.add("/scopes/" + i, "has other dimensions than the first");
      }
      scope.ifPresent(scopes::add);
    }
    return scopes;
  }

  private Optional<Scope> scope(String pointer, @Nullable Map<String, @Nullable String> asked) {
    if (asked == null) {
      findings.add(pointer, "is an object of dimensions");
      return Optional.empty();
    }
    Map<String, String> values = new HashMap<>();
    for (var entry : asked.entrySet()) {
      String at = pointer + "/" + entry.getKey().replace("~", "~0").replace("/", "~1");
      if (Scope.DIMENSIONS.contains(entry.getKey())) {
        values.put(entry.getKey(), findings.text(at, entry.getValue(), MAX_NAME));
      } else {
        findings.add(at, "is none of " + String.join(", ", Scope.DIMENSIONS));
      }
    }
    if (findings.concern(pointer + "/")) {
      return Optional.empty();
    }
    Scope scope = new Scope(values);
    if (!scope.isMerged()) {
      findings.add(
          pointer, "is none of: nothing, team, agent, channel, team and channel, priority");
      return Optional.empty();
    }
    return Optional.of(scope);
  }

  private Optional<ExpectedEffect> expected(InitiativeRequest.@Nullable EffectPart effect) {
    if (effect == null) {
      findings.add("/expectedEffect", "is required: which metric should it move?");
      return Optional.empty();
    }
    String key = findings.text("/expectedEffect/metric", effect.metric(), MAX_NAME);
    Optional<MetricDefinition> metric = BuiltInMetrics.ofOneCell(key);
    if (metric.isEmpty()) {
      if (!findings.concern("/expectedEffect/metric")) {
        findings.add("/expectedEffect/metric", "is none of " + metrics());
      }
      return Optional.empty();
    }
    if (effect.version() != null && effect.version() != metric.get().version()) {
      findings.add(
          "/expectedEffect/version", "is not " + metric.get().version() + ", the only one");
    }
    OptionalDouble amount =
        ExpectedEffect.amount(findings, "/expectedEffect/amount", effect.amount(), metric.get());
    OptionalDouble uncertainty =
        ExpectedEffect.amount(
            findings, "/expectedEffect/uncertainty", effect.uncertainty(), metric.get());
    if (amount.isPresent() && amount.getAsDouble() == 0) {
      findings.add("/expectedEffect/amount", "is 0: there is nothing to expect");
    }
    if (uncertainty.isPresent() && effect.amount() == null) {
      findings.add("/expectedEffect/uncertainty", "goes with an amount only");
    }
    if (uncertainty.isPresent() && uncertainty.getAsDouble() < 0) {
      findings.add("/expectedEffect/uncertainty", "is negative");
    }
    return findings.concern("/expectedEffect")
        ? Optional.empty()
        : Optional.of(new ExpectedEffect(metric.get(), amount, uncertainty));
  }

  /** All keys of metrics, in one line. */
  private static String metrics() {
    return BuiltInMetrics.ofOneCell().stream()
        .map(MetricDefinition::key)
        .collect(Collectors.joining(", "));
  }

  private Set<UUID> goals() {
    List<@Nullable UUID> asked = request.goals();
    if (asked == null) {
      return Set.of();
    }
    if (asked.size() > MAX_GOALS) {
      findings.add("/goals", "has at most " + MAX_GOALS + " goals");
      return Set.of();
    }
    Set<UUID> ids = new LinkedHashSet<>();
    for (int i = 0; i < asked.size(); i++) {
      UUID id = asked.get(i);
      if (id == null) {
        findings.add("/goals/" + i, "is the id of a goal");
      } else {
        ids.add(id);
      }
    }
    Set<UUID> existing = ids.isEmpty() ? Set.of() : goals.existing(ids);
    for (int i = 0; i < asked.size(); i++) {
      UUID id = asked.get(i);
      if (id != null && !existing.contains(id)) {
        findings.add("/goals/" + i, "is no goal: " + id);
      }
    }
    return existing;
  }
}
