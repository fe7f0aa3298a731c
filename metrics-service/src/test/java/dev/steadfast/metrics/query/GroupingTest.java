package dev.steadfast.metrics.query;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steadfast.contracts.metric.BuiltInMetrics;
import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.contracts.metric.ReplyMetrics;
import dev.steadfast.contracts.metric.SurveyMetrics;
import dev.steadfast.core.measure.Cell;
import dev.steadfast.core.measure.Measured;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class GroupingTest {
  private static final int DAYS = 3;
  private static final Period PERIOD =
      Period.of("2026-03-02", "2026-03-05", ZoneId.of("UTC"), Interval.DAY);
  private static final List<MetricDefinition> METRICS =
      List.of(
          BuiltInMetrics.VOLUME,
          ReplyMetrics.RESPONSE_LENGTH,
          BuiltInMetrics.CSAT,
          SurveyMetrics.NPS);

  /** One observation; without the dimensions that it has no value of. */
  private record Seen(Map<String, String> dimensions, int bucket, Cell cell) {}

  private static List<Seen> observations(Random random, MetricDefinition metric) {
    List<Seen> seen = new ArrayList<>();
    for (int i = random.nextInt(80); i > 0; i--) {
      Map<String, String> dimensions = new HashMap<>();
      for (String dimension : List.of("team", "channel")) {
        if (random.nextInt(3) > 0) {
          dimensions.put(dimension, dimension + random.nextInt(3));
        }
      }
      long value = metric.kind() == MetricDefinition.Kind.NUMBER ? random.nextInt(9_000) : 1;
      Cell cell = new Cell();
      cell.observe(metric.kind(), value, 1);
      seen.add(new Seen(dimensions, random.nextInt(DAYS + 1) - 1, cell));
    }
    return seen;
  }

  private static Map<String, String> only(Map<String, String> values, List<String> dimensions) {
    Map<String, String> some = new HashMap<>(values);
    some.keySet().retainAll(dimensions);
    return some;
  }

  @RepeatedTest(200)
  void whatHasNoValueIsLeftOfTheWholesAndAllPartsSumToThem(RepetitionInfo repetition) {
    // Given
    Random random = new Random(60_000 + repetition.getCurrentRepetition());
    MetricDefinition metric = METRICS.get(random.nextInt(METRICS.size()));
    String groupBy = List.of("team", "channel", "team,channel").get(random.nextInt(3));
    MetricQuery query = MetricQuery.of(metric, PERIOD, null, groupBy, List.of());
    List<Seen> seen = observations(random, metric);
    Grouping expected = new Grouping(query);
    Cell all = new Cell();
    seen.forEach(
        one -> {
          expected.add(one.dimensions(), one.bucket(), one.cell());
          if (one.bucket() >= 0) {
            all.add(one.cell());
          }
        });

    // When: cells are merged of those that have values, and of everything
    Grouping merged = new Grouping(query);
    List<MetricQuery> combinations = new ArrayList<>(query.wholes());
    combinations.add(query);
    for (MetricQuery combination : combinations) {
      for (Seen one : seen) {
        Map<String, String> scope = only(one.dimensions(), combination.groupBy());
        if (scope.size() == combination.groupBy().size()) {
          merged.add(scope, one.bucket(), one.cell());
        }
      }
    }
    merged.leaveWithout();

    // Then
    Map<Map<String, String>, List<Cell>> parts = cells(merged);
    assertThat(parts).isEqualTo(cells(expected));
    Cell sum = new Cell();
    parts.values().forEach(part -> part.forEach(sum::add));
    assertThat(sum).isEqualTo(all);
  }

  @Test
  void aGroupWhoseNumbersHaveMovedAwayIsNoneUnlessTheyWereRead() {
    // Given a day of a team that was counted and taken back, as its cell is kept: empty
    MetricQuery query = MetricQuery.of(BuiltInMetrics.VOLUME, PERIOD, null, "team", List.of());
    Grouping grouping = new Grouping(query);
    Cell one = new Cell();
    one.observe(MetricDefinition.Kind.COUNT, 1, 1);
    grouping.add(Map.of("team", "billing"), 0, one);
    grouping.add(Map.of("team", "moved"), 0, new Cell());
    grouping.add(Map.of("team", "read"), 0, new Cell());
    grouping.restated(Map.of("team", "read"), 0, 0, Instant.parse("2026-03-09T08:00:00Z"));

    // When / Then
    assertThat(cells(grouping)).containsOnlyKeys(Map.of("team", "billing"), Map.of("team", "read"));
  }

  private static Map<Map<String, String>, List<Cell>> cells(Grouping grouping) {
    return grouping.finished().stream()
        .collect(
            toMap(
                Grouping.Group::values,
                group -> Stream.of(group.measured()).map(Measured::cell).toList()));
  }
}
