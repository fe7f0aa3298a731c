package dev.steadfast.goals.initiative;

import dev.steadfast.core.measure.Scope;
import dev.steadfast.goals.plan.InitiativeKind;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * All that people set of an initiative, and nothing that breaks a rule. Made by {@link
 * InitiativeRules}.
 *
 * @param end the last day that it is worked on; not before {@code start}. What it changed is taken
 *     to last
 * @param scopes that have it, at least one, all of the same dimensions
 * @param goals that it is for
 */
public record InitiativeTerms(
    String title,
    Optional<String> description,
    InitiativeKind kind,
    LocalDate start,
    Optional<LocalDate> end,
    List<Scope> scopes,
    ExpectedEffect expected,
    Set<UUID> goals) {
  public InitiativeTerms {
    scopes = List.copyOf(scopes);
    goals = Set.copyOf(goals);
  }

  /** Whether everything of that scope has the initiative. */
  public boolean covers(Scope scope) {
    return scopes.stream()
        .anyMatch(each -> scope.values().entrySet().containsAll(each.values().entrySet()));
  }

  /** Whether anything of that scope has the initiative for certain: all of it, or a named part. */
  public boolean touches(Scope scope) {
    return covers(scope)
        || scopes.stream()
            .anyMatch(each -> each.values().entrySet().containsAll(scope.values().entrySet()));
  }
}
