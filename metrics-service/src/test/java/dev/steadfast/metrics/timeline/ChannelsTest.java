package dev.steadfast.metrics.timeline;

import static dev.steadfast.contracts.metric.ChannelMetrics.EACH_CHANNEL_SHARE;
import static dev.steadfast.contracts.metric.ChannelMetrics.LAST_CHANNEL_SHARE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steadfast.contracts.metric.BuiltInMetrics;
import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.metrics.timeline.Happening.AuthorKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class ChannelsTest {
  private static List<String> channels(ATicket ticket, MetricDefinition metric) {
    return ticket.observations(metric).stream().map(one -> one.dimensions().channel()).toList();
  }

  @Test
  void theLastChannelIsThatOfTheLastPublicMessageOrCall() {
    // Given
    ATicket ticket =
        ATicket.unknown()
            .openedBy(10, "email")
            .messageBy(20, "chat", AuthorKind.CUSTOMER, true)
            .calledBy(30, "phone");

    // When
    ATicket wroteAgain = ATicket.unknown().openedBy(10, "email").calledBy(30, "phone");
    wroteAgain.messageBy(40, "email", AuthorKind.AGENT, true);

    // Then
    assertThat(channels(ticket, LAST_CHANNEL_SHARE)).containsExactly("phone");
    assertThat(channels(wroteAgain, LAST_CHANNEL_SHARE)).containsExactly("email");
  }

  @Test
  void eachChannelCountsOnceHoweverOftenItWasUsed() {
    // Given
    ATicket ticket = ATicket.unknown().openedBy(10, "email");

    // When
    ticket
        .messageBy(20, "chat", AuthorKind.CUSTOMER, true)
        .messageBy(30, "chat", AuthorKind.BOT, true)
        .messageBy(40, "email", AuthorKind.AGENT, true)
        .calledBy(50, "phone");

    // Then
    assertThat(channels(ticket, EACH_CHANNEL_SHARE)).containsExactly("email", "chat", "phone");
  }

  @Test
  void notesSystemMessagesAndContactsWithoutAChannelAreNoUse() {
    // Given
    ATicket ticket = ATicket.unknown().openedBy(10, "email");

    // When
    ticket
        .messageBy(20, "chat", AuthorKind.AGENT, false)
        .messageBy(30, "web", AuthorKind.SYSTEM, true)
        .messageBy(40, null, AuthorKind.CUSTOMER, true)
        .calledBy(50, null);

    // Then
    assertThat(channels(ticket, LAST_CHANNEL_SHARE)).containsExactly("email");
    assertThat(channels(ticket, EACH_CHANNEL_SHARE)).containsExactly("email");
  }

  @Test
  void theyCountInThePeriodOfTheOpeningAndForThoseThatHaveTheInteractionNow() {
    // Given
    ATicket ticket = ATicket.unknown().openedBy(10, "email").assigned(20, "t2", "a2");

    // When
    ticket.messageBy(90, "chat", AuthorKind.AGENT, true);

    // Then
    Observation last = ticket.observations(LAST_CHANNEL_SHARE).getFirst();
    assertThat(last.at()).isEqualTo(10);
    assertThat(last.dimensions()).isEqualTo(new Dimensions("t2", "a2", "chat", "normal"));
    assertThat(ticket.observations(EACH_CHANNEL_SHARE))
        .extracting(Observation::at)
        .containsExactly(10L, 10L);
    assertThat(ticket.observations(BuiltInMetrics.VOLUME).getFirst().dimensions().channel())
        .isEqualTo("email");
  }

  @Test
  void withoutAnOpeningOrAChannelThereIsNone() {
    assertThat(
            ATicket.unknown()
                .messageBy(20, "chat", AuthorKind.CUSTOMER, true)
                .observations(LAST_CHANNEL_SHARE))
        .isEmpty();
    assertThat(
            ATicket.unknown()
                .openedBy(10, null)
                .messageBy(20, null, AuthorKind.CUSTOMER, true)
                .observations(EACH_CHANNEL_SHARE))
        .isEmpty();
  }

  @Test
  void aCopyIsOfTheChannelsOfItsPopulation() {
    // Given
    MetricDefinition definition =
        new MetricDefinition(
            "written-uses",
            1,
            "Written uses",
            "",
            "percent",
            EACH_CHANNEL_SHARE.direction(),
            EACH_CHANNEL_SHARE.kind(),
            "",
            "",
            "",
            "",
            EACH_CHANNEL_SHARE.defaultAggregation(),
            50);
    CopiedMetric copy =
        new CopiedMetric(
            definition,
            EACH_CHANNEL_SHARE.key(),
            new Population(Map.of("channel", Set.of("email", "chat"))),
            MetricClock.CALENDAR,
            Terms.NONE);
    Rules rules = new Rules(1, new OwnMetrics(List.of(copy), List.of()), ServiceLevels.NONE);

    // When
    Measures measures =
        ATicket.unknown()
            .openedBy(10, "email")
            .messageBy(20, "chat", AuthorKind.CUSTOMER, true)
            .calledBy(30, "phone")
            .measures(Circumstances.of(rules, Long.MAX_VALUE));

    // Then
    assertThat(measures.observations())
        .filteredOn(one -> one.metric().equals(definition))
        .extracting(one -> one.dimensions().channel())
        .containsExactly("email", "chat");
  }

  @RepeatedTest(300)
  void whatWasUsedIsTheSameInAnyOrderAndHoldsTheFirstAndTheLast(RepetitionInfo repetition) {
    // Given
    Random random = new Random(30_000 + repetition.getCurrentRepetition());
    List<TimelineEvent> events = new ArrayList<>(RandomLife.of(random));

    // When
    Measures measures = Fold.of(Timeline.of(events), ATicket.NOW);
    Collections.shuffle(events, random);
    Measures shuffled = Fold.of(Timeline.of(events), ATicket.NOW);

    // Then
    List<String> each = channels(measures, EACH_CHANNEL_SHARE);
    List<String> last = channels(measures, LAST_CHANNEL_SHARE);
    List<String> first = channels(measures, BuiltInMetrics.VOLUME);
    assertThat(channels(shuffled, EACH_CHANNEL_SHARE)).isEqualTo(each);
    assertThat(channels(shuffled, LAST_CHANNEL_SHARE)).isEqualTo(last);
    assertThat(each).doesNotHaveDuplicates();
    // RandomLife opens by e-mail alone, so that whatever was opened has a channel.
    assertThat(last).hasSameSizeAs(first);
    assertThat(new HashSet<>(each)).containsAll(last).containsAll(first);
  }

  private static List<String> channels(Measures measures, MetricDefinition metric) {
    return measures.observations().stream()
        .filter(one -> one.metric().equals(metric))
        .map(one -> one.dimensions().channel())
        .toList();
  }
}
