package dev.steadfast.metrics.timeline;

import static dev.steadfast.contracts.metric.BuiltInMetrics.CSAT;
import static dev.steadfast.contracts.metric.BuiltInMetrics.RESOLVED;
import static dev.steadfast.contracts.metric.BuiltInMetrics.VOLUME;
import static dev.steadfast.contracts.metric.CallMetrics.ABANDONMENT_RATE;
import static dev.steadfast.contracts.metric.CallMetrics.ABANDONMENT_RATE_WITHOUT_CALLBACKS;
import static dev.steadfast.contracts.metric.CallMetrics.ABANDONMENT_RATE_WITHOUT_SHORT;
import static dev.steadfast.contracts.metric.CallMetrics.HANDLE_TIME;
import static dev.steadfast.contracts.metric.CallMetrics.SERVICE_LEVEL;
import static dev.steadfast.contracts.metric.CallMetrics.SPEED_OF_ANSWER;
import static dev.steadfast.contracts.metric.CallMetrics.TIME_TO_ABANDON;
import static dev.steadfast.contracts.metric.SurveyMetrics.CES;
import static dev.steadfast.contracts.metric.SurveyMetrics.CES_EASY;
import static dev.steadfast.contracts.metric.SurveyMetrics.CSAT_TOP_BOX;
import static dev.steadfast.contracts.metric.SurveyMetrics.NPS;
import static dev.steadfast.contracts.metric.SurveyMetrics.RESPONSE_RATE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steadfast.contracts.event.EventType;
import dev.steadfast.contracts.metric.BuiltInMetrics;
import dev.steadfast.metrics.timeline.Happening.Scale;
import dev.steadfast.metrics.timeline.Happening.Status;
import java.util.List;
import org.junit.jupiter.api.Test;

class SurveysAndCallsTest {
  @Test
  void scalesNeverMix() {
    ATicket ticket =
        ATicket.openedAt(0)
            .rated(1, Scale.CSAT_5, 4, null)
            .rated(2, Scale.CSAT_3, 3, null)
            .rated(3, Scale.NPS, 9, null)
            .rated(4, Scale.NPS, 8, null)
            .rated(5, Scale.NPS, 6, null)
            .rated(6, Scale.CES_7, 5, null)
            .rated(7, Scale.CES_7, 4, null);

    assertThat(ticket.values(CSAT)).containsExactly(1L);
    assertThat(ticket.values(CSAT_TOP_BOX)).containsExactly(0L);
    assertThat(ticket.values(NPS)).containsExactly(1L, 0L, -1L);
    assertThat(ticket.values(CES)).containsExactly(5L, 4L);
    assertThat(ticket.values(CES_EASY)).containsExactly(1L, 0L);
  }

  @Test
  void anInvitationIsAnsweredInTheCohortOfItsDelivery() {
    ATicket ticket =
        ATicket.openedAt(0)
            .delivered(10, "i1")
            .delivered(11, "i2")
            .delivered(12, "i1")
            .rated(900, Scale.CSAT_5, 5, "i2");

    assertThat(ticket.values(RESPONSE_RATE)).containsExactly(0L, 1L);
    assertThat(ticket.observations(RESPONSE_RATE).stream().map(Observation::at))
        .containsExactly(10L, 11L);
  }

  @Test
  void aWithdrawnAnswerIsNoAnswer() {
    ATicket ticket =
        ATicket.openedAt(0)
            .delivered(10, "i1")
            .rated(20, Scale.CSAT_5, 5, "i1")
            .add(30, EventType.FEEDBACK_WITHDRAWN, new Happening.RatingWithdrawn("i1"));

    assertThat(ticket.values(RESPONSE_RATE)).containsExactly(0L);
  }

  @Test
  void aCallIsAnsweredOrAbandoned() {
    ATicket quick = ATicket.unknown().called(100, true, 20_000, 90_000);
    ATicket slow = ATicket.unknown().called(100, true, 20_001, 0);
    ATicket lost = ATicket.unknown().called(100, false, 5_000, 0);
    ATicket shortly = ATicket.unknown().called(100, false, 4_999, 0);

    assertThat(quick.values(SERVICE_LEVEL)).containsExactly(1L);
    assertThat(quick.values(HANDLE_TIME)).containsExactly(90_000L);
    assertThat(quick.values(SPEED_OF_ANSWER)).containsExactly(20_000L);
    assertThat(slow.values(SERVICE_LEVEL)).containsExactly(0L);
    assertThat(slow.values(HANDLE_TIME)).isEmpty();
    assertThat(lost.values(ABANDONMENT_RATE)).containsExactly(1L);
    assertThat(lost.values(SPEED_OF_ANSWER)).isEmpty();
    assertThat(lost.values(TIME_TO_ABANDON)).containsExactly(5_000L);
    assertThat(quick.values(TIME_TO_ABANDON)).isEmpty();
    assertThat(lost.values(SERVICE_LEVEL)).containsExactly(0L);
    assertThat(lost.values(ABANDONMENT_RATE_WITHOUT_SHORT)).containsExactly(1L);
    assertThat(shortly.values(ABANDONMENT_RATE)).containsExactly(1L);
    assertThat(shortly.values(ABANDONMENT_RATE_WITHOUT_SHORT)).isEmpty();
    assertThat(quick.values(VOLUME)).isEmpty();
  }

  @Test
  void whoAskedToBeCalledBackHasAbandonedByOneDefinitionAndIsOutByAnother() {
    ATicket calls =
        ATicket.unknown()
            .called(100, true, 20_000, 90_000)
            .called(200, false, 8_000, 0)
            .askedToBeCalledBack(300, 30_000);

    assertThat(calls.values(ABANDONMENT_RATE)).containsExactly(0L, 1L, 1L);
    assertThat(calls.values(ABANDONMENT_RATE_WITHOUT_CALLBACKS)).containsExactly(0L, 1L);
  }

  @Test
  void whatAnOlderReleaseNeverCountedIsNotTakenBack() {
    // Given
    ATicket ticket = ATicket.openedAt(0).rated(1, Scale.NPS, 9, null).became(9, Status.RESOLVED);

    // When
    List<Observation> old = ticket.measures(new Circumstances(1, Rules.NONE, 9)).observations();

    // Then
    assertThat(old)
        .extracting(Observation::metric)
        .containsExactly(
            VOLUME,
            RESOLVED,
            BuiltInMetrics.RESOLUTION_TIME,
            BuiltInMetrics.REASSIGNMENTS,
            BuiltInMetrics.REOPEN_RATE,
            BuiltInMetrics.BACKLOG,
            BuiltInMetrics.BACKLOG);
    assertThat(ticket.values(NPS)).containsExactly(1L);
  }
}
