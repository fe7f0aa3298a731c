package dev.steadfast.goals.goal;

import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.core.measure.Scope;
import dev.steadfast.goals.progress.DateRange;
import dev.steadfast.goals.progress.Target;
import java.util.List;
import java.util.Optional;

/** All that people set of a goal, and nothing that breaks a rule. Made by {@link GoalRules}. */
public record GoalTerms(
    String title,
    Optional<String> description,
    Optional<Owner> owner,
    Scope scope,
    DateRange period,
    MetricDefinition metric,
    Target target,
    Baseline baseline,
    List<String> tags) {

  /** Whose goal it is. */
  public record Owner(String id, Optional<String> label) {}
}
