package dev.steadfast.metrics.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steadfast.contracts.event.EventType;
import dev.steadfast.contracts.metric.BuiltInMetrics;
import dev.steadfast.contracts.metric.SurveyMetrics;
import dev.steadfast.metrics.timeline.Happening.AuthorKind;
import dev.steadfast.metrics.timeline.Happening.Scale;
import dev.steadfast.metrics.timeline.Happening.Status;
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
    List<TimelineEvent> events = aRandomLife(random);
    Measures expected = Fold.of(Timeline.of(events));

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
    assertThat(Fold.of(timeline))
        .as("seed %d", repetition.getCurrentRepetition())
        .isEqualTo(expected);
  }

  @RepeatedTest(300)
  void theInvariantsHold(RepetitionInfo repetition) {
    // Given
    Random random = new Random(10_000 + repetition.getCurrentRepetition());

    // When
    Measures measures = Fold.of(Timeline.of(aRandomLife(random)));

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
    assertThat(count(measures, "speed-of-answer"))
        .isEqualTo(count(measures, "abandonment-rate") - sum(measures, "abandonment-rate"));
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

  /** Events in random order, with many at the same instant. */
  private static List<TimelineEvent> aRandomLife(Random random) {
    ATicket ticket = ATicket.unknown();
    int size = 1 + random.nextInt(14);
    for (int i = 0; i < size; i++) {
      long at = random.nextInt(12);
      switch (random.nextInt(12)) {
        case 9 ->
            ticket.called(
                at, random.nextBoolean(), random.nextInt(30_000), random.nextInt(3) * 1000L);
        case 10 -> ticket.delivered(at, "i" + random.nextInt(2));
        case 11 -> ticket.rated(at, Scale.NPS, random.nextInt(11), null);
        case 0 -> ticket.opened(at, random.nextInt(4) == 0);
        case 1 ->
            ticket.message(
                at,
                AuthorKind.values()[random.nextInt(AuthorKind.values().length)],
                random.nextBoolean());
        case 2 -> ticket.assigned(at, pick(random, "t"), pick(random, "a"));
        case 3, 4, 5 -> ticket.became(at, Status.values()[random.nextInt(Status.values().length)]);
        case 6 -> ticket.reopenedUnseen(at);
        case 7 -> ticket.rated(at, Scale.CSAT_5, 1 + random.nextInt(5), "i" + random.nextInt(2));
        default ->
            ticket.add(
                at,
                EventType.EVENT_WITHDRAWN,
                random.nextBoolean()
                    ? new Happening.Withdrawn("/test", "e" + random.nextInt(size))
                    : new Happening.RatingWithdrawn("i" + random.nextInt(2)));
      }
    }
    return ticket.events();
  }

  private static String pick(Random random, String prefix) {
    return prefix + random.nextInt(3);
  }
}
