package dev.steadfast.goals.forecast;

import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.core.measure.Scope;
import dev.steadfast.goals.initiative.ExpectedEffect;
import dev.steadfast.goals.initiative.Initiative;
import dev.steadfast.goals.initiative.InitiativeKind;
import dev.steadfast.goals.initiative.InitiativeTerms;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * An initiative that may move a goal.
 *
 * @param id of one that is noted; empty for one that is only thought of
 * @param kind empty where nobody said
 */
record Candidate(
    Optional<UUID> id,
    String title,
    Optional<InitiativeKind> kind,
    LocalDate start,
    List<Scope> scopes,
    ExpectedEffect expected) {
  static Candidate of(Initiative initiative) {
    InitiativeTerms terms = initiative.terms();
    return new Candidate(
        Optional.of(initiative.id()),
        terms.title(),
        Optional.of(terms.kind()),
        terms.start(),
        terms.scopes(),
        terms.expected());
  }

  MetricDefinition metric() {
    return expected.metric();
  }
}
