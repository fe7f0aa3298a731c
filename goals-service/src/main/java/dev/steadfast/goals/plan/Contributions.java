package dev.steadfast.goals.plan;

import dev.steadfast.core.measure.Scope;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Says what initiatives do to the final value of one goal.
 *
 * @param observations of the last days of the goal's scope and of parts of it
 * @param past what initiatives of a kind did to the metric; none where nothing of the goal's
 *     aggregation could be judged
 */
public record Contributions(
    Aim aim, Map<Scope, Long> observations, Map<InitiativeKind, PastEffect> past) {
  public Contributions {
    observations = Map.copyOf(observations);
    past = Map.copyOf(past);
  }

  /** A part of the goal's final value that an initiative reaches, or why that is unknown. */
  private sealed interface Part {
    record Of(double factor) implements Part {}

    record Unknown(String reason) implements Part {}
  }

  /** Of one initiative. */
  public Contribution of(Planned planned) {
    if (!planned.metric().equals(aim.metric())) {
      return new Contribution.Unknown(
          "It should move " + planned.metric() + ", not " + aim.metric() + ".");
    }
    return switch (part(planned.scopes())) {
      case Part.Unknown unknown -> new Contribution.Unknown(unknown.reason());
      case Part.Of part -> moved(planned, part.factor());
    };
  }

  private Contribution moved(Planned planned, double part) {
    if (planned.amount().isPresent()) {
      return moves(
          planned.start(),
          part,
          planned.amount().getAsDouble(),
          planned.uncertainty(),
          Optional.empty());
    }
    if (planned.kind().isEmpty()) {
      return new Contribution.Unknown("Nobody said by how much, or of which kind it is.");
    }
    PastEffect measured = past.get(planned.kind().get());
    return measured == null
        ? new Contribution.Unknown(
            "Nobody said by how much, and no initiative of the kind %s on this metric could be judged yet."
                .formatted(planned.kind().get().words()))
        : moves(planned.start(), part, measured.mean(), measured.sd(), Optional.of(measured));
  }

  private Contribution moves(
      LocalDate start,
      double part,
      double amount,
      double uncertainty,
      Optional<PastEffect> measured) {
    double factor = part * aim.weight(start);
    return new Contribution.Moves(
        amount,
        uncertainty,
        measured,
        aim.daysFrom(start),
        aim.stillToCome(start),
        amount * factor,
        uncertainty * factor);
  }

  private Part part(List<Scope> scopes) {
    Scope scope = aim.scope();
    if (scopes.contains(scope)) {
      return new Part.Of(1);
    }
    boolean isTotal = aim.aggregation().isTotal();
    if (scopes.stream().anyMatch(each -> Planned.holds(each, scope))) {
      return isTotal
          ? new Part.Unknown(
              "Its amount is for more than %s; which part falls there is unknown."
                  .formatted(scope.text()))
          : new Part.Of(1);
    }
    List<Scope> parts = scopes.stream().filter(each -> Planned.holds(scope, each)).toList();
    if (parts.isEmpty()) {
      return new Part.Unknown("It does not act on %s.".formatted(scope.text()));
    }
    if (isTotal) {
      return new Part.Of(parts.size());
    }
    double whole = observations.getOrDefault(scope, 0L);
    double theirs = parts.stream().mapToLong(each -> observations.getOrDefault(each, 0L)).sum();
    return whole <= 0
        ? new Part.Unknown("Which part of %s it acts on is unknown.".formatted(scope.text()))
        : new Part.Of(Math.clamp(theirs / whole, 0, 1));
  }
}
