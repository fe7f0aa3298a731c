package dev.steadfast.metrics.timeline;

import static dev.steadfast.contracts.metric.BuiltInMetrics.REASSIGNMENTS;
import static dev.steadfast.contracts.metric.BuiltInMetrics.RESOLUTION_TIME;
import static dev.steadfast.contracts.metric.WaitMetrics.AGENT_WORK_TIME;
import static dev.steadfast.contracts.metric.WaitMetrics.FIRST_RESOLUTION_TIME;
import static dev.steadfast.contracts.metric.WaitMetrics.NEXT_RESPONSE_TIME;
import static dev.steadfast.contracts.metric.WaitMetrics.ON_HOLD_TIME;
import static dev.steadfast.contracts.metric.WaitMetrics.REQUESTER_WAIT_TIME;
import static dev.steadfast.contracts.metric.WaitMetrics.TRANSFERS;
import static dev.steadfast.metrics.timeline.Happening.AuthorKind.AGENT;
import static dev.steadfast.metrics.timeline.Happening.AuthorKind.BOT;
import static dev.steadfast.metrics.timeline.Happening.AuthorKind.CUSTOMER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steadfast.contracts.metric.ReplyMetrics;
import dev.steadfast.metrics.timeline.Happening.Status;
import org.junit.jupiter.api.Test;

class WaitsTest {
  @Test
  void severalCustomerMessagesAreOneWaitFromTheFirst() {
    ATicket ticket =
        ATicket.openedAt(0)
            .message(0, CUSTOMER, true)
            .message(10, AGENT, true)
            .message(20, CUSTOMER, true)
            .message(25, CUSTOMER, true)
            .message(26, BOT, true)
            .message(27, AGENT, false)
            .message(40, AGENT, true)
            .message(50, AGENT, true);

    assertThat(ticket.values(NEXT_RESPONSE_TIME)).containsExactly(10L, 20L);
  }

  @Test
  void resolvingClosesEveryOpenWait() {
    ATicket ticket =
        ATicket.openedAt(0)
            .message(5, CUSTOMER, true)
            .became(9, Status.RESOLVED)
            .message(12, AGENT, true);

    assertThat(ticket.values(NEXT_RESPONSE_TIME)).isEmpty();
  }

  @Test
  void resolvingAgainEndsWhatBeganWhileItWasResolved() {
    ATicket ticket =
        ATicket.openedAt(0)
            .became(1, Status.RESOLVED)
            .message(2, CUSTOMER, true)
            .became(3, Status.RESOLVED)
            .replied(9, "a", 1, 1);

    assertThat(ticket.values(NEXT_RESPONSE_TIME)).isEmpty();
    assertThat(ticket.values(ReplyMetrics.BY_AGENT)).isEmpty();
    assertThat(ticket.values(RESOLUTION_TIME)).containsExactly(1L);
  }

  @Test
  void workAndHoldAreThePartsOfTheRequestersWait() {
    ATicket ticket =
        ATicket.openedAt(0)
            .became(10, Status.OPEN)
            .became(30, Status.PENDING)
            .became(70, Status.ON_HOLD)
            .became(75, Status.OPEN)
            .became(100, Status.RESOLVED)
            .became(200, Status.CLOSED);

    assertThat(ticket.values(AGENT_WORK_TIME)).containsExactly(10L + 20 + 25);
    assertThat(ticket.values(ON_HOLD_TIME)).containsExactly(5L);
    assertThat(ticket.values(REQUESTER_WAIT_TIME)).containsExactly(60L);
    assertThat(ticket.values(RESOLUTION_TIME)).containsExactly(100L);
  }

  @Test
  void afterAReopenTheTimesGoOnAndTheFirstResolutionStays() {
    ATicket ticket =
        ATicket.openedAt(0)
            .became(10, Status.RESOLVED)
            .became(50, Status.OPEN)
            .became(57, Status.RESOLVED);

    assertThat(ticket.values(FIRST_RESOLUTION_TIME)).containsExactly(10L);
    assertThat(ticket.values(AGENT_WORK_TIME)).containsExactly(17L);
    assertThat(ticket.observations(AGENT_WORK_TIME).getFirst().at()).isEqualTo(57);
  }

  @Test
  void aFirstResolutionThatNobodySawHasNoTime() {
    ATicket ticket = ATicket.openedAt(0).reopenedUnseen(20).became(30, Status.RESOLVED);

    assertThat(ticket.values(FIRST_RESOLUTION_TIME)).isEmpty();
  }

  @Test
  void onlyAChangeOfTeamIsATransfer() {
    ATicket ticket =
        ATicket.openedAt(0)
            .assigned(1, "a", "ann")
            .assigned(2, "a", "bob")
            .assigned(3, "b", "bob")
            .assigned(4, "b", null)
            .became(9, Status.RESOLVED);

    assertThat(ticket.values(TRANSFERS)).containsExactly(1L);
    assertThat(ticket.values(REASSIGNMENTS)).containsExactly(1L);
  }
}
