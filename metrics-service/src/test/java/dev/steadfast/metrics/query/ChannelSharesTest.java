package dev.steadfast.metrics.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.steadfast.contracts.metric.Aggregation;
import dev.steadfast.contracts.metric.ChannelMetrics;
import dev.steadfast.contracts.metric.DerivedMetrics;
import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.core.measure.Cell;
import dev.steadfast.metrics.query.Grouping.Group;
import dev.steadfast.platform.problem.ProblemException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChannelSharesTest {
  private static final Period FIVE_DAYS =
      Period.of("2026-03-02", "2026-03-07", ZoneId.of("UTC"), Interval.DAY);

  static List<MetricDefinition> rules() {
    return List.of(
        DerivedMetrics.CHANNEL_SHARE,
        ChannelMetrics.LAST_CHANNEL_SHARE,
        ChannelMetrics.EACH_CHANNEL_SHARE);
  }

  @RepeatedTest(100)
  void theSharesOfEachTeamSumToAHundredOrThereIsNone(RepetitionInfo repetition) {
    // Given
    Random random = new Random(40_000 + repetition.getCurrentRepetition());
    MetricDefinition metric = rules().get(random.nextInt(3));
    MetricQuery query = MetricQuery.of(metric, FIVE_DAYS, null, "team,channel", List.of());
    Grouping grouping = new Grouping(query);
    for (int i = random.nextInt(60); i > 0; i--) {
      Cell one = new Cell();
      one.observe(metric.kind(), 1, 1);
      Map<String, String> group =
          Map.of("team", "t" + random.nextInt(3), "channel", "c" + random.nextInt(4));
      grouping.add(group, random.nextInt(5), one);
    }

    // When
    List<Group> groups = grouping.finished();

    // Then
    for (int day = 0; day < 5; day++) {
      Map<String, Double> sums = new HashMap<>();
      for (Group group : groups) {
        String team = group.values().get("team");
        group
            .value(Aggregation.SHARE, day)
            .ifPresent(share -> sums.merge(team, share, Double::sum));
      }
      sums.values().forEach(sum -> assertThat(sum).isCloseTo(100, within(1e-9)));
    }
  }

  @ParameterizedTest
  @MethodSource("rules")
  void aShareOfOneChannelAloneIsRefused(MetricDefinition metric) {
    assertThatThrownBy(() -> MetricQuery.of(metric, FIVE_DAYS, null, null, List.of("channel:chat")))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("group by channel");
  }
}
