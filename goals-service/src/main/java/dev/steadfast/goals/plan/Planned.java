package dev.steadfast.goals.plan;

import dev.steadfast.core.measure.Scope;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;

/**
 * An initiative that may move a goal.
 *
 * @param id of one that is noted; empty for one that is only thought of
 * @param version of the one that is noted; 0 of one that is only thought of
 * @param kind empty where nobody said
 * @param metric the key of the one that it should move
 * @param amount in the unit of the metric, for an average day; empty where nobody said
 * @param uncertainty of the amount, standard deviation; 0 without one
 */
public record Planned(
    Optional<UUID> id,
    long version,
    String title,
    Optional<InitiativeKind> kind,
    LocalDate start,
    List<Scope> scopes,
    String metric,
    OptionalDouble amount,
    double uncertainty) {
  public Planned {
    scopes = List.copyOf(scopes);
  }

  /** Whether it acts on all of a scope or on a named part of it. */
  boolean touches(Scope scope) {
    return scopes.stream().anyMatch(each -> holds(each, scope) || holds(scope, each));
  }

  /** Whether one scope holds all of another. */
  public static boolean holds(Scope wide, Scope narrow) {
    return narrow.values().entrySet().containsAll(wide.values().entrySet());
  }

  /** What the odds rest on of it: another amount is another key, another day is not. */
  String key(Map<InitiativeKind, PastEffect> past) {
    String noted = id.map(UUID::toString).orElse("") + "@" + version;
    if (amount.isPresent()) {
      return noted;
    }
    return kind.map(past::get)
        .map(each -> "%s~%d~%s~%s".formatted(noted, each.n(), each.mean(), each.sd()))
        .orElse(noted);
  }
}
