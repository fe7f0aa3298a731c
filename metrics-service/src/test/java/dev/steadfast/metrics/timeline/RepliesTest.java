package dev.steadfast.metrics.timeline;

import static dev.steadfast.contracts.metric.ReplyMetrics.BY_AGENT;
import static dev.steadfast.contracts.metric.ReplyMetrics.CYCLE_RESOLUTION_TIME;
import static dev.steadfast.contracts.metric.ReplyMetrics.FROM_BOT_HANDOVER;
import static dev.steadfast.contracts.metric.ReplyMetrics.FROM_CUSTOMER_MESSAGE;
import static dev.steadfast.contracts.metric.ReplyMetrics.ONE_PAIR_OF_HANDS;
import static dev.steadfast.contracts.metric.ReplyMetrics.REOPENINGS;
import static dev.steadfast.contracts.metric.ReplyMetrics.RESPONSE_LENGTH;
import static dev.steadfast.contracts.metric.ReplyMetrics.RESPONSE_LENGTH_IN_CHARACTERS;
import static dev.steadfast.contracts.metric.ReplyMetrics.UP_TO_ONE_REPLY;
import static dev.steadfast.contracts.metric.ReplyMetrics.WRITTEN_HANDLE_TIME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.steadfast.contracts.metric.BuiltInMetrics;
import dev.steadfast.metrics.timeline.Happening.AuthorKind;
import dev.steadfast.metrics.timeline.Happening.Status;
import org.junit.jupiter.api.Test;

class RepliesTest {
  @Test
  void theResponseFromTheMessageWaitsForTheCustomerToWrite() {
    ATicket ticket =
        ATicket.openedAt(0)
            .replied(5, "a", 1, 1)
            .message(20, AuthorKind.CUSTOMER, true)
            .message(30, AuthorKind.CUSTOMER, true)
            .replied(50, "a", 1, 1)
            .replied(90, "a", 1, 1);

    assertThat(ticket.values(BuiltInMetrics.FIRST_RESPONSE_TIME)).containsExactly(5L);
    assertThat(ticket.values(FROM_CUSTOMER_MESSAGE)).containsExactly(30L);
  }

  @Test
  void aBotHandsOverWithTheFirstAssignmentAfterItWrote() {
    ATicket ticket =
        ATicket.openedAt(0)
            .assigned(1, "bots", null)
            .message(2, AuthorKind.BOT, true)
            .assigned(10, "billing", null)
            .assigned(15, "billing", "a")
            .replied(40, "a", 1, 1);

    assertThat(ticket.values(FROM_BOT_HANDOVER)).containsExactly(30L);
    assertThat(
            ATicket.openedAt(0)
                .assigned(1, "t", "a")
                .replied(2, "a", 1, 1)
                .values(FROM_BOT_HANDOVER))
        .isEmpty();
  }

  @Test
  void onlyAPublicBotBeforeAnyHumanHandsOverToSomebody() {
    ATicket afterAReply =
        ATicket.openedAt(0)
            .replied(1, "a", 1, 1)
            .message(2, AuthorKind.BOT, true)
            .assigned(3, "billing", "b")
            .replied(4, "b", 1, 1);
    ATicket ofANote =
        ATicket.openedAt(0)
            .message(2, AuthorKind.BOT, false)
            .assigned(3, "billing", "b")
            .replied(4, "b", 1, 1);
    ATicket toNobody =
        ATicket.openedAt(0)
            .assigned(1, "billing", "a")
            .message(2, AuthorKind.BOT, true)
            .unassigned(3)
            .replied(4, "b", 1, 1);

    assertThat(afterAReply.values(FROM_BOT_HANDOVER)).isEmpty();
    assertThat(ofANote.values(FROM_BOT_HANDOVER)).isEmpty();
    assertThat(toNobody.values(FROM_BOT_HANDOVER)).isEmpty();
  }

  @Test
  void anAgentWhoHasItAlreadyIsNotGivenItAgain() {
    ATicket ticket =
        ATicket.openedAt(0)
            .assigned(0, "t", "a")
            .message(10, AuthorKind.CUSTOMER, true)
            .assigned(30, "u", "a")
            .replied(50, "a", 1, 1);

    assertThat(ticket.values(BY_AGENT)).containsExactly(40L);
  }

  @Test
  void anAgentIsMeasuredFromTheLaterOfAssignmentAndMessageWithoutTimeOnHold() {
    ATicket ticket =
        ATicket.openedAt(0)
            .message(0, AuthorKind.CUSTOMER, true)
            .assigned(10, "t", "a")
            .became(20, Status.ON_HOLD)
            .became(50, Status.OPEN)
            .replied(60, "a", 1, 1)
            .message(100, AuthorKind.CUSTOMER, true)
            .assigned(90, "t", "b")
            .replied(130, "b", 1, 1)
            .message(200, AuthorKind.CUSTOMER, true)
            .replied(300, "b", 1, 1);

    // a: from the assignment at 10 to 60, of which 30 on hold; b: from the message at 100, once.
    assertThat(ticket.values(BY_AGENT)).containsExactly(20L, 30L);
    assertThat(ticket.observations(BY_AGENT))
        .extracting(one -> one.dimensions().agent())
        .containsExactly("a", "b");
  }

  @Test
  void eachCycleHasItsTimeAndTellsWhetherItWasReopened() {
    ATicket ticket =
        ATicket.openedAt(0)
            .became(10, Status.RESOLVED)
            .became(30, Status.OPEN)
            .became(35, Status.RESOLVED);

    assertThat(ticket.values(CYCLE_RESOLUTION_TIME)).containsExactly(10L, 5L);
    assertThat(ticket.values(REOPENINGS)).containsExactly(1L, 0L);
    assertThat(ticket.values(BuiltInMetrics.REOPEN_RATE)).containsExactly(1L);
  }

  @Test
  void aReopeningCountsByEventsAsWellWhereNobodySawTheResolution() {
    ATicket unseen = ATicket.unknown().reopenedUnseen(20);
    ATicket twice =
        ATicket.openedAt(0)
            .reopenedUnseen(20)
            .became(30, Status.RESOLVED)
            .became(40, Status.OPEN)
            .became(50, Status.RESOLVED);

    assertThat(unseen.values(BuiltInMetrics.REOPEN_RATE)).containsExactly(1L);
    assertThat(unseen.values(REOPENINGS)).containsExactly(1L);
    assertThat(unseen.observations(REOPENINGS)).extracting(Observation::at).containsExactly(20L);
    assertThat(twice.values(REOPENINGS)).containsExactly(1L, 1L, 0L);
    assertThat(twice.values(CYCLE_RESOLUTION_TIME)).containsExactly(10L, 10L);
  }

  @Test
  void aTransferSplitsTheHandleTime() {
    ATicket ticket =
        ATicket.openedAt(0)
            .assigned(5, "t", "a")
            .became(25, Status.PENDING)
            .became(45, Status.OPEN)
            .assigned(50, "u", "b")
            .became(60, Status.RESOLVED);

    // a: 5 to 25 and 45 to 50; b: 50 to 60; nobody until 5.
    assertThat(ticket.values(WRITTEN_HANDLE_TIME)).containsExactly(25L, 10L);
    assertThat(ticket.observations(WRITTEN_HANDLE_TIME))
        .extracting(one -> one.dimensions().agent(), one -> one.dimensions().team())
        .containsExactly(tuple("a", "t"), tuple("b", "u"));
  }

  @Test
  void theHandleTimeOfAnAgentWhoTakesItAlongIsOfBothTeams() {
    ATicket ticket =
        ATicket.openedAt(0)
            .assigned(0, "t", "a")
            .assigned(10, "u", "a")
            .became(30, Status.RESOLVED);

    assertThat(ticket.observations(WRITTEN_HANDLE_TIME))
        .extracting(one -> one.dimensions().team(), Observation::value)
        .containsExactly(tuple("t", 10L), tuple("u", 20L));
  }

  @Test
  void anAgentWhoHadItForNoTimeIsOut() {
    ATicket ticket =
        ATicket.openedAt(0).assigned(5, "t", "a").assigned(5, "t", "b").became(9, Status.RESOLVED);

    assertThat(ticket.values(WRITTEN_HANDLE_TIME)).containsExactly(4L);
  }

  @Test
  void variantsOfOneTouchDiffer() {
    ATicket silent =
        ATicket.openedAt(0).message(1, AuthorKind.CUSTOMER, true).became(9, Status.RESOLVED);
    ATicket reopened =
        ATicket.openedAt(0)
            .replied(1, "a", 1, 1)
            .became(2, Status.RESOLVED)
            .became(3, Status.OPEN)
            .became(4, Status.RESOLVED);
    ATicket handedOn =
        ATicket.openedAt(0)
            .assigned(1, "t", "a")
            .assigned(2, "t", "b")
            .replied(3, "b", 1, 1)
            .became(4, Status.RESOLVED);

    assertThat(silent.values(BuiltInMetrics.ONE_TOUCH_RATE)).containsExactly(0L);
    assertThat(silent.values(UP_TO_ONE_REPLY)).containsExactly(1L);
    assertThat(reopened.values(BuiltInMetrics.ONE_TOUCH_RATE)).containsExactly(0L);
    assertThat(reopened.values(UP_TO_ONE_REPLY)).containsExactly(1L);
    assertThat(handedOn.values(BuiltInMetrics.ONE_TOUCH_RATE)).containsExactly(1L);
    assertThat(handedOn.values(ONE_PAIR_OF_HANDS)).containsExactly(0L);
  }

  @Test
  void lengthsAreThoseOfPublicAgentMessagesThatTellThem() {
    ATicket ticket =
        ATicket.openedAt(0)
            .message(1, AuthorKind.CUSTOMER, true)
            .replied(2, "a", 12, 70)
            .message(3, AuthorKind.AGENT, true)
            .replied(4, "b", 0, 0);

    assertThat(ticket.values(RESPONSE_LENGTH)).containsExactly(12L, 0L);
    assertThat(ticket.values(RESPONSE_LENGTH_IN_CHARACTERS)).containsExactly(70L, 0L);
  }
}
