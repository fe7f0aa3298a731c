package dev.steadfast.metrics.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steadfast.contracts.metric.BuiltInMetrics;
import dev.steadfast.contracts.metric.SurveyMetrics;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** The property that everything rests on, tried on random lives of tickets. */
class AnyOrderTest {
  @RepeatedTest(300)
  void anyPermutationRepetitionAndCutGivesTheSameMeasures(RepetitionInfo repetition) {
    // Given
    Random random = new Random(repetition.getCurrentRepetition());
    List<TimelineEvent> events = RandomLife.of(random);
    Circumstances now = RandomLife.circumstances(random);
    Measures expected = Fold.of(Timeline.of(events), now);

    // When
    List<TimelineEvent> shuffled = new ArrayList<>(events);
    shuffled.addAll(events.subList(0, random.nextInt(events.size())));
    Collections.shuffle(shuffled, random);
    Timeline timeline = Timeline.EMPTY;
    for (int at = 0; at < shuffled.size(); ) {
      int to = Math.min(shuffled.size(), at + 1 + random.nextInt(4));
      timeline = timeline.with(shuffled.subList(at, to));
      at = to;
    }

    // Then
    assertThat(Fold.of(timeline, now))
        .as("seed %d", repetition.getCurrentRepetition())
        .isEqualTo(expected);
  }

  @RepeatedTest(300)
  void theInvariantsHold(RepetitionInfo repetition) {
    // Given
    Random random = new Random(10_000 + repetition.getCurrentRepetition());

    // When
    Circumstances now = RandomLife.circumstances(random);
    Measures measures = Fold.of(Timeline.of(RandomLife.of(random)), now);

    // Then
    long backlog = 0;
    long last = Long.MIN_VALUE;
    for (Observation observation : measures.observations()) {
      if (observation.metric().equals(BuiltInMetrics.BACKLOG)) {
        backlog += observation.value();
        assertThat(observation.at()).isGreaterThanOrEqualTo(last);
        last = observation.at();
        assertThat(backlog).isBetween(0L, 1L);
      } else if (!observation.metric().equals(SurveyMetrics.NPS)) {
        assertThat(observation.value()).isNotNegative();
      }
    }
    assertThat(measures.observations()).doesNotHaveDuplicates();
    long resolved = count(measures, "resolved");
    assertThat(count(measures, "resolution-time")).isLessThanOrEqualTo(resolved);
    assertThat(count(measures, "reopen-rate")).isGreaterThanOrEqualTo(resolved);
    assertThat(sum(measures, "requester-wait-time"))
        .isEqualTo(sum(measures, "agent-work-time") + sum(measures, "on-hold-time"))
        .isLessThanOrEqualTo(sum(measures, "resolution-time"));
    assertThat(sum(measures, "handle-time.written"))
        .isLessThanOrEqualTo(sum(measures, "agent-work-time"));
    assertThat(count(measures, "reopen-rate.events"))
        .isGreaterThanOrEqualTo(count(measures, "reopen-rate"));
    assertThat(sum(measures, "reopen-rate.events"))
        .isGreaterThanOrEqualTo(sum(measures, "reopen-rate"))
        .isEqualTo(measures.observations().isEmpty() ? 0 : measures.reopens());
    assertThat(count(measures, "cycle-resolution-time"))
        .isLessThanOrEqualTo(count(measures, "reopen-rate.events"));
    assertThat(sum(measures, "one-touch-rate"))
        .isBetween(
            sum(measures, "one-touch-rate.one-agent"),
            sum(measures, "one-touch-rate.up-to-one-reply"));
    assertThat(count(measures, "speed-of-answer"))
        .isEqualTo(count(measures, "abandonment-rate") - sum(measures, "abandonment-rate"));
    assertThat(count(measures, "time-to-abandon")).isEqualTo(sum(measures, "abandonment-rate"));
  }

  @RepeatedTest(600)
  void targetsAreDecidedOnceAndTimeAloneChangesThemWhenTheySay(RepetitionInfo repetition) {
    // Given
    Random random = new Random(20_000 + repetition.getCurrentRepetition());
    Timeline timeline = Timeline.of(RandomLife.of(random));
    Circumstances now = RandomLife.circumstances(random);

    // When
    Measures measures = Fold.of(timeline, now);

    // Then
    assertThat(sum(measures, "sla-attainment"))
        .isLessThanOrEqualTo(count(measures, "sla-attainment"));
    for (TargetKind kind : TargetKind.values()) {
      long applied = measures.targets().stream().filter(one -> one.kind() == kind).count();
      assertThat(count(measures, kind.metric().key())).isLessThanOrEqualTo(applied);
      assertThat(applied).isLessThanOrEqualTo(kind == TargetKind.NEXT_RESPONSE ? 14 : 1);
    }
    assertThat(count(measures, "sla-attainment"))
        .isEqualTo(
            measures.observations().stream()
                .filter(one -> one.metric().key().startsWith("sla-attainment."))
                .count());
    // Up to where the next one falls due nothing changes; there something does.
    if (measures.dueAt().isPresent()) {
      long due = measures.dueAt().getAsLong();
      assertThat(due).isGreaterThan(now.until());
      assertThat(Fold.of(timeline, new Circumstances(now.fold(), now.rules(), due - 1)))
          .isEqualTo(measures);
      assertThat(Fold.of(timeline, new Circumstances(now.fold(), now.rules(), due)).observations())
          .isNotEqualTo(measures.observations());
    } else {
      assertThat(Fold.of(timeline, new Circumstances(now.fold(), now.rules(), Long.MAX_VALUE)))
          .isEqualTo(measures);
    }
    // The explanation tells of the same targets, and checks their parts itself.
    assertThat(Explanation.of(timeline, now).targets())
        .extracting(ExplainedTarget::target)
        .isEqualTo(measures.targets());
  }

  private static long sum(Measures measures, String metric) {
    return measures.observations().stream()
        .filter(o -> o.metric().key().equals(metric))
        .mapToLong(Observation::value)
        .sum();
  }

  private static long count(Measures measures, String metric) {
    return measures.observations().stream().filter(o -> o.metric().key().equals(metric)).count();
  }
}
