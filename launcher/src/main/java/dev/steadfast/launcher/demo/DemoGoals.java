package dev.steadfast.launcher.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The goals of the demo: each measured against its own first six weeks, over a period of sixteen.
 * And the training that one of its teams had.
 */
final class DemoGoals {
  private static final int BASELINE_WEEKS = 6;
  private static final int PERIOD_WEEKS = 16;

  private final LocalDate first;

  DemoGoals(LocalDate first) {
    this.first = first;
  }

  /** Creates and activates them; doing it again within a day changes nothing. */
  void create(DemoClient client) {
    List<Map<String, Object>> goals = all();
    for (int i = 0; i < goals.size(); i++) {
      String key = "demo-" + first + "-goal-" + (i + 1);
      JsonNode goal = client.post("/v1/goals", key, goals.get(i));
      String path = "/v1/goals/" + goal.path("id").asText() + ":activate";
      client.post(path, key + "-activate", Map.of());
    }
    client.post("/v1/initiatives", "demo-" + first + "-training", training());
  }

  /** What {@link Team#BILLING} changed; it acts from the week after. */
  private Map<String, Object> training() {
    return Map.of(
        "title", "Training: the first answer counts",
        "kind", "training",
        "start", first.plusWeeks(Team.TRAINING_WEEK + 1L).toString(),
        "scopes", List.of(Map.of("team", Team.BILLING.id())),
        "expectedEffect", Map.of("metric", "first-response-time", "amount", "-PT20M"));
  }

  private List<Map<String, Object>> all() {
    return List.of(
        goal(
            "Billing answers first within 40 minutes",
            Map.of("team", "billing"),
            measured("first-response-time", "median"),
            Map.of("commit", "PT45M", "target", "PT40M", "stretch", "PT30M")),
        goal(
            "Technical resolves nine in ten within a day",
            Map.of("team", "technical"),
            measured("resolution-time", "p90"),
            Map.of("commit", "PT26H", "target", "PT24H", "stretch", "PT20H")),
        goal(
            "Orders solves 62 % with one reply",
            Map.of("team", "orders"),
            measured("one-touch-rate", "share"),
            Map.of("commit", 60, "target", 62, "stretch", 66)),
        goal(
            "Accounts has fewer than 4 % reopened",
            Map.of("team", "accounts"),
            measured("reopen-rate", "share"),
            Map.of("commit", 5, "target", 4, "stretch", 3)),
        goal(
            "Accounts satisfies 92 % of its customers",
            Map.of("team", "accounts"),
            measured("csat", "share"),
            Map.of("commit", 90, "target", 92, "stretch", 95)),
        goal(
            "The department satisfies 88 % of its customers",
            Map.of(), measured("csat", "share"), Map.of("commit", 87, "target", 88, "stretch", 92)),
        goal(
            "Chats get an answer within 10 minutes (p90)",
            Map.of("channel", "chat"),
            measured("first-response-time", "p90"),
            Map.of("commit", "PT11M", "target", "PT10M", "stretch", "PT8M")),
        goal(
            "No more than 60 interactions wait",
            Map.of(),
            entered("backlog", "level", 150),
            Map.of("commit", 80, "target", 60, "stretch", 30)));
  }

  private Map<String, Object> goal(
      String title,
      Map<String, Object> scope,
      Map<String, Object> target,
      Map<String, Object> levels) {
    Map<String, Object> whole = new LinkedHashMap<>(target);
    whole.put("levels", levels);
    Map<String, Object> goal = new LinkedHashMap<>();
    goal.put("title", title);
    goal.put("scope", scope);
    goal.put("period", range(first, PERIOD_WEEKS));
    goal.put("target", whole);
    goal.put("tags", List.of("demo"));
    return goal;
  }

  private Map<String, Object> measured(String metric, String aggregation) {
    Map<String, Object> baseline = new LinkedHashMap<>(range(first, BASELINE_WEEKS));
    baseline.put("source", "measured");
    return Map.of(
        "metric", metric,
        "aggregation", aggregation,
        "window", "rolling-28-days",
        "baseline", baseline);
  }

  private static Map<String, Object> entered(String metric, String aggregation, double value) {
    return Map.of(
        "metric",
        metric,
        "aggregation",
        aggregation,
        "direction",
        "lower",
        "baseline",
        Map.of("value", value));
  }

  private static Map<String, Object> range(LocalDate from, int weeks) {
    return Map.of("from", from.toString(), "to", from.plusWeeks(weeks).minusDays(1).toString());
  }
}
