package dev.steadfast.metrics.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steadfast.contracts.event.EventType;
import dev.steadfast.contracts.metric.BuiltInMetrics;
import dev.steadfast.contracts.metric.ContactMetrics;
import dev.steadfast.contracts.metric.KnowledgeMetrics;
import dev.steadfast.metrics.timeline.Explanation.Missing;
import dev.steadfast.metrics.timeline.Happening.Scale;
import java.util.List;
import org.junit.jupiter.api.Test;

class HelpCentreTest {
  private static final long MINUTE = 60_000;

  private static ATicket viewed(ATicket visit, long minute) {
    return visit.add(minute * MINUTE, EventType.ARTICLE_VIEWED, new Happening.Viewed("anna"));
  }

  private static ATicket searched(ATicket visit, long minute) {
    return visit.add(minute * MINUTE, EventType.SEARCH_PERFORMED, new Happening.Searched(null));
  }

  private static ATicket voted(ATicket visit, long minute, boolean helpful) {
    return visit.add(minute * MINUTE, EventType.ARTICLE_VOTED, new Happening.Voted(null, helpful));
  }

  @Test
  void aPauseOfThirtyMinutesEndsAVisit() {
    // Given views and searches at 0, 29 and 58 minutes, then after a pause of exactly half an hour
    ATicket visit = searched(viewed(viewed(searched(ATicket.unknown(), 88), 29), 0), 58);

    // When
    List<Long> visits =
        visit.observations(KnowledgeMetrics.VISITS).stream().map(Observation::at).toList();

    // Then
    assertThat(visits).containsExactly(0L, 88 * MINUTE);
    assertThat(visit.values(KnowledgeMetrics.TRAFFIC)).containsExactly(1L, 1L);
    assertThat(visit.measures().customer()).isEqualTo("anna");
  }

  @Test
  void aVoteCountsOnceAndMakesNoVisit() {
    // Given
    ATicket visit = voted(voted(voted(ATicket.unknown(), 1, true), 2, false), 3, true);

    // When
    List<Long> votes = visit.values(KnowledgeMetrics.HELPFULNESS);

    // Then
    assertThat(votes).containsExactly(1L, 0L, 1L);
    assertThat(visit.values(KnowledgeMetrics.VISITS)).isEmpty();
    assertThat(visit.values(BuiltInMetrics.VOLUME)).isEmpty();
  }

  @Test
  void outreachCountsTheRecipientsOfEachSending() {
    // Given
    ATicket sending =
        ATicket.unknown()
            .add(1, EventType.OUTREACH_SENT, new Happening.ReachedOut(4_200))
            .add(2, EventType.OUTREACH_SENT, new Happening.ReachedOut(0));

    // When / Then
    assertThat(sending.values(KnowledgeMetrics.OUTREACH)).containsExactly(4_200L, 0L);
  }

  @Test
  void theQuestionOfFirstContactIsASurveyOfItsOwn() {
    // Given
    ATicket ticket =
        ATicket.openedAt(0).rated(1, Scale.FCR_2, 2, null).rated(2, Scale.FCR_2, 1, null);

    // When / Then
    assertThat(ticket.values(ContactMetrics.FCR_SURVEY)).containsExactly(1L, 0L);
    assertThat(ticket.values(BuiltInMetrics.CSAT)).isEmpty();
  }

  @Test
  void aTicketSaysThatItIsNoVisit() {
    // Given
    Timeline ticket = Timeline.of(ATicket.openedAt(0).events());

    // When
    List<Missing> missing = Explanation.of(ticket, ATicket.NOW).missing();

    // Then
    assertThat(missing)
        .filteredOn(one -> one.metric().equals(KnowledgeMetrics.VISITS))
        .extracting(Missing::absence)
        .containsExactly(Absence.NO_VISIT);
  }
}
