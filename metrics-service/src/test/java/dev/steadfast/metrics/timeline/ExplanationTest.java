package dev.steadfast.metrics.timeline;

import static dev.steadfast.metrics.timeline.ATicket.NOW;
import static dev.steadfast.metrics.timeline.Happening.AuthorKind.AGENT;
import static dev.steadfast.metrics.timeline.Happening.AuthorKind.BOT;
import static dev.steadfast.metrics.timeline.Happening.AuthorKind.CUSTOMER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.steadfast.contracts.event.EventType;
import dev.steadfast.contracts.metric.BuiltInMetrics;
import dev.steadfast.contracts.metric.CallMetrics;
import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.contracts.metric.MetricDefinition.Kind;
import dev.steadfast.contracts.metric.ReplyMetrics;
import dev.steadfast.contracts.metric.SurveyMetrics;
import dev.steadfast.contracts.metric.WaitMetrics;
import dev.steadfast.metrics.contact.Encounter;
import dev.steadfast.metrics.contact.Findings;
import dev.steadfast.metrics.timeline.Explanation.Explained;
import dev.steadfast.metrics.timeline.Explanation.Missing;
import dev.steadfast.metrics.timeline.Explanation.Part;
import dev.steadfast.metrics.timeline.Explanation.Span;
import dev.steadfast.metrics.timeline.Happening.Status;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class ExplanationTest {
  private static final Set<MetricDefinition> OF_CALLS =
      Set.of(CallMetrics.SPEED_OF_ANSWER, CallMetrics.TIME_TO_ABANDON, CallMetrics.HANDLE_TIME);

  @RepeatedTest(1000)
  void everyObservationIsExplainedAndNoneIsInvented(RepetitionInfo repetition) {
    // Given
    Timeline timeline = aTimeline(repetition);

    // When
    Explanation explanation = Explanation.of(timeline, NOW);

    // Then
    assertThat(explanation.observations().stream().map(Explained::observation))
        .as("seed %d", repetition.getCurrentRepetition())
        .isEqualTo(Fold.of(timeline, NOW).observations());
    assertThat(
            Stream.of(
                    explanation.observations().stream()
                        .map(one -> one.observation().metric())
                        .distinct(),
                    explanation.missing().stream().map(Missing::metric),
                    whereNeighboursHaveASay(Fold.of(timeline, NOW)))
                .flatMap(one -> one))
        .as("each metric is either explained or said to be missing")
        .containsExactlyInAnyOrderElementsOf(BuiltInMetrics.all());
  }

  private static Stream<MetricDefinition> whereNeighboursHaveASay(Measures measures) {
    return Encounter.of(new UUID(0, 1), measures, OwnMetrics.NONE).stream()
        .flatMap(one -> Findings.of(List.of(one)).stream())
        .map(one -> one.observation().metric())
        .distinct();
  }

  @RepeatedTest(1000)
  void theCountedPartsOfADurationSumToItsValueWithoutGaps(RepetitionInfo repetition) {
    // Given
    Timeline timeline = aTimeline(repetition);

    // When
    List<Explained> durations =
        Explanation.of(timeline, NOW).observations().stream()
            .filter(one -> one.observation().metric().kind() == Kind.DURATION)
            .toList();

    // Then
    for (Explained one : durations) {
      assertThat(counted(one))
          .as("seed %d: %s", repetition.getCurrentRepetition(), one)
          .isEqualTo(one.observation().value());
      long at = one.started().at();
      for (Part part : one.parts()) {
        if (part instanceof Span span) {
          assertThat(span.from()).isEqualTo(at);
          at = span.to();
        }
      }
      assertThat(at)
          .isEqualTo(
              OF_CALLS.contains(one.observation().metric())
                  ? one.started().at()
                  : one.observation().at());
    }
  }

  @RepeatedTest(300)
  void theStepsThatAreCountedAreAsManyAsTheValueSays(RepetitionInfo repetition) {
    // Given
    Timeline timeline = aTimeline(repetition);

    // When
    Explanation explanation = Explanation.of(timeline, NOW);

    // Then
    for (Explained one : explanation.observations()) {
      MetricDefinition metric = one.observation().metric();
      long value = one.observation().value();
      if (metric.equals(BuiltInMetrics.REASSIGNMENTS)) {
        assertThat(steps(one, Step.REASSIGNED)).isEqualTo(value);
      } else if (metric.equals(WaitMetrics.TRANSFERS)) {
        assertThat(steps(one, Step.TRANSFERRED)).isEqualTo(value);
      } else if (metric.equals(BuiltInMetrics.REOPEN_RATE)) {
        assertThat(one.ended().isPresent()).isEqualTo(value == 1);
        assertThat(steps(one, Step.REOPENED) + steps(one, Step.REOPENED_UNSEEN) > 0)
            .isEqualTo(value == 1);
      } else if (metric.equals(BuiltInMetrics.ONE_TOUCH_RATE)) {
        assertThat(
                steps(one, Step.REPLIED) == 1
                    && steps(one, Step.REOPENED) + steps(one, Step.REOPENED_UNSEEN) == 0)
            .isEqualTo(value == 1);
      } else if (metric.equals(SurveyMetrics.RESPONSE_RATE)) {
        assertThat(one.ended().isPresent()).isEqualTo(value == 1);
      }
    }
  }

  @Test
  void aWaitIsSplitByWhoseHandsTheInteractionWasIn() {
    // Given opened at 0, pending from 10 to 30, on hold from 30 to 60, open to 65, resolved
    // until 80, and resolved again at 90
    Explanation explanation =
        of(
            ATicket.openedAt(0)
                .became(10, Status.PENDING)
                .became(30, Status.ON_HOLD)
                .became(60, Status.OPEN)
                .became(65, Status.RESOLVED)
                .became(80, Status.OPEN)
                .became(90, Status.RESOLVED));

    // Then
    assertThat(parts(explanation, WaitMetrics.REQUESTER_WAIT_TIME))
        .containsExactly(
            "0-10 counted WITH_AGENTS",
            "10-30 not WITH_REQUESTER",
            "30-60 counted WITH_THIRD_PARTY",
            "60-65 counted WITH_AGENTS",
            "65-80 not DONE",
            "80-90 counted WITH_AGENTS");
    assertThat(one(explanation, WaitMetrics.REQUESTER_WAIT_TIME).observation().value())
        .isEqualTo(55);
    assertThat(parts(explanation, BuiltInMetrics.RESOLUTION_TIME))
        .hasSize(6)
        .allMatch(part -> part.endsWith("counted CALENDAR"));
    assertThat(one(explanation, BuiltInMetrics.RESOLVED).cycle()).isEqualTo(2);
    assertThat(one(explanation, WaitMetrics.FIRST_RESOLUTION_TIME).cycle()).isEqualTo(1);
  }

  @Test
  void theHandleTimeOfAnAgentWhoTakesItAlongIsExplainedForEachTeam() {
    // Given
    Explanation explanation =
        of(
            ATicket.openedAt(0)
                .assigned(0, "t", "a")
                .assigned(10, "u", "a")
                .became(30, Status.RESOLVED));

    // Then
    assertThat(explanation.observations())
        .filteredOn(each -> each.observation().metric().equals(ReplyMetrics.WRITTEN_HANDLE_TIME))
        .extracting(each -> each.observation().dimensions().team(), ExplanationTest::spans)
        .containsExactly(
            tuple("t", List.of("0-10 counted WITH_AGENTS", "10-30 not WITH_OTHERS")),
            tuple("u", List.of("10-30 counted WITH_AGENTS")));
  }

  @Test
  void onlyWhatIsAskedForIsExplained() {
    // Given
    Timeline timeline = Timeline.of(ATicket.openedAt(0).became(30, Status.RESOLVED).events());

    // When
    Explanation explanation = Explanation.of(timeline, NOW, BuiltInMetrics.RESOLUTION_TIME::equals);

    // Then
    assertThat(explanation.observations())
        .extracting(each -> each.observation().metric())
        .containsExactly(BuiltInMetrics.RESOLUTION_TIME);
    assertThat(explanation.missing()).isEmpty();
  }

  @Test
  void whatDidNotCountAsTheFirstResponseIsSaid() {
    // Given
    Explanation explanation =
        of(
            ATicket.openedAt(0)
                .message(1, BOT, true)
                .message(2, AGENT, false)
                .message(7, AGENT, true)
                .message(9, AGENT, true));

    // Then
    Explained response = one(explanation, BuiltInMetrics.FIRST_RESPONSE_TIME);
    assertThat(response.started().id()).isEqualTo("e0");
    assertThat(response.ended()).map(TimelineEvent::id).contains("e3");
    assertThat(response.deeds().stream().map(deed -> deed.event().id() + " " + deed.step()))
        .containsExactly("e0 OPENED", "e1 BOT_WROTE", "e2 WROTE_INTERNALLY", "e3 RESPONDED_FIRST");
  }

  @Test
  void aMetricWithoutAnObservationSaysWhy() {
    assertThat(absence(ATicket.openedAt(0), BuiltInMetrics.FIRST_RESPONSE_TIME))
        .isEqualTo(Absence.NO_REPLY);
    assertThat(
            absence(
                ATicket.unknown().opened(0, true).message(1, AGENT, true),
                BuiltInMetrics.FIRST_RESPONSE_TIME))
        .isEqualTo(Absence.NO_CUSTOMER_MESSAGE);
    assertThat(
            absence(
                ATicket.openedAt(5).message(1, AGENT, true), BuiltInMetrics.FIRST_RESPONSE_TIME))
        .isEqualTo(Absence.ONLY_EARLY_REPLIES);
    assertThat(
            absence(ATicket.openedAt(0).message(1, CUSTOMER, true), WaitMetrics.NEXT_RESPONSE_TIME))
        .isEqualTo(Absence.STILL_WAITING);
    assertThat(
            absence(
                ATicket.openedAt(0).message(1, CUSTOMER, true).became(2, Status.RESOLVED),
                WaitMetrics.NEXT_RESPONSE_TIME))
        .isEqualTo(Absence.ENDED_UNANSWERED);
    assertThat(
            absence(
                ATicket.openedAt(0).became(1, Status.RESOLVED).became(2, Status.OPEN),
                BuiltInMetrics.RESOLUTION_TIME))
        .isEqualTo(Absence.NOT_RESOLVED_AGAIN);
    assertThat(
            absence(ATicket.openedAt(3).became(1, Status.RESOLVED), BuiltInMetrics.RESOLUTION_TIME))
        .isEqualTo(Absence.RESOLVED_BEFORE_OPENED);
    assertThat(
            absence(
                ATicket.openedAt(0).called(9, false, 4_000, 0),
                CallMetrics.ABANDONMENT_RATE_WITHOUT_SHORT))
        .isEqualTo(Absence.ONLY_SHORT_CALLS);
    assertThat(
            absence(
                ATicket.openedAt(0).askedToBeCalledBack(9, 4_000),
                CallMetrics.ABANDONMENT_RATE_WITHOUT_CALLBACKS))
        .isEqualTo(Absence.ONLY_CALLBACKS);
    assertThat(
            absence(
                ATicket.openedAt(0).add(4, EventType.INTERACTION_SPAM, new Happening.Gone()),
                BuiltInMetrics.VOLUME))
        .isEqualTo(Absence.GONE);
  }

  @Test
  void aWithdrawnEventIsShownAsOne() {
    // Given
    Explanation explanation =
        of(
            ATicket.openedAt(0)
                .message(7, AGENT, true)
                .add(8, EventType.EVENT_WITHDRAWN, new Happening.Withdrawn("/test", "e1")));

    // Then
    assertThat(explanation.withdrawn()).extracting(TimelineEvent::id).containsExactly("e1");
    assertThat(explanation.missing())
        .anyMatch(each -> each.metric().equals(BuiltInMetrics.FIRST_RESPONSE_TIME));
  }

  private static Explanation of(ATicket ticket) {
    return Explanation.of(Timeline.of(ticket.events()), NOW);
  }

  private static Timeline aTimeline(RepetitionInfo repetition) {
    return Timeline.of(RandomLife.of(new Random(20_000 + repetition.getCurrentRepetition())));
  }

  private static long counted(Explained one) {
    return one.parts().stream().filter(Part::isCounted).mapToLong(Part::milliseconds).sum();
  }

  private static long steps(Explained one, Step step) {
    return one.deeds().stream().filter(deed -> deed.step() == step).count();
  }

  private static Explained one(Explanation explanation, MetricDefinition metric) {
    return explanation.observations().stream()
        .filter(each -> each.observation().metric().equals(metric))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> parts(Explanation explanation, MetricDefinition metric) {
    return spans(one(explanation, metric));
  }

  private static List<String> spans(Explained explained) {
    return explained.parts().stream()
        .map(Span.class::cast)
        .map(
            span ->
                "%d-%d %s %s"
                    .formatted(
                        span.from(),
                        span.to(),
                        span.isCounted() ? "counted" : "not",
                        span.reason()))
        .toList();
  }

  private static Absence absence(ATicket ticket, MetricDefinition metric) {
    return of(ticket).missing().stream()
        .filter(each -> each.metric().equals(metric))
        .map(Missing::absence)
        .findFirst()
        .orElseThrow();
  }
}
