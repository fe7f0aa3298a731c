package dev.steadfast.goals.forecast;

import dev.steadfast.core.measure.Scope;
import dev.steadfast.goals.effect.PastEffect;
import dev.steadfast.goals.initiative.InitiativeKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Says what initiatives do to the final value of one goal. */
final class Contributions {
  private final String metric;
  private final Scope scope;
  private final GoalAhead ahead;
  private final Map<Scope, Long> observations;
  private final Function<InitiativeKind, Optional<PastEffect>> past;
  private final Map<InitiativeKind, Optional<PastEffect>> asked = new HashMap<>();

  /**
   * @param observations of the last days of the goal's scope and of parts of it
   * @param past what initiatives of a kind did to the metric
   */
  Contributions(
      String metric,
      Scope scope,
      GoalAhead ahead,
      Map<Scope, Long> observations,
      Function<InitiativeKind, Optional<PastEffect>> past) {
    this.metric = metric;
    this.scope = scope;
    this.ahead = ahead;
    this.observations = observations;
    this.past = past;
  }

  /** A part of the goal's final value that an initiative reaches, or why that is unknown. */
  private sealed interface Part {
    record Of(double factor) implements Part {}

    record Unknown(String reason) implements Part {}
  }

  Contribution of(Candidate candidate) {
    if (!candidate.metric().key().equals(metric)) {
      return new Contribution.Unknown(
          "It should move " + candidate.metric().key() + ", not " + metric + ".");
    }
    return switch (part(candidate.scopes())) {
      case Part.Unknown unknown -> new Contribution.Unknown(unknown.reason());
      case Part.Of part -> moved(candidate, part.factor() * ahead.weight(candidate.start()));
    };
  }

  private Contribution moved(Candidate candidate, double factor) {
    long days = ahead.daysFrom(candidate.start());
    if (candidate.expected().amount().isPresent()) {
      double amount = candidate.expected().amount().getAsDouble();
      double uncertainty = candidate.expected().uncertainty().orElse(0);
      return new Contribution.Moves(
          amount, uncertainty, Optional.empty(), days, amount * factor, uncertainty * factor);
    }
    if (candidate.kind().isEmpty()) {
      return new Contribution.Unknown("Nobody said by how much, or of which kind it is.");
    }
    Optional<PastEffect> measured = asked.computeIfAbsent(candidate.kind().get(), past);
    if (measured.isEmpty()) {
      return new Contribution.Unknown(
          "Nobody said by how much, and no initiative of the kind %s on this metric could be judged yet."
              .formatted(candidate.kind().get().words()));
    }
    PastEffect guess = measured.get();
    return new Contribution.Moves(
        guess.mean(), guess.sd(), measured, days, guess.mean() * factor, guess.sd() * factor);
  }

  private Part part(List<Scope> scopes) {
    if (scopes.contains(scope)) {
      return new Part.Of(1);
    }
    if (scopes.stream().anyMatch(each -> holds(each, scope))) {
      return ahead.addsUp()
          ? new Part.Unknown(
              "Its amount is for more than %s; which part falls there is unknown."
                  .formatted(scope.text()))
          : new Part.Of(1);
    }
    List<Scope> parts = scopes.stream().filter(each -> holds(scope, each)).toList();
    if (parts.isEmpty()) {
      return new Part.Unknown("It does not act on %s.".formatted(scope.text()));
    }
    if (ahead.addsUp()) {
      return new Part.Of(parts.size());
    }
    double whole = observations.getOrDefault(scope, 0L);
    double theirs = parts.stream().mapToLong(each -> observations.getOrDefault(each, 0L)).sum();
    return whole <= 0
        ? new Part.Unknown("Which part of %s it acts on is unknown.".formatted(scope.text()))
        : new Part.Of(Math.clamp(theirs / whole, 0, 1));
  }

  /** Whether one scope holds all of another. */
  static boolean holds(Scope wide, Scope narrow) {
    return narrow.values().entrySet().containsAll(wide.values().entrySet());
  }
}
