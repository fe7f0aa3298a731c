package dev.steadfast.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;

class GoalTableTest {
  private static final String TWO_GOALS =
      """
      {"items": [
        {"title": "Fewer reopened", "state": "active",
         "target": {"unit": "percent", "levels": {"target": 4.0}},
         "odds": {"target": 3.4, "word": "unrealistic"},
         "standing": {"status": "off-track", "value": 12.52, "n": 700, "progress": -5.07}},
        {"title": "Still a draft", "state": "draft", "target": {"unit": "count", "levels": {"target": 60}}},
        {"title": "Quick first answers", "state": "active",
         "target": {"unit": "ms", "levels": {"target": 2400000}},
         "standing": {"status": "achieved", "value": 1770000, "n": 738, "progress": 1.6}},
        {"title": "Solve within a day", "state": "active",
         "target": {"unit": "ms", "levels": {"target": 86400000}},
         "standing": {"status": "no-data", "n": 0}}
      ]}
      """;

  @Test
  void showsActiveGoalsOldestFirstInUnitsThatPeopleRead() throws Exception {
    // Given
    JsonNode goals = new JsonMapper().readTree(TWO_GOALS);

    // When
    String table = GoalTable.of(goals);

    // Then
    assertThat(table.lines().map(line -> line.strip().replaceAll(" {2,}", "|")))
        .containsExactly(
            "goal|value|target|progress|odds|status",
            "Solve within a day|–|24.0 h|–|–|no-data",
            "Quick first answers|29.5 min|40.0 min|160 %|–|achieved",
            "Fewer reopened|12.5 %|4.0 %|-507 %|3 %|off-track");
  }

  @Test
  void isEmptyWithoutGoals() throws Exception {
    // When
    String table = GoalTable.of(new JsonMapper().readTree("{\"items\": []}"));

    // Then
    assertThat(table).isEmpty();
  }
}
