package dev.steadfast.goals.goal;

import dev.steadfast.core.measure.Scope;
import dev.steadfast.goals.progress.Status;
import dev.steadfast.platform.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Which goals a list shows. Its conditions are joined by "and". */
record GoalFilter(
    @Nullable String state,
    @Nullable String status,
    @Nullable String metric,
    @Nullable String team,
    @Nullable String tag) {

  /**
   * Refuses words that no goal has.
   *
   * @throws ProblemException {@code invalid-parameter}
   */
  void check() {
    named("state", state, GoalState::named);
    named("status", status, Status::named);
  }

  private static void named(String parameter, @Nullable String value, Consumer<String> reader) {
    if (value == null) {
      return;
    }
    try {
      reader.accept(value);
    } catch (IllegalArgumentException e) {
      throw ProblemException.invalidParameter(parameter, "One of: " + e.getMessage() + ".");
    }
  }

  /** The condition as a query, whose parameters it adds. */
  String query(Map<String, Object> parameters) {
    List<String> conditions = new ArrayList<>();
    add(conditions, parameters, "state", state, "state = :state");
    add(
        conditions,
        parameters,
        "status",
        status,
        "id in (select s.goalId from Standing s where s.status = :status)");
    add(conditions, parameters, "metric", metric, "target.metric = :metric");
    add(conditions, parameters, "tag", tag, "array_contains(tags, :tag)");
    if (team != null) {
      String scope = Scope.of("team", team).text();
      parameters.put("team", scope);
      parameters.put("teamAnd", scope + ";");
      conditions.add("(scope = :team or left(scope, length(:teamAnd)) = :teamAnd)");
    }
    return conditions.isEmpty() ? "1 = 1" : String.join(" and ", conditions);
  }

  private static void add(
      List<String> conditions,
      Map<String, Object> parameters,
      String name,
      @Nullable String value,
      String condition) {
    if (value != null) {
      parameters.put(name, value);
      conditions.add(condition);
    }
  }
}
