package dev.steadfast.metrics.timeline;

import static dev.steadfast.contracts.metric.BuiltInMetrics.BACKLOG;
import static dev.steadfast.contracts.metric.BuiltInMetrics.CSAT;
import static dev.steadfast.contracts.metric.BuiltInMetrics.FIRST_RESPONSE_TIME;
import static dev.steadfast.contracts.metric.BuiltInMetrics.ONE_TOUCH_RATE;
import static dev.steadfast.contracts.metric.BuiltInMetrics.REASSIGNMENTS;
import static dev.steadfast.contracts.metric.BuiltInMetrics.REOPEN_RATE;
import static dev.steadfast.contracts.metric.BuiltInMetrics.RESOLUTION_TIME;
import static dev.steadfast.contracts.metric.BuiltInMetrics.VOLUME;
import static dev.steadfast.metrics.timeline.Happening.AuthorKind.AGENT;
import static dev.steadfast.metrics.timeline.Happening.AuthorKind.BOT;
import static dev.steadfast.metrics.timeline.Happening.AuthorKind.CUSTOMER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steadfast.contracts.event.EventType;
import dev.steadfast.contracts.metric.BuiltInMetrics;
import dev.steadfast.contracts.metric.SurveyMetrics;
import dev.steadfast.metrics.timeline.Happening.Scale;
import dev.steadfast.metrics.timeline.Happening.Status;
import org.junit.jupiter.api.Test;

class FoldTest {
  @Test
  void theFirstResponseIsTheFirstPublicMessageOfAHuman() {
    ATicket ticket =
        ATicket.openedAt(0)
            .message(1, BOT, true)
            .message(2, AGENT, false)
            .message(3, CUSTOMER, true)
            .message(7, AGENT, true)
            .message(9, AGENT, true);

    assertThat(ticket.values(FIRST_RESPONSE_TIME)).containsExactly(7L);
  }

  @Test
  void aProactiveInteractionWaitsForTheCustomerFirst() {
    ATicket ticket =
        ATicket.unknown()
            .opened(0, true)
            .message(0, AGENT, true)
            .message(10, CUSTOMER, true)
            .message(14, AGENT, true);

    assertThat(ticket.values(FIRST_RESPONSE_TIME)).containsExactly(4L);
  }

  @Test
  void withoutAReplyThereIsNoResponseTimeRatherThanAZero() {
    assertThat(ATicket.openedAt(0).message(1, CUSTOMER, true).values(FIRST_RESPONSE_TIME))
        .isEmpty();
  }

  @Test
  void aReplyInTheMomentOfOpeningIsZero() {
    assertThat(ATicket.openedAt(5).message(5, AGENT, true).values(FIRST_RESPONSE_TIME))
        .containsExactly(0L);
  }

  @Test
  void theLastResolutionCountsAndAReopenTakesItBack() {
    ATicket resolved = ATicket.openedAt(0).became(10, Status.RESOLVED);
    ATicket reopened = ATicket.openedAt(0).became(10, Status.RESOLVED).became(20, Status.OPEN);
    ATicket again =
        ATicket.openedAt(0)
            .became(10, Status.RESOLVED)
            .became(20, Status.OPEN)
            .became(30, Status.RESOLVED);

    assertThat(resolved.values(RESOLUTION_TIME)).containsExactly(10L);
    assertThat(reopened.values(RESOLUTION_TIME)).isEmpty();
    assertThat(again.values(RESOLUTION_TIME)).containsExactly(30L);
    assertThat(again.measures().cycle()).isEqualTo(2);
  }

  @Test
  void closedWithoutResolvedCountsAsResolvedUnlessTheEventSaysOtherwise() {
    assertThat(ATicket.openedAt(0).became(8, Status.CLOSED).values(RESOLUTION_TIME))
        .containsExactly(8L);
    assertThat(ATicket.openedAt(0).closedUnresolved(8).values(RESOLUTION_TIME)).isEmpty();
    assertThat(ATicket.openedAt(0).closedUnresolved(8).values(BACKLOG)).containsExactly(1L, -1L);
  }

  @Test
  void closingAfterResolvingChangesNothing() {
    ATicket ticket = ATicket.openedAt(0).became(8, Status.RESOLVED).became(90, Status.CLOSED);

    assertThat(ticket.values(RESOLUTION_TIME)).containsExactly(8L);
    assertThat(ticket.values(REOPEN_RATE)).containsExactly(0L);
  }

  @Test
  void theReopenRateCountsInteractionsAtTheirFirstResolution() {
    ATicket ticket =
        ATicket.openedAt(0)
            .became(10, Status.RESOLVED)
            .became(20, Status.OPEN)
            .became(30, Status.RESOLVED)
            .became(40, Status.PENDING);

    assertThat(ticket.observations(REOPEN_RATE)).hasSize(1);
    assertThat(ticket.observations(REOPEN_RATE).getFirst().at()).isEqualTo(10);
    assertThat(ticket.values(REOPEN_RATE)).containsExactly(1L);
    assertThat(ticket.measures().reopens()).isEqualTo(2);
  }

  @Test
  void aReopeningThatNamesAnUnseenResolutionCounts() {
    ATicket ticket = ATicket.openedAt(0).reopenedUnseen(20).became(30, Status.RESOLVED);

    assertThat(ticket.values(REOPEN_RATE)).containsExactly(1L);
    assertThat(ticket.values(RESOLUTION_TIME)).containsExactly(30L);
  }

  @Test
  void oneTouchNeedsOneReplyAndNoReopenAndKnownMessages() {
    ATicket one = ATicket.openedAt(0).message(1, AGENT, true).became(2, Status.RESOLVED);
    ATicket two =
        ATicket.openedAt(0)
            .message(1, AGENT, true)
            .message(2, AGENT, true)
            .became(3, Status.RESOLVED);
    ATicket silent = ATicket.openedAt(0).became(3, Status.RESOLVED);

    assertThat(one.values(ONE_TOUCH_RATE)).containsExactly(1L);
    assertThat(two.values(ONE_TOUCH_RATE)).containsExactly(0L);
    assertThat(silent.values(ONE_TOUCH_RATE)).isEmpty();
  }

  @Test
  void onlyChangesFromSomebodyToSomebodyElseAreReassignments() {
    ATicket ticket =
        ATicket.openedAt(0)
            .assigned(1, "a", null)
            .assigned(2, "a", "ann")
            .assigned(3, "a", "bob")
            .assigned(4, "b", "bob")
            .assigned(5, "b", null)
            .assigned(6, "c", null)
            .became(9, Status.RESOLVED);

    // ann to bob, and team b to c without an agent; a first agent and a team change with the same
    // agent are none
    assertThat(ticket.values(REASSIGNMENTS)).containsExactly(2L);
  }

  @Test
  void theBacklogFollowsTheAssignment() {
    ATicket ticket =
        ATicket.openedAt(0)
            .assigned(5, "a", "ann")
            .assigned(7, "b", "ann")
            .became(9, Status.RESOLVED);

    assertThat(ticket.observations(BACKLOG))
        .extracting(o -> o.at() + " " + o.value() + " " + o.dimensions().team())
        .containsExactly("0 1 null", "5 -1 null", "5 1 a", "7 -1 a", "7 1 b", "9 -1 b");
  }

  @Test
  void goneInteractionsCountNowhere() {
    ATicket ticket =
        ATicket.openedAt(0)
            .became(5, Status.RESOLVED)
            .rated(6, Scale.CSAT_5, 5, null)
            .add(7, EventType.INTERACTION_MERGED, new Happening.Gone());

    assertThat(ticket.measures().observations()).isEmpty();
    assertThat(ticket.measures().gone()).isTrue();
  }

  @Test
  void satisfactionIsTheTopTwoOfFiveAndScalesNeverMix() {
    ATicket ticket =
        ATicket.openedAt(0)
            .rated(1, Scale.CSAT_5, 3, null)
            .rated(2, Scale.CSAT_5, 4, null)
            .rated(3, Scale.CSAT_3, 2, null)
            .rated(4, Scale.CSAT_3, 3, null)
            .rated(5, Scale.CSAT_2, 1, null)
            .rated(6, Scale.CSAT_2, 2, null)
            .rated(7, Scale.NPS, 10, null)
            .rated(8, Scale.CES_7, 7, null);

    assertThat(ticket.values(CSAT)).containsExactly(0L, 1L);
    assertThat(ticket.values(SurveyMetrics.CSAT_TOP_BOX)).containsExactly(0L, 0L);
    assertThat(ticket.values(SurveyMetrics.CSAT_SCORE)).containsExactly(3L, 4L);
    assertThat(ticket.values(SurveyMetrics.CSAT_3)).containsExactly(0L, 1L);
    assertThat(ticket.values(SurveyMetrics.CSAT_2)).containsExactly(0L, 1L);
  }

  @Test
  void withdrawnEventsAndAnswersDidNotHappen() {
    ATicket ticket =
        ATicket.openedAt(0)
            .became(5, Status.RESOLVED)
            .rated(6, Scale.CSAT_5, 1, "i-1")
            .add(7, EventType.EVENT_WITHDRAWN, new Happening.Withdrawn("/test", "e1"))
            .add(8, EventType.FEEDBACK_WITHDRAWN, new Happening.RatingWithdrawn("i-1"));

    assertThat(ticket.values(RESOLUTION_TIME)).isEmpty();
    assertThat(ticket.values(CSAT)).isEmpty();
    assertThat(ticket.values(VOLUME)).containsExactly(1L);
  }

  @Test
  void aResolutionBeforeTheOpeningIsCountedWithoutATime() {
    ATicket ticket = ATicket.unknown().became(5, Status.RESOLVED).opened(9, false);

    assertThat(ticket.values(BuiltInMetrics.RESOLVED)).containsExactly(1L);
    assertThat(ticket.values(RESOLUTION_TIME)).isEmpty();
  }

  @Test
  void priorityAndChannelAreTheLastKnownOnes() {
    ATicket ticket =
        ATicket.openedAt(0)
            .became(5, Status.RESOLVED)
            .add(6, EventType.INTERACTION_PRIORITISED, new Happening.Prioritised("high"));

    assertThat(ticket.observations(RESOLUTION_TIME).getFirst().dimensions().priority())
        .isEqualTo("high");
  }
}
