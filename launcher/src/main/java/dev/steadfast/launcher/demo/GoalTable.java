package dev.steadfast.launcher.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Goals as lines of text: title, value, target, progress, odds of the target, status. */
final class GoalTable {
  private static final double MINUTE = 60_000;
  private static final String MISSING = "–";

  private GoalTable() {}

  /**
   * Renders the items of {@code GET /v1/goals}, in the order in which they were created.
   *
   * @return empty when there is no active goal
   */
  static String of(JsonNode goals) {
    List<JsonNode> active = new ArrayList<>();
    goals.path("items").forEach(active::addFirst);
    active.removeIf(goal -> !goal.path("state").asText().equals("active"));
    if (active.isEmpty()) {
      return "";
    }
    StringBuilder table =
        new StringBuilder(line("goal", "value", "target", "progress", "odds", "status"));
    for (JsonNode goal : active) {
      JsonNode target = goal.path("target");
      JsonNode standing = goal.path("standing");
      String unit = target.path("unit").asText();
      table.append(
          line(
              goal.path("title").asText(),
              value(standing.path("value"), unit),
              value(target.path("levels").path("target"), unit),
              percent(standing.path("progress"), 100),
              percent(goal.at("/odds/target"), 1),
              standing.path("status").asText(MISSING)));
    }
    return table.toString().stripTrailing();
  }

  private static String line(
      String title, String value, String target, String progress, String odds, String status) {
    return String.format(
        Locale.ROOT,
        "  %-47s %10s %10s %9s %6s  %s%n",
        title,
        value,
        target,
        progress,
        odds,
        status);
  }

  private static String percent(JsonNode share, double factor) {
    return share.isNumber()
        ? String.format(Locale.ROOT, "%.0f %%", factor * share.asDouble())
        : MISSING;
  }

  private static String value(JsonNode value, String unit) {
    if (!value.isNumber()) {
      return MISSING;
    }
    double number = value.asDouble();
    return switch (unit) {
      case "ms" ->
          number < 120 * MINUTE
              ? String.format(Locale.ROOT, "%.1f min", number / MINUTE)
              : String.format(Locale.ROOT, "%.1f h", number / (60 * MINUTE));
      case "percent" -> String.format(Locale.ROOT, "%.1f %%", number);
      default -> String.format(Locale.ROOT, "%.0f", number);
    };
  }
}
