package dev.steadfast.metrics.timeline;

import static dev.steadfast.contracts.metric.SlaMetrics.FIRST_RESPONSE;
import static dev.steadfast.contracts.metric.SlaMetrics.NEXT_RESPONSE;
import static dev.steadfast.contracts.metric.SlaMetrics.RESOLUTION;
import static dev.steadfast.contracts.metric.SlaMetrics.SLA_ATTAINMENT;
import static dev.steadfast.metrics.timeline.APolicy.OFFICE_HOURS;
import static dev.steadfast.metrics.timeline.APolicy.millis;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steadfast.contracts.event.EventType;
import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.metrics.timeline.AppliedTarget.State;
import dev.steadfast.metrics.timeline.Happening.AuthorKind;
import dev.steadfast.metrics.timeline.Happening.Status;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Cases that were worked by hand; times are minutes unless dates say otherwise. */
class ServiceTargetsTest {
  private static final long HOUR = 3_600_000;

  private static ATicket ticket(long at, String channel, String priority, @Nullable String team) {
    return ATicket.unknown()
        .add(
            at,
            EventType.INTERACTION_OPENED,
            new Happening.Opened(
                false, channel, team, null, "c", priority, null, Map.of(), List.of()));
  }

  private static Measures at(long until, ATicket ticket, APolicy... policies) {
    return ticket.measures(Circumstances.of(APolicy.rules(policies), until));
  }

  private static List<Long> values(Measures measures, MetricDefinition metric) {
    return measures.observations().stream()
        .filter(one -> one.metric().equals(metric))
        .map(Observation::value)
        .toList();
  }

  private static List<Long> anchors(Measures measures, MetricDefinition metric) {
    return measures.observations().stream()
        .filter(one -> one.metric().equals(metric))
        .map(Observation::at)
        .toList();
  }

  private static State state(Measures measures) {
    return measures.targets().getFirst().state();
  }

  @Test
  void aReplyAtTheLastInstantMeetsTheTargetAndOneAfterItMisses() {
    // Given
    APolicy policy = APolicy.at(1).within(TargetKind.FIRST_RESPONSE, 60);

    // When
    Measures met = at(500, ATicket.openedAt(100).message(160, AuthorKind.AGENT, true), policy);
    Measures late = at(500, ATicket.openedAt(100).message(161, AuthorKind.AGENT, true), policy);

    // Then
    assertThat(values(met, FIRST_RESPONSE)).containsExactly(1L);
    assertThat(anchors(met, FIRST_RESPONSE)).containsExactly(160L);
    assertThat(values(late, FIRST_RESPONSE)).containsExactly(0L);
    assertThat(anchors(late, FIRST_RESPONSE)).containsExactly(160L);
    assertThat(values(late, SLA_ATTAINMENT)).containsExactly(0L);
    assertThat(late.targets().getFirst().due()).hasValue(160);
  }

  @Test
  void aBotAndANoteMeetNothing() {
    // Given
    ATicket ticket =
        ATicket.openedAt(0)
            .message(1, AuthorKind.BOT, true)
            .message(2, AuthorKind.AGENT, false)
            .message(90, AuthorKind.AGENT, true);

    // When
    Measures measures = at(90, ticket, APolicy.at(1).within(TargetKind.FIRST_RESPONSE, 60));

    // Then
    assertThat(values(measures, FIRST_RESPONSE)).containsExactly(0L);
  }

  @Test
  void whatNobodyDoesFallsDueByTimeAlone() {
    // Given
    ATicket ticket = ATicket.openedAt(100);
    APolicy policy = APolicy.at(1).within(TargetKind.FIRST_RESPONSE, 60);

    // When
    Measures before = at(159, ticket, policy);
    Measures after = at(160, ticket, policy);

    // Then
    assertThat(values(before, FIRST_RESPONSE)).isEmpty();
    assertThat(state(before)).isEqualTo(new State.Running());
    assertThat(before.dueAt()).hasValue(160);
    assertThat(values(after, FIRST_RESPONSE)).containsExactly(0L);
    assertThat(anchors(after, FIRST_RESPONSE)).containsExactly(160L);
    assertThat(after.dueAt()).isEmpty();
  }

  @Test
  void businessTimeRestsOverTheWeekend() {
    // Given: Friday 16:30 in Berlin, and two business hours; due on Monday 10:30
    ATicket ticket = ATicket.openedAt(millis("2026-03-06T15:30:00Z"));
    APolicy policy = APolicy.at(1).within(TargetKind.FIRST_RESPONSE, 2 * HOUR, OFFICE_HOURS);
    long due = millis("2026-03-09T09:30:00Z");

    // Then
    assertThat(at(millis("2026-03-08T12:00:00Z"), ticket, policy).dueAt()).hasValue(due);
    assertThat(anchors(at(due + HOUR, ticket, policy), FIRST_RESPONSE)).containsExactly(due);
    assertThat(
            values(
                at(due + HOUR, ticket.message(due - 1, AuthorKind.AGENT, true), policy),
                FIRST_RESPONSE))
        .containsExactly(1L);
  }

  @Test
  void pendingAndClosedHoursStandStillTogether() {
    // Given: an hour worked on Thursday, pending over night, 15:00 on Friday open again;
    // of four business hours one is left on Friday evening, and it is due on Monday 10:00
    ATicket ticket =
        ATicket.openedAt(millis("2026-03-05T08:00:00Z"))
            .became(millis("2026-03-05T09:00:00Z"), Status.PENDING)
            .became(millis("2026-03-06T14:00:00Z"), Status.OPEN);
    APolicy policy = APolicy.at(1).within(TargetKind.RESOLUTION, 4 * HOUR, OFFICE_HOURS);

    // Then
    assertThat(at(millis("2026-03-06T17:00:00Z"), ticket, policy).dueAt())
        .hasValue(millis("2026-03-09T09:00:00Z"));
  }

  @Test
  void aLaterPriorityOrTeamChangesNothing() {
    // Given
    APolicy urgent =
        APolicy.at(1)
            .forTeams("billing")
            .within(TargetKind.RESOLUTION, Map.of("urgent", 10L, "low", 100L));
    ATicket ticket =
        ticket(0, "email", "low", "billing")
            .add(5, EventType.INTERACTION_PRIORITISED, new Happening.Prioritised("urgent"))
            .assigned(6, "shipping", "ann")
            .became(50, Status.RESOLVED);

    // When
    Measures measures = at(200, ticket, urgent);

    // Then
    assertThat(values(measures, RESOLUTION)).containsExactly(1L);
    assertThat(measures.targets().getFirst().limit()).isEqualTo(100);
    Observation counted =
        measures.observations().stream()
            .filter(one -> one.metric().equals(RESOLUTION))
            .findFirst()
            .orElseThrow();
    assertThat(counted.dimensions()).isEqualTo(new Dimensions("shipping", "ann", "email", "low"));
  }

  @Test
  void whatIsSaidAtTheInstantOfTheOpeningIsFrozenWithIt() {
    // Given
    ATicket ticket =
        ticket(10, "email", "low", null)
            .add(10, EventType.INTERACTION_PRIORITISED, new Happening.Prioritised("urgent"))
            .assigned(10, "billing", null);

    // When
    Measures measures =
        at(10, ticket, APolicy.at(1).within(TargetKind.RESOLUTION, Map.of("urgent", 7L)));

    // Then
    assertThat(measures.targets().getFirst().frozen())
        .isEqualTo(new SlaPolicy.Frozen("email", "urgent", "billing"));
    assertThat(measures.dueAt()).hasValue(17);
  }

  @Test
  void theFirstPolicyThatFitsApplies() {
    // Given
    APolicy chat = APolicy.at(1).forChannels("chat").within(TargetKind.RESOLUTION, 1);
    APolicy vip = APolicy.at(2).forPriorities("vip", "high").within(TargetKind.RESOLUTION, 2);
    APolicy nothing = APolicy.at(3).forTeams("none").within(TargetKind.RESOLUTION, 3);
    APolicy rest = APolicy.at(4).within(TargetKind.RESOLUTION, 4);

    // When
    Measures high = at(0, ticket(0, "email", "high", "t"), rest, nothing, vip, chat);
    Measures low = at(0, ticket(0, "email", "low", "t"), rest, nothing, vip, chat);
    Measures none = at(0, ticket(0, "email", "low", "t"), nothing, vip, chat);

    // Then
    assertThat(high.targets().getFirst().policy().position()).isEqualTo(2);
    assertThat(low.targets().getFirst().policy().position()).isEqualTo(4);
    assertThat(none.targets()).isEmpty();
  }

  @Test
  void pendingPausesAResolutionAndOnHoldOnlyTheAgentsWork() {
    // Given: open 0–10, pending 10–110, open 110–130, on hold 130–200, resolved
    ATicket ticket =
        ATicket.openedAt(0)
            .became(10, Status.PENDING)
            .became(110, Status.OPEN)
            .became(130, Status.ON_HOLD)
            .became(200, Status.RESOLVED);
    APolicy policy =
        APolicy.at(1).within(TargetKind.RESOLUTION, 100).within(TargetKind.AGENT_WORK, 30);

    // When
    Measures pending = at(90, ATicket.openedAt(0).became(10, Status.PENDING), policy);
    Measures resolved = at(500, ticket, policy);

    // Then
    assertThat(pending.targets()).extracting(AppliedTarget::state).startsWith(new State.Paused(90));
    assertThat(pending.dueAt()).isEmpty();
    assertThat(values(pending, SLA_ATTAINMENT)).isEmpty();
    assertThat(resolved.targets())
        .extracting(AppliedTarget::state)
        .containsExactly(new State.Met(200), new State.Met(200));
    assertThat(values(at(500, ticket, APolicy.at(1).within(TargetKind.RESOLUTION, 99)), RESOLUTION))
        .containsExactly(0L);
    assertThat(
            anchors(at(500, ticket, APolicy.at(1).within(TargetKind.RESOLUTION, 99)), RESOLUTION))
        .containsExactly(199L);
  }

  @Test
  void aReopeningGoesOnWithWhatIsLeftAndNeverCountsTwice() {
    // Given: 40 of 50 are used, and the day when it is resolved does not count
    ATicket ticket = ATicket.openedAt(0).became(40, Status.RESOLVED).became(1_000, Status.OPEN);
    APolicy policy = APolicy.at(1).within(TargetKind.RESOLUTION, 50);

    // When
    Measures resolved = at(900, ATicket.openedAt(0).became(40, Status.RESOLVED), policy);
    Measures reopened = at(1_005, ticket, policy);
    Measures missed = at(1_010, ticket, policy);
    Measures again = at(2_000, ticket.became(1_009, Status.CLOSED), policy);

    // Then
    assertThat(values(resolved, RESOLUTION)).containsExactly(1L);
    assertThat(values(reopened, RESOLUTION)).isEmpty();
    assertThat(reopened.dueAt()).hasValue(1_010);
    assertThat(anchors(missed, RESOLUTION)).containsExactly(1_010L);
    assertThat(values(again, RESOLUTION)).containsExactly(1L);
    assertThat(anchors(again, RESOLUTION)).containsExactly(1_009L);
  }

  @Test
  void whatWasMissedStaysMissed() {
    // Given
    ATicket ticket =
        ATicket.openedAt(0)
            .became(60, Status.RESOLVED)
            .became(70, Status.OPEN)
            .became(80, Status.RESOLVED);

    // When
    Measures measures = at(90, ticket, APolicy.at(1).within(TargetKind.RESOLUTION, 50));

    // Then
    assertThat(values(measures, RESOLUTION)).containsExactly(0L);
    assertThat(anchors(measures, RESOLUTION)).containsExactly(50L);
  }

  @Test
  void severalMessagesAreOneWaitFromTheFirst() {
    // Given
    ATicket ticket =
        ATicket.openedAt(0)
            .message(10, AuthorKind.AGENT, true)
            .message(100, AuthorKind.CUSTOMER, true)
            .message(120, AuthorKind.CUSTOMER, true)
            .message(125, AuthorKind.CUSTOMER, true)
            .message(131, AuthorKind.AGENT, true)
            .message(140, AuthorKind.AGENT, true)
            .message(200, AuthorKind.CUSTOMER, true)
            .message(230, AuthorKind.AGENT, true);

    // When
    Measures measures = at(500, ticket, APolicy.at(1).within(TargetKind.NEXT_RESPONSE, 30));

    // Then
    assertThat(values(measures, NEXT_RESPONSE)).containsExactly(0L, 1L);
    assertThat(anchors(measures, NEXT_RESPONSE)).containsExactly(130L, 230L);
  }

  @Test
  void aWaitThatTheFirstResponseCoversHasNoTargetOfItsOwn() {
    // Given
    ATicket ticket =
        ATicket.openedAt(0)
            .message(1, AuthorKind.CUSTOMER, true)
            .message(5, AuthorKind.AGENT, true)
            .message(20, AuthorKind.CUSTOMER, true)
            .message(25, AuthorKind.AGENT, true);
    APolicy both =
        APolicy.at(1).within(TargetKind.FIRST_RESPONSE, 30).within(TargetKind.NEXT_RESPONSE, 30);
    APolicy onlyNext = APolicy.at(1).within(TargetKind.NEXT_RESPONSE, 30);

    // Then
    assertThat(values(at(99, ticket, both), SLA_ATTAINMENT)).containsExactly(1L, 1L);
    assertThat(anchors(at(99, ticket, both), NEXT_RESPONSE)).containsExactly(25L);
    assertThat(anchors(at(99, ticket, onlyNext), NEXT_RESPONSE)).containsExactly(5L, 25L);
  }

  @Test
  void resolvingEndsAWaitWithoutAnOutcomeUnlessItWasDueBefore() {
    // Given
    ATicket ticket =
        ATicket.openedAt(0).message(10, AuthorKind.CUSTOMER, true).became(20, Status.RESOLVED);

    // When
    Measures inTime = at(99, ticket, APolicy.at(1).within(TargetKind.NEXT_RESPONSE, 10));
    Measures late = at(99, ticket, APolicy.at(1).within(TargetKind.NEXT_RESPONSE, 9));

    // Then
    assertThat(state(inTime)).isEqualTo(new State.Ended(20));
    assertThat(values(inTime, NEXT_RESPONSE)).isEmpty();
    assertThat(anchors(late, NEXT_RESPONSE)).containsExactly(19L);
  }

  @Test
  void nobodyWaitsForAFirstResponseToWhatIsDone() {
    // Given
    ATicket ticket = ATicket.openedAt(0).became(20, Status.RESOLVED);
    APolicy policy = APolicy.at(1).within(TargetKind.FIRST_RESPONSE, 30);

    // Then
    assertThat(state(at(9_999, ticket, policy))).isEqualTo(new State.Paused(10));
    assertThat(at(9_999, ticket.became(100, Status.OPEN), policy).targets().getFirst().due())
        .hasValue(110);
  }

  @Test
  void aProactiveInteractionIsDueFromTheCustomersFirstMessage() {
    // Given
    ATicket silent = ATicket.unknown().opened(0, true).message(1, AuthorKind.AGENT, true);
    APolicy policy = APolicy.at(1).within(TargetKind.FIRST_RESPONSE, 30);

    // Then
    assertThat(at(9_999, silent, policy).targets()).isEmpty();
    assertThat(at(501, silent.message(500, AuthorKind.CUSTOMER, true), policy).dueAt())
        .hasValue(530);
  }

  @Test
  void aPolicyChangedLaterLeavesTheTargetsAppliedBefore() {
    // Given
    APolicy old = APolicy.at(1).inForce(0, 100).within(TargetKind.RESOLUTION, 50);
    APolicy changed = APolicy.at(1).version(2).inForce(100, 200).within(TargetKind.RESOLUTION, 5);

    // When
    Measures before = at(0, ATicket.openedAt(99), old, changed);
    Measures after = at(0, ATicket.openedAt(100), old, changed);
    Measures ended = at(0, ATicket.openedAt(200), old, changed);

    // Then
    assertThat(before.dueAt()).isEqualTo(OptionalLong.of(149));
    assertThat(before.targets().getFirst().policy().version()).isEqualTo(1);
    assertThat(after.dueAt()).isEqualTo(OptionalLong.of(105));
    assertThat(after.targets().getFirst().policy().version()).isEqualTo(2);
    assertThat(ended.targets()).isEmpty();
  }

  @Test
  void whatWasMergedAwayIsOut() {
    // Given
    ATicket ticket =
        ATicket.openedAt(0).add(500, EventType.INTERACTION_MERGED, new Happening.Gone());

    // When
    Measures measures = at(999, ticket, APolicy.at(1).within(TargetKind.RESOLUTION, 50));

    // Then
    assertThat(measures.observations()).isEmpty();
    assertThat(measures.targets()).isEmpty();
    assertThat(measures.dueAt()).isEmpty();
  }

  @Test
  void whoHasItWhenItFallsDueMissesIt() {
    // Given
    ATicket ticket =
        ticket(0, "email", "low", "billing")
            .assigned(10, "shipping", "ann")
            .assigned(60, "returns", "bob");

    // When
    Measures measures = at(999, ticket, APolicy.at(1).within(TargetKind.RESOLUTION, 50));

    // Then
    assertThat(measures.observations())
        .filteredOn(one -> one.metric().equals(SLA_ATTAINMENT))
        .extracting(Observation::dimensions)
        .containsExactly(new Dimensions("shipping", "ann", "email", "low"));
  }

  @Test
  void everyPartOfATargetIsExplained() {
    // Given: Friday 16:00 open, 16:30 pending, Saturday open, Monday 9:30 resolved
    ATicket ticket =
        ATicket.openedAt(millis("2026-03-06T15:00:00Z"))
            .became(millis("2026-03-06T15:30:00Z"), Status.PENDING)
            .became(millis("2026-03-07T10:00:00Z"), Status.OPEN)
            .became(millis("2026-03-09T08:30:00Z"), Status.RESOLVED)
            .rated(millis("2026-03-10T08:30:00Z"), Happening.Scale.CSAT_5, 5, null);
    Rules rules =
        APolicy.rules(APolicy.at(1).within(TargetKind.RESOLUTION, 2 * HOUR, OFFICE_HOURS));

    // When
    Explanation explanation =
        Explanation.of(
            Timeline.of(ticket.events()), Circumstances.of(rules, millis("2026-03-11T00:00:00Z")));

    // Then
    ExplainedTarget target = explanation.targets().getFirst();
    assertThat(target.parts())
        .extracting(ExplainedTarget.TargetPart::reason)
        .containsExactly(
            Explanation.Reason.WITH_AGENTS,
            Explanation.Reason.WITH_REQUESTER,
            Explanation.Reason.OUTSIDE_HOURS,
            Explanation.Reason.WITH_AGENTS);
    assertThat(target.counted()).isEqualTo(HOUR);
    assertThat(target.decided()).hasValueSatisfying(e -> assertThat(e.id()).isEqualTo("e3"));
    assertThat(explanation.missing())
        .filteredOn(one -> one.metric().equals(FIRST_RESPONSE))
        .extracting(Explanation.Missing::absence)
        .containsExactly(Absence.NO_TARGET);
  }
}
