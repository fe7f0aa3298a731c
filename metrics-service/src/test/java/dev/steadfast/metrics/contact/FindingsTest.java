package dev.steadfast.metrics.contact;

import static dev.steadfast.contracts.metric.ContactMetrics.DEFLECTION_RATE;
import static dev.steadfast.contracts.metric.ContactMetrics.FIRST_CONTACT_RESOLUTION;
import static dev.steadfast.contracts.metric.ContactMetrics.FIRST_CONTACT_RESOLUTION_ANY_TOPIC;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.metrics.timeline.CopiedMetric;
import dev.steadfast.metrics.timeline.Dimensions;
import dev.steadfast.metrics.timeline.MetricClock;
import dev.steadfast.metrics.timeline.Population;
import dev.steadfast.metrics.timeline.Terms;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class FindingsTest {
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long DAY = 24 * HOUR;
  private static final Dimensions BILLING = new Dimensions("billing", "ann", "email", null);

  private static UUID id(int number) {
    return new UUID(7, number);
  }

  private static Encounter ticket(
      int number, @Nullable String topic, long opened, @Nullable Long resolved) {
    return new Encounter(
        id(number),
        true,
        topic,
        OptionalLong.of(opened),
        resolved == null ? OptionalLong.empty() : OptionalLong.of(resolved),
        BILLING,
        List.of());
  }

  private static Encounter visit(int number, Long... visits) {
    return new Encounter(
        id(number),
        true,
        null,
        OptionalLong.empty(),
        OptionalLong.empty(),
        BILLING,
        List.of(visits));
  }

  private static Encounter proactive(int number, Encounter like) {
    return new Encounter(
        id(number),
        true,
        like.topic(),
        OptionalLong.empty(),
        like.resolvedAt(),
        BILLING,
        List.of());
  }

  /** The values of a metric by interaction, such as "1:0" for the first one that does not count. */
  private static List<String> values(MetricDefinition metric, Encounter... encounters) {
    return Findings.of(List.of(encounters)).stream()
        .filter(one -> one.observation().metric().equals(metric))
        .map(one -> one.interaction().getLeastSignificantBits() + ":" + one.observation().value())
        .toList();
  }

  @Test
  void aResolutionCountsUntilTheCustomerComesAgainWithinSevenDays() {
    // Given a ticket that is resolved at hour 3, and new ones just before, at and after the end
    Encounter first = ticket(1, "refund", 0, 3 * HOUR);
    Encounter within = ticket(2, "refund", 3 * HOUR + 7 * DAY, null);
    Encounter after = ticket(3, "refund", 3 * HOUR + 7 * DAY + 1, null);
    Encounter meanwhile = ticket(4, "refund", 3 * HOUR, null);

    // When / Then
    assertThat(values(FIRST_CONTACT_RESOLUTION, first)).containsExactly("1:1");
    assertThat(values(FIRST_CONTACT_RESOLUTION, first, within)).containsExactly("1:0");
    assertThat(values(FIRST_CONTACT_RESOLUTION, first, after)).containsExactly("1:1");
    assertThat(values(FIRST_CONTACT_RESOLUTION, meanwhile, first)).containsExactly("1:1");
  }

  @Test
  void anotherTopicCountsAgainstTheProxyAlone() {
    // Given
    Encounter refund = ticket(1, "refund", 0, HOUR);
    Encounter lamp = ticket(2, "lamp", DAY, 2 * DAY);
    Encounter unnamed = ticket(3, null, 3 * DAY, 4 * DAY);

    // When / Then
    assertThat(values(FIRST_CONTACT_RESOLUTION, refund, lamp, unnamed))
        .containsExactly("1:1", "2:1");
    assertThat(values(FIRST_CONTACT_RESOLUTION_ANY_TOPIC, refund, lamp, unnamed))
        .containsExactly("1:0", "2:0", "3:1");
  }

  @Test
  void whatTheDepartmentOpenedIsNoNewContactButMayBeResolvedItself() {
    // Given
    Encounter first = ticket(1, "refund", 0, HOUR);
    Encounter outreach = proactive(2, ticket(2, "refund", DAY, 2 * DAY));
    Encounter second = ticket(3, "refund", 6 * DAY, null);

    // When / Then
    assertThat(values(FIRST_CONTACT_RESOLUTION, first, outreach)).containsExactly("1:1", "2:1");
    assertThat(values(FIRST_CONTACT_RESOLUTION, first, outreach, second))
        .containsExactly("1:0", "2:0");
  }

  @Test
  void aTicketIsNoNewContactToItself() {
    // Given one that by its events was resolved before it was opened
    Encounter odd = ticket(1, "refund", 2 * HOUR, HOUR);
    Encounter next = ticket(2, "refund", 3 * HOUR, null);

    // When / Then
    assertThat(values(FIRST_CONTACT_RESOLUTION, odd)).containsExactly("1:1");
    assertThat(values(FIRST_CONTACT_RESOLUTION, odd, next)).containsExactly("1:0");
  }

  @Test
  void theFirstOfSeveralNewContactsIsTheReason() {
    // Given
    List<Encounter> encounters =
        List.of(
            ticket(3, "refund", 3 * DAY, null),
            ticket(1, "refund", 0, HOUR),
            ticket(2, "refund", 2 * DAY, null));

    // When
    Finding finding = Findings.of(encounters).getFirst();

    // Then
    assertThat(finding.repeat()).isEqualTo(Optional.of(id(2)));
    assertThat(finding.observation().at()).isEqualTo(HOUR);
    assertThat(finding.observation().dimensions()).isEqualTo(BILLING);
  }

  @Test
  void aVisitIsDeflectedUnlessAContactFollowsWithinADay() {
    // Given visits at hours 0, 30 and 100, and a contact at hour 54
    Encounter visits = visit(1, 0L, 30 * HOUR, 100 * HOUR);
    Encounter contact = ticket(2, null, 54 * HOUR, null);

    // When / Then
    assertThat(values(DEFLECTION_RATE, visits, contact)).containsExactly("1:1", "1:0", "1:1");
    assertThat(values(DEFLECTION_RATE, visits, proactive(2, contact)))
        .containsExactly("1:1", "1:1", "1:1");
  }

  @Test
  void copiesAreOfAPopulationAndWithinTheirOwnTime() {
    // Given a resolution of billing at hour 1, and a contact two days later
    CopiedMetric oneDay = copy("one-day", Population.ALL, OptionalLong.of(DAY));
    CopiedMetric ofBilling = copy("of-billing", team("billing"), OptionalLong.empty());
    CopiedMetric ofTech = copy("of-tech", team("tech"), OptionalLong.empty());
    Encounter plain = ticket(1, "refund", 0, HOUR);
    Encounter counted =
        new Encounter(
            plain.interaction(),
            true,
            plain.topic(),
            plain.contactedAt(),
            plain.resolvedAt(),
            plain.resolution(),
            List.of(),
            List.of(oneDay, ofBilling, ofTech));
    Encounter again = ticket(2, "refund", HOUR + 2 * DAY, null);

    // Then
    assertThat(values(FIRST_CONTACT_RESOLUTION, counted, again)).containsExactly("1:0");
    assertThat(values(oneDay.definition(), counted, again)).containsExactly("1:1");
    assertThat(values(ofBilling.definition(), counted, again)).containsExactly("1:0");
    assertThat(values(ofTech.definition(), counted, again)).isEmpty();
  }

  private static Population team(String team) {
    return new Population(Map.of("team", Set.of(team)));
  }

  private static CopiedMetric copy(String key, Population population, OptionalLong within) {
    MetricDefinition origin = FIRST_CONTACT_RESOLUTION;
    return new CopiedMetric(
        new MetricDefinition(
            key,
            1,
            origin.title(),
            origin.description(),
            origin.unit(),
            origin.direction(),
            origin.kind(),
            origin.startRule(),
            origin.endRule(),
            origin.anchor(),
            origin.population(),
            origin.defaultAggregation(),
            origin.minimumSample()),
        origin.key(),
        population,
        MetricClock.CALENDAR,
        new Terms(within, OptionalLong.empty(), false));
  }

  @Test
  void whatAnOlderReleaseCountedIsANeighbourOnly() {
    // Given
    Encounter old =
        new Encounter(
            id(1),
            false,
            null,
            OptionalLong.of(2 * DAY),
            OptionalLong.of(3 * DAY),
            BILLING,
            List.of());

    // When / Then
    assertThat(values(FIRST_CONTACT_RESOLUTION_ANY_TOPIC, old, ticket(2, null, 0, DAY)))
        .containsExactly("2:0");
  }

  @RepeatedTest(100)
  void theOrderDoesNotMatterAndEachAgreesWithThePlainDefinition(RepetitionInfo repetition) {
    // Given
    Random random = new Random(repetition.getCurrentRepetition());
    List<Encounter> encounters = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      long opened = random.nextInt(30) * DAY / 2;
      Long resolved = random.nextInt(4) == 0 ? null : opened + random.nextInt(20) * DAY / 2;
      String topic = random.nextInt(3) == 0 ? null : "t" + random.nextInt(2);
      encounters.add(ticket(i, topic, opened, resolved));
    }

    // When
    List<Finding> found = Findings.of(encounters);
    Collections.shuffle(encounters, random);

    // Then
    assertThat(new HashSet<>(Findings.of(encounters))).isEqualTo(new HashSet<>(found));
    for (Finding one : found) {
      assertThat(one.observation().value() == 1)
          .as("%s", one)
          .isEqualTo(encounters.stream().noneMatch(other -> isRepeat(one, encounters, other)));
    }
  }

  private static boolean isRepeat(Finding one, List<Encounter> all, Encounter other) {
    Encounter own =
        all.stream().filter(e -> e.interaction().equals(one.interaction())).findAny().orElseThrow();
    long span = other.contactedAt().orElseThrow() - one.observation().at();
    boolean isAbout =
        one.observation().metric().equals(FIRST_CONTACT_RESOLUTION_ANY_TOPIC)
            || (own.topic() != null && own.topic().equals(other.topic()));
    return !other.equals(own) && isAbout && span > 0 && span <= 7 * DAY;
  }
}
