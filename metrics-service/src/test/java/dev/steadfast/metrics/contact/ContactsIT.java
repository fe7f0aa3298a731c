package dev.steadfast.metrics.contact;

import static dev.steadfast.metrics.testing.Events.aTicket;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.steadfast.metrics.testing.Events;
import dev.steadfast.platform.testing.ServiceBackends;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
    value = ServiceBackends.class,
    initArgs = @ResourceArg(name = "service", value = "metrics"))
class ContactsIT {
  private static final String FCR = "first-contact-resolution";
  private static final String ANY_TOPIC = "first-contact-resolution.any-topic";

  private final HelpDesk desk = new HelpDesk(UuidCreator.getTimeOrderedEpoch());

  private static Events refund(String subject, String opened) {
    return HelpDesk.ticket(subject, "anna", "refund", opened);
  }

  /** A ticket of Anna's about a refund that is resolved by Ann of billing on 2 March at noon. */
  private static Events first() {
    return refund("T-1", "2026-03-02T09:00:00Z")
        .assigned("billing", "ann", "2026-03-02T10:00:00Z")
        .became("resolved", "2026-03-02T12:00:00Z")
        .assigned("archive", null, "2026-03-02T13:00:00Z");
  }

  @Test
  void aNewContactTakesTheResolutionBackAndItsEndGivesItBack() {
    // Given
    desk.send(first().list());
    desk.awaitEvents(4);
    assertThat(desk.share(FCR)).isEqualTo(100);
    assertThat(desk.share(FCR, "team:billing")).isEqualTo(100);

    // When the same customer comes again at the last moment that counts, which we hear of late
    desk.send(refund("T-2", "2026-03-09T12:00:00Z").list());
    desk.awaitEvents(5);

    // Then
    assertThat(desk.share(FCR)).isZero();
    assertThat(desk.share(FCR, "agent:ann")).isZero();
    assertThat(desk.share(ANY_TOPIC)).isZero();
    assertThat(desk.n(FCR)).isEqualTo(1);
    desk.checkFindsNothing();
    JsonPath why = desk.explanation("T-1");
    String fcr = "observations.find { it.metric == '" + FCR + "' }.";
    assertThat(why.getString(fcr + "contact.subject")).isEqualTo("T-2");
    assertThat(why.getString(fcr + "contact.openedAt")).startsWith("2026-03-09T12:00");
    assertThat(why.getString(fcr + "started.event.id")).isEqualTo("T-1/2");
    assertThat(why.getString(fcr + "inWords")).contains("T-2 of desk");
    assertThat(
            desk.explanation("T-2").getString("missing.find { it.metric == '" + FCR + "' }.reason"))
        .isEqualTo("not-resolved");

    // When it turns out to be the same one
    desk.send(
        aTicket("desk", "T-2b")
            .event("interaction.merged", "2026-03-10T09:00:00Z", "{\"into\": \"T-1\"}")
            .list()
            .stream()
            .map(event -> event.replace("\"subject\": \"T-2b\"", "\"subject\": \"T-2\""))
            .toList());
    desk.awaitEvents(6);

    // Then
    assertThat(desk.share(FCR)).isEqualTo(100);
    assertThat(desk.share(ANY_TOPIC)).isEqualTo(100);
    desk.checkFindsNothing();
  }

  @Test
  void aCopyOfFirstContactResolutionIsOfItsTeamAndTime() {
    // Given what is known before the copies are defined, and what comes later
    desk.send(first().list());
    desk.send(HelpDesk.visit("V-1", "anna", "2026-03-04T23:00:00Z").list());
    desk.awaitEvents(5);
    desk.define(
        """
        {"key": "fcr-billing", "copyOf": "first-contact-resolution", "population": {"team": ["billing"]}}""");
    desk.define(
        "{\"key\": \"fcr-two-days\", \"copyOf\": \"first-contact-resolution\", \"within\": \"P2D\"}");
    desk.define("{\"key\": \"deflected\", \"copyOf\": \"deflection-rate\", \"within\": \"PT6H\"}");
    desk.send(refund("T-2", "2026-03-05T09:00:00Z").list());
    desk.send(
        HelpDesk.ticket("T-3", "bert", "refund", "2026-03-05T09:00:00Z")
            .assigned("tech", null, "2026-03-05T09:30:00Z")
            .became("resolved", "2026-03-05T10:00:00Z")
            .list());
    desk.awaitEvents(9);
    desk.awaitReady("deflected");

    // Then
    assertThat(desk.share(FCR)).isEqualTo(50);
    assertThat(desk.n("fcr-billing")).isEqualTo(1);
    assertThat(desk.share("fcr-billing")).isZero();
    assertThat(desk.n("fcr-two-days")).isEqualTo(2);
    assertThat(desk.share("fcr-two-days")).isEqualTo(100);
    assertThat(desk.share("deflection-rate")).isZero();
    assertThat(desk.share("deflected")).isEqualTo(100);
    desk.checkFindsNothing();
    assertThat(
            desk.explanation("T-1")
                .getString("observations.find { it.metric == 'fcr-billing' }.contact.subject"))
        .isEqualTo("T-2");
    assertThat(
            desk.explanation("T-3").getString("missing.find { it.metric == 'fcr-billing' }.reason"))
        .isEqualTo("not-in-population");

    // When
    desk.erase("anna", "pseudonymise");

    // Then
    assertThat(desk.share("fcr-two-days")).isEqualTo(100);
    assertThat(desk.n("fcr-billing")).isEqualTo(1);
    desk.checkFindsNothing();
  }

  @Test
  void aTopicOrACustomerThatChangesChangesWhatItCountsAgainst() {
    // Given
    desk.send(first().list());
    Events other = HelpDesk.ticket("T-2", "anna", "lamp", "2026-03-04T09:00:00Z");
    desk.send(other.list());
    desk.awaitEvents(5);
    assertThat(desk.share(FCR)).isEqualTo(100);
    assertThat(desk.share(ANY_TOPIC)).isZero();

    // When its opening is withdrawn and told anew, of the same topic
    desk.send(
        aTicket("desk", "T-2x")
            .event("event.withdrawn", "2026-03-05T09:00:00Z", "{\"id\": \"T-2/0\"}")
            .event(
                "interaction.opened",
                "2026-03-04T09:00:00Z",
                "{\"customer\": {\"id\": \"anna\"}, \"topic\": \"refund\"}")
            .list()
            .stream()
            .map(event -> event.replace("\"subject\": \"T-2x\"", "\"subject\": \"T-2\""))
            .toList());
    desk.awaitEvents(7);

    // Then
    assertThat(desk.share(FCR)).isZero();

    // When that is withdrawn too, and it is of somebody else
    desk.send(
        aTicket("desk", "T-2y")
            .event("event.withdrawn", "2026-03-05T09:00:00Z", "{\"id\": \"T-2x/1\"}")
            .event(
                "interaction.opened",
                "2026-03-04T09:00:00Z",
                "{\"customer\": {\"id\": \"bert\"}, \"topic\": \"refund\"}")
            .list()
            .stream()
            .map(event -> event.replace("\"subject\": \"T-2y\"", "\"subject\": \"T-2\""))
            .toList());
    desk.awaitEvents(9);

    // Then
    assertThat(desk.share(FCR)).isEqualTo(100);
    assertThat(desk.share(ANY_TOPIC)).isEqualTo(100);
    desk.checkFindsNothing();
  }

  @Test
  void erasingAPersonKeepsTheNumbersOrTakesAllOfThem() {
    // Given Anna's tickets, and one of Bert's
    List<String> events = new ArrayList<>(first().list());
    events.addAll(refund("T-2", "2026-03-04T09:00:00Z").list());
    events.addAll(HelpDesk.visit("V-1", "anna", "2026-03-04T08:00:00Z").list());
    events.addAll(
        HelpDesk.ticket("T-3", "bert", "lamp", "2026-03-04T09:00:00Z")
            .became("resolved", "2026-03-04T10:00:00Z")
            .list());
    desk.send(events);
    desk.awaitEvents(8);
    assertThat(desk.share(FCR)).isEqualTo(50);
    assertThat(desk.share("deflection-rate")).isZero();

    // When
    String pseudonym = desk.erase("anna", "pseudonymise");

    // Then
    assertThat(desk.share(FCR)).isEqualTo(50);
    assertThat(desk.n("deflection-rate")).isEqualTo(1);
    desk.checkFindsNothing();

    // When
    desk.erase(pseudonym, "remove");

    // Then
    assertThat(desk.share(FCR)).isEqualTo(100);
    assertThat(desk.n(FCR)).isEqualTo(1);
    assertThat(desk.n("deflection-rate")).isZero();
    desk.checkFindsNothing();
  }

  @Test
  void aVisitBeforeAContactWasNoHelp() {
    // Given visits of Anna's and Bert's, and one of nobody known
    List<String> events = new ArrayList<>();
    events.addAll(HelpDesk.visit("V-1", "anna", "2026-03-02T08:00:00Z").list());
    events.addAll(HelpDesk.visit("V-2", "bert", "2026-03-02T08:00:00Z").list());
    events.addAll(
        aTicket("help", "V-3")
            .event("article.viewed", "2026-03-02T08:00:00Z", "{\"article\": {\"id\": \"kb-1\"}}")
            .event(
                "article.voted",
                "2026-03-02T08:01:00Z",
                "{\"article\": {\"id\": \"kb-1\"}, \"helpful\": true}")
            .list());
    events.addAll(
        aTicket("help", "O-1")
            .event(
                "outreach.sent",
                "2026-03-02T07:00:00Z",
                "{\"kind\": \"email\", \"recipients\": 90}")
            .list());
    desk.send(events);
    desk.awaitEvents(5);
    assertThat(desk.share("deflection-rate")).isEqualTo(100);

    // When
    desk.send(refund("T-1", "2026-03-03T08:00:00Z").list());
    desk.awaitEvents(6);

    // Then
    assertThat(desk.share("deflection-rate")).isEqualTo(50);
    assertThat(desk.n("kb-visits")).isEqualTo(3);
    assertThat(desk.n("kb-traffic")).isEqualTo(3);
    assertThat(desk.share("kb-helpfulness")).isEqualTo(100);
    assertThat(desk.value("proactive-outreach", "sum")).isEqualTo(90);
    assertThat(desk.n("volume")).isEqualTo(1);
    assertThat(
            desk.explanation("V-1")
                .getString("observations.find { it.metric == 'deflection-rate' }.contact.subject"))
        .isEqualTo("T-1");
    desk.checkFindsNothing();
  }

  @Test
  void peopleAndInteractionsAreCountedOnceHoweverOftenTheyCome() {
    // Given three tickets of two people, and visits of three
    List<String> events = new ArrayList<>();
    events.addAll(refund("T-1", "2026-03-02T09:00:00Z").list());
    events.addAll(refund("T-2", "2026-03-02T10:00:00Z").list());
    events.addAll(HelpDesk.ticket("T-3", "bert", "lamp", "2026-03-05T10:00:00Z").list());
    events.addAll(HelpDesk.visit("V-1", "anna", "2026-03-02T08:00:00Z").list());
    events.addAll(HelpDesk.visit("V-2", "anna", "2026-03-03T08:00:00Z").list());
    events.addAll(HelpDesk.visit("V-3", "cleo", "2026-03-03T08:00:00Z").list());
    events.addAll(
        aTicket("help", "V-4")
            .event("article.viewed", "2026-03-03T08:00:00Z", "{\"article\": {\"id\": \"kb-1\"}}")
            .event("article.viewed", "2026-03-04T08:00:00Z", "{\"article\": {\"id\": \"kb-1\"}}")
            .list());
    desk.send(events);
    desk.awaitEvents(8);

    // When
    JsonPath volume =
        desk.read(
            "volume/summary", "aggregation", "count,distinct-interactions,distinct-customers");
    JsonPath days =
        desk.read("volume/series", "aggregation", "distinct-customers", "groupBy", "channel");
    JsonPath score = desk.read("self-service-score/summary");
    JsonPath views = desk.read("kb-traffic/summary", "aggregation", "distinct-interactions");

    // Then
    String whole = "series[0].points[0].values.";
    assertThat(volume.getDouble(whole + "count")).isEqualTo(3);
    assertThat(volume.getDouble(whole + "distinct_interactions")).isEqualTo(3);
    assertThat(volume.getDouble(whole + "distinct_customers")).isEqualTo(2);
    assertThat(days.getDouble("series[0].points[1].values.distinct_customers")).isEqualTo(1);
    assertThat(days.getDouble("series[0].points[2].values.distinct_customers")).isZero();
    assertThat(views.getDouble(whole + "distinct_interactions")).isEqualTo(4);
    assertThat(score.getDouble(whole + "mean")).isEqualTo(1.5);
    assertThat(score.getInt("series[0].points[0].n")).isEqualTo(2);
    desk.refused("volume/changes", "aggregation", "distinct-customers");
    desk.refused("self-service-score/summary", "filter", "team:billing");
    desk.refused("self-service-score/distribution", "buckets", "3");
    desk.refused(
        "volume/series", "aggregation", "distinct-customers", "asOf", "2026-03-09T00:00:00Z");
  }

  @Test
  void theLastSevenDaysAreProvisional() {
    // Given
    OffsetDateTime yesterday =
        OffsetDateTime.now(ZoneOffset.UTC).minusDays(1).withHour(0).withMinute(0);
    desk.send(
        refund("T-1", yesterday.toString())
            .became("resolved", yesterday.plusHours(1).toString())
            .list());
    desk.send(first().list().stream().map(e -> e.replace("T-1", "T-0")).toList());
    desk.awaitEvents(6);

    // When
    Map<Boolean, Integer> days =
        desk.provisionalDays(
            FCR, yesterday.toLocalDate().minusDays(20), yesterday.toLocalDate().plusDays(1));

    // Then the days that end within seven days of now
    assertThat(days).containsEntry(true, 7).containsEntry(false, 14);
    assertThat(desk.isProvisional(FCR)).isFalse();
  }

  @Test
  void somebodyElsesTicketsSayNothing() {
    // Given
    desk.send(first().list());
    HelpDesk other = new HelpDesk(UuidCreator.getTimeOrderedEpoch());
    other.send(refund("T-2", "2026-03-04T09:00:00Z").list());

    // When
    desk.awaitEvents(4);
    other.awaitEvents(1);

    // Then
    assertThat(desk.share(FCR)).isEqualTo(100);
    assertThat(Duration.ofMillis(Findings.REPEAT_MS)).isEqualTo(Duration.ofDays(7));
  }
}
