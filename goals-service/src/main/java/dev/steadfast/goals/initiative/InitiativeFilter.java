package dev.steadfast.goals.initiative;

import dev.steadfast.core.measure.Scope;
import dev.steadfast.goals.plan.InitiativeKind;
import dev.steadfast.platform.problem.ProblemException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which initiatives a list shows. Its conditions are joined by "and". */
record InitiativeFilter(
    @Nullable InitiativeKind kind,
    @Nullable String metric,
    @Nullable Scope scope,
    @Nullable InitiativeStatus status,
    @Nullable UUID goal) {

  /**
   * The filter in the words of a query.
   *
   * @throws ProblemException {@code invalid-parameter} for a word that no initiative has
   */
  static InitiativeFilter of(
      @Nullable String kind,
      @Nullable String metric,
      @Nullable String scope,
      @Nullable String status,
      @Nullable String goal) {
    return new InitiativeFilter(
        read("kind", kind, InitiativeKind::named),
        metric,
        read("scope", scope, Scope::parse),
        read("status", status, InitiativeStatus::named),
        read("goal", goal, UUID::fromString));
  }

  private static <T> @Nullable T read(
      String parameter, @Nullable String value, Function<String, T> reader) {
    if (value == null) {
      return null;
    }
    try {
      return reader.apply(value);
    } catch (IllegalArgumentException e) {
      String detail =
          switch (parameter) {
            case "scope" -> "A scope reads all, team=Billing or team=Billing;channel=email.";
            case "goal" -> "The id of a goal.";
            default -> "One of: " + e.getMessage() + ".";
          };
      throw ProblemException.invalidParameter(parameter, detail);
    }
  }

  /** The condition as a query, whose parameters it adds. */
  String query(Map<String, Object> parameters, LocalDate today) {
    List<String> conditions = new ArrayList<>();
    if (kind != null) {
      parameters.put("kind", kind.code());
      conditions.add("kind = :kind");
    }
    if (metric != null) {
      parameters.put("metric", metric);
      conditions.add("metric = :metric");
    }
    if (scope != null) {
      parameters.put("scope", scope.text());
      conditions.add("array_contains(scopes, :scope)");
    }
    if (goal != null) {
      parameters.put("goal", goal);
      conditions.add(":goal member of goals");
    }
    if (status != null) {
      parameters.put("today", today);
      conditions.add(
          switch (status) {
            case PLANNED -> "start > :today";
            case RUNNING -> "start <= :today and (end is null or end >= :today)";
            case ENDED -> "start <= :today and end < :today";
          });
    }
    return conditions.isEmpty() ? "1 = 1" : String.join(" and ", conditions);
  }
}
