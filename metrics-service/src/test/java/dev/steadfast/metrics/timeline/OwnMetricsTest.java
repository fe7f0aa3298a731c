package dev.steadfast.metrics.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steadfast.contracts.metric.BuiltInMetrics;
import dev.steadfast.contracts.metric.CallMetrics;
import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.contracts.metric.ReplyMetrics;
import dev.steadfast.contracts.metric.WaitMetrics;
import dev.steadfast.core.schedule.ClockRule;
import dev.steadfast.core.schedule.LocalInterval;
import dev.steadfast.core.schedule.Schedule;
import dev.steadfast.core.schedule.ScheduleVersion;
import dev.steadfast.core.schedule.WeeklyHours;
import dev.steadfast.metrics.timeline.Explanation.Explained;
import dev.steadfast.metrics.timeline.Explanation.Hours;
import dev.steadfast.metrics.timeline.Explanation.Missing;
import dev.steadfast.metrics.timeline.Explanation.Part;
import dev.steadfast.metrics.timeline.Explanation.Reason;
import dev.steadfast.metrics.timeline.Happening.AuthorKind;
import dev.steadfast.metrics.timeline.Happening.Status;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OwnMetricsTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final WeeklyHours NINE_TO_FIVE =
      WeeklyHours.on(
          EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), LocalInterval.of("09:00", "17:00"));
  private static final WeeklyHours TEN_TO_FOUR =
      WeeklyHours.on(
          EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), LocalInterval.of("10:00", "16:00"));
  private static final Schedule OFFICE =
      new Schedule(BERLIN, List.of(ScheduleVersion.always(NINE_TO_FIVE)));

  /** From Monday, 9 March 2026 on, shorter hours. */
  private static final Schedule SHORTENED =
      new Schedule(
          BERLIN,
          List.of(
              ScheduleVersion.always(NINE_TO_FIVE),
              ScheduleVersion.from(LocalDate.of(2026, 3, 9), TEN_TO_FOUR)));

  private static final long HOUR = 3_600_000;

  private static long at(String time) {
    return LocalDateTime.parse(time).atZone(BERLIN).toInstant().toEpochMilli();
  }

  private static MetricDefinition own(String key, MetricDefinition origin) {
    return new MetricDefinition(
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
        origin.minimumSample());
  }

  private static CopiedMetric inHours(MetricDefinition origin, Schedule schedule, ClockRule rule) {
    return new CopiedMetric(
        own(origin.key() + "-in-hours", origin),
        origin.key(),
        Population.ALL,
        new MetricClock.Business(new UUID(0, 1), schedule, rule),
        Terms.NONE);
  }

  private static CopiedMetric inHours(MetricDefinition origin) {
    return inHours(origin, OFFICE, ClockRule.SUM_OVER_HISTORY);
  }

  private static Circumstances with(CopiedMetric... copies) {
    return Circumstances.of(
        new Rules(1, new OwnMetrics(List.of(copies), List.of()), ServiceLevels.NONE),
        Long.MAX_VALUE);
  }

  private static List<Long> values(ATicket ticket, CopiedMetric copy) {
    return ticket.measures(with(copy)).observations().stream()
        .filter(one -> one.metric().equals(copy.definition()))
        .map(Observation::value)
        .toList();
  }

  @Test
  void fridayEveningToMondayMorningIsAnHour() {
    // Given
    ATicket ticket =
        ATicket.openedAt(at("2026-03-06T16:30"))
            .message(at("2026-03-09T09:30"), AuthorKind.AGENT, true);

    // When
    List<Long> values = values(ticket, inHours(BuiltInMetrics.FIRST_RESPONSE_TIME));

    // Then
    assertThat(values).containsExactly(HOUR);
    assertThat(ticket.values(BuiltInMetrics.FIRST_RESPONSE_TIME)).containsExactly(65 * HOUR);
  }

  @Test
  void aReplyOutsideHoursToAMessageOutsideHoursIsZeroAndNotNothing() {
    // Given
    ATicket ticket =
        ATicket.openedAt(at("2026-03-07T10:00"))
            .message(at("2026-03-08T20:00"), AuthorKind.AGENT, true);

    // When
    List<Long> values = values(ticket, inHours(BuiltInMetrics.FIRST_RESPONSE_TIME));

    // Then
    assertThat(values).containsExactly(0L);
  }

  @Test
  void aScheduleThatChangesMeasuresEachPartOrAllByItsEnd() {
    // Given
    ATicket ticket =
        ATicket.openedAt(at("2026-03-06T09:00")).became(at("2026-03-09T17:00"), Status.RESOLVED);
    MetricDefinition metric = BuiltInMetrics.RESOLUTION_TIME;

    // When
    List<Long> parts = values(ticket, inHours(metric, SHORTENED, ClockRule.SUM_OVER_HISTORY));
    List<Long> end = values(ticket, inHours(metric, SHORTENED, ClockRule.AT_END));

    // Then
    assertThat(parts).containsExactly(14 * HOUR);
    assertThat(end).containsExactly(12 * HOUR);
  }

  @Test
  void timeInAStatusCountsOnlyItsStretchesWithinHours() {
    // Given a ticket that is open on Friday, pending over the weekend, and on hold on Monday
    ATicket ticket =
        ATicket.openedAt(at("2026-03-06T15:00"))
            .became(at("2026-03-06T16:00"), Status.PENDING)
            .became(at("2026-03-09T08:00"), Status.ON_HOLD)
            .became(at("2026-03-09T11:00"), Status.OPEN)
            .became(at("2026-03-09T18:00"), Status.RESOLVED);

    // When
    CopiedMetric worked = inHours(WaitMetrics.AGENT_WORK_TIME);
    CopiedMetric held = inHours(WaitMetrics.ON_HOLD_TIME);
    CopiedMetric heldAtEnd = inHours(WaitMetrics.ON_HOLD_TIME, SHORTENED, ClockRule.AT_END);
    CopiedMetric waited = inHours(WaitMetrics.REQUESTER_WAIT_TIME);

    // Then
    assertThat(values(ticket, worked)).containsExactly(7 * HOUR);
    assertThat(values(ticket, held)).containsExactly(2 * HOUR);
    assertThat(values(ticket, heldAtEnd)).containsExactly(HOUR);
    assertThat(values(ticket, waited)).containsExactly(9 * HOUR);
  }

  @Test
  void whatAnAgentHadCountsOnlyItsStretchesWithinHours() {
    // Given a message on Friday at 15:00 to ann, from 16:00 on; on hold on Monday to 11:00;
    // her reply at 12:00, and bob from 14:00 to the resolution at 18:00
    ATicket ticket =
        ATicket.openedAt(at("2026-03-06T15:00"))
            .message(at("2026-03-06T15:00"), AuthorKind.CUSTOMER, true)
            .assigned(at("2026-03-06T16:00"), "t", "ann")
            .became(at("2026-03-09T08:00"), Status.ON_HOLD)
            .became(at("2026-03-09T11:00"), Status.OPEN)
            .replied(at("2026-03-09T12:00"), "ann", 1, 1)
            .assigned(at("2026-03-09T14:00"), "t", "bob")
            .became(at("2026-03-09T18:00"), Status.RESOLVED);

    // Then
    assertThat(values(ticket, inHours(ReplyMetrics.BY_AGENT))).containsExactly(2 * HOUR);
    assertThat(values(ticket, inHours(ReplyMetrics.WRITTEN_HANDLE_TIME)))
        .containsExactly(4 * HOUR, 3 * HOUR);
    assertThat(
            values(ticket, inHours(ReplyMetrics.WRITTEN_HANDLE_TIME, SHORTENED, ClockRule.AT_END)))
        .containsExactly(3 * HOUR, 2 * HOUR);
  }

  @Test
  void businessTimeIsNeverMoreThanCalendarTimeAndItsPartsAreTheWhole() {
    List<MetricDefinition> origins =
        BuiltInMetrics.all().stream().filter(CopiedMetric::canGoByBusinessTime).toList();
    Random random = new Random(20_260_306);
    int compared = 0;
    for (int life = 0; life < 300; life++) {
      for (ClockRule rule : ClockRule.values()) {
        CopiedMetric[] copies =
            origins.stream()
                .map(origin -> inHours(origin, SHORTENED, rule))
                .toArray(CopiedMetric[]::new);
        // The constructor of each explained value checks that its counted parts sum to it.
        Explanation explanation = Explanation.of(Timeline.of(aLife(random)), with(copies));
        Map<String, Long> calendar = new HashMap<>();
        for (Explained one : explanation.observations()) {
          Observation seen = one.observation();
          String name = seen.metric().key() + "#" + seen.ordinal();
          if (name.contains("-in-hours")) {
            Long whole = calendar.get(name.replace("-in-hours", ""));
            assertThat(whole).as(name).isNotNull();
            assertThat(seen.value()).as(name).isBetween(0L, whole);
            compared++;
          } else {
            calendar.put(name, seen.value());
          }
        }
      }
    }
    assertThat(compared).isGreaterThan(500);
  }

  private static List<TimelineEvent> aLife(Random random) {
    long now = at("2026-03-05T00:00") + random.nextLong(48 * HOUR);
    ATicket ticket = ATicket.openedAt(now);
    for (int i = 0; i < 12; i++) {
      now += random.nextLong(30 * HOUR);
      switch (random.nextInt(9)) {
        case 6, 7 -> ticket.assigned(now, "t" + random.nextInt(2), "a" + random.nextInt(2));
        case 8 -> ticket.replied(now, "a" + random.nextInt(2), 1, 1);
        case 0 -> ticket.message(now, AuthorKind.CUSTOMER, true);
        case 1 -> ticket.message(now, AuthorKind.AGENT, true);
        case 2 -> ticket.became(now, Status.ON_HOLD);
        case 3 -> ticket.became(now, Status.PENDING);
        case 4 -> ticket.became(now, Status.OPEN);
        default -> ticket.became(now, Status.RESOLVED);
      }
    }
    return ticket.became(now + HOUR, Status.RESOLVED).events();
  }

  @Test
  void aPopulationHasNoUnknownValueAndLeavesTheRestOut() {
    // Given
    CopiedMetric billing =
        new CopiedMetric(
            own("billing-volume", BuiltInMetrics.VOLUME),
            "volume",
            new Population(Map.of("team", Set.of("billing", "payments"))),
            MetricClock.CALENDAR,
            Terms.NONE);

    // Then
    assertThat(values(ATicket.openedAt(1).assigned(2, "billing", null), billing))
        .containsExactly(1L);
    assertThat(values(ATicket.openedAt(1).assigned(2, "tech", null), billing)).isEmpty();
    assertThat(values(ATicket.openedAt(1), billing)).isEmpty();
    List<Missing> missing =
        Explanation.of(Timeline.of(ATicket.openedAt(1).events()), with(billing)).missing();
    assertThat(missing)
        .filteredOn(one -> one.metric().key().equals("billing-volume"))
        .extracting(Missing::absence)
        .containsExactly(Absence.NOT_IN_POPULATION);
  }

  @Test
  void aCopyOfAServiceLevelHasItsOwnThreshold() {
    // Given
    CopiedMetric within30 =
        on(CallMetrics.SERVICE_LEVEL, OptionalLong.of(30_000), OptionalLong.empty(), false);
    CopiedMetric shortBelow10 =
        on(
            CallMetrics.ABANDONMENT_RATE_WITHOUT_SHORT,
            OptionalLong.empty(),
            OptionalLong.of(10_000),
            false);
    ATicket calls =
        ATicket.unknown()
            .called(1, true, 30_000, 9)
            .called(2, true, 30_001, 9)
            .called(3, false, 7_000, 0);

    // Then
    assertThat(values(calls, within30)).containsExactly(1L, 0L, 0L);
    assertThat(calls.values(CallMetrics.SERVICE_LEVEL)).containsExactly(0L, 0L, 0L);
    assertThat(values(calls, shortBelow10)).containsExactly(0L, 0L);
    assertThat(calls.values(CallMetrics.ABANDONMENT_RATE_WITHOUT_SHORT))
        .containsExactly(0L, 0L, 1L);
  }

  @Test
  void copiesOfSharesOfCallsLeaveOutShortOnesAndCallbacksOrBoth() {
    // Given
    ATicket calls =
        ATicket.unknown()
            .called(1, true, 4_000, 9)
            .called(2, false, 4_999, 0)
            .called(3, false, 5_000, 0)
            .askedToBeCalledBack(4, 30_000)
            .askedToBeCalledBack(5, 1_000);
    OptionalLong five = OptionalLong.of(5_000);
    OptionalLong none = OptionalLong.empty();

    // Then
    for (MetricDefinition origin :
        List.of(CallMetrics.SERVICE_LEVEL, CallMetrics.ABANDONMENT_RATE)) {
      long answered = origin.equals(CallMetrics.SERVICE_LEVEL) ? 1 : 0;
      long lost = 1 - answered;
      assertThat(calls.values(origin)).containsExactly(answered, lost, lost, lost, lost);
      assertThat(values(calls, on(origin, none, five, false)))
          .containsExactly(answered, lost, lost);
      assertThat(values(calls, on(origin, none, none, true))).containsExactly(answered, lost, lost);
      assertThat(values(calls, on(origin, none, five, true))).containsExactly(answered, lost);
    }
    assertThat(values(calls, on(CallMetrics.ABANDONMENT_RATE_WITHOUT_SHORT, none, none, true)))
        .containsExactly(0L, 1L);
    assertThat(values(calls, on(CallMetrics.ABANDONMENT_RATE_WITHOUT_CALLBACKS, none, five, false)))
        .containsExactly(0L, 1L);
    assertThat(values(calls, on(CallMetrics.SERVICE_LEVEL, OptionalLong.of(3_000), five, true)))
        .containsExactly(0L, 0L);
  }

  private static CopiedMetric on(
      MetricDefinition origin,
      OptionalLong within,
      OptionalLong shortCalls,
      boolean withoutCallbacks) {
    return new CopiedMetric(
        own("own", origin),
        origin.key(),
        Population.ALL,
        MetricClock.CALENDAR,
        new Terms(within, shortCalls, withoutCallbacks));
  }

  @Test
  void eachPartOfABusinessDurationSaysWhyItCounts() {
    // Given
    Schedule withHoliday =
        new Schedule(
            BERLIN,
            List.of(
                ScheduleVersion.always(NINE_TO_FIVE)
                    .withHolidays(Map.of(LocalDate.of(2026, 3, 6), "Founding day"))));
    CopiedMetric copy =
        inHours(BuiltInMetrics.FIRST_RESPONSE_TIME, withHoliday, ClockRule.SUM_OVER_HISTORY);
    ATicket ticket =
        ATicket.openedAt(at("2026-03-05T16:30"))
            .message(at("2026-03-09T09:30"), AuthorKind.AGENT, true);

    // When
    Explained explained =
        Explanation.of(Timeline.of(ticket.events()), with(copy)).observations().stream()
            .filter(one -> one.observation().metric().equals(copy.definition()))
            .findFirst()
            .orElseThrow();

    // Then
    assertThat(explained.observation().value()).isEqualTo(HOUR);
    assertThat(explained.parts())
        .extracting(Part::reason)
        .containsExactly(
            Reason.WITHIN_HOURS,
            Reason.OUTSIDE_HOURS,
            Reason.HOLIDAY,
            Reason.OUTSIDE_HOURS,
            Reason.WITHIN_HOURS);
    assertThat(explained.parts().stream().mapToLong(Part::milliseconds).sum())
        .isEqualTo(Duration.ofHours(89).toMillis());
    assertThat(explained.parts().get(2)).isInstanceOf(Hours.class);
  }

  @Test
  void anOlderFoldKnowsTheCopiesOfWhatItKnows() {
    // Given
    CopiedMetric old = inHours(BuiltInMetrics.FIRST_RESPONSE_TIME);
    CopiedMetric young = inHours(WaitMetrics.NEXT_RESPONSE_TIME);
    ATicket ticket =
        ATicket.openedAt(0)
            .message(1, AuthorKind.CUSTOMER, true)
            .message(2, AuthorKind.AGENT, true);

    // When
    List<Observation> counted =
        ticket
            .measures(
                new Circumstances(
                    1,
                    new Rules(
                        1, new OwnMetrics(List.of(old, young), List.of()), ServiceLevels.NONE),
                    Long.MAX_VALUE))
            .observations();

    // Then
    List<String> keys = new ArrayList<>();
    counted.forEach(one -> keys.add(one.metric().key()));
    assertThat(keys)
        .contains("first-response-time-in-hours")
        .doesNotContain("next-response-time-in-hours");
  }

  private static OptionalLong counted(EventMetric metric, Facts facts) {
    return metric.isMetBy(facts) ? metric.numberOf(facts) : OptionalLong.empty();
  }

  @Test
  void anEventCountsIfItMeetsAllConditionsAndTellsANumber() {
    // Given
    EventMetric amount =
        new EventMetric(
            own("amount", BuiltInMetrics.REASSIGNMENTS),
            "t",
            List.of(
                new EventCondition.OneOf("/kind", Set.of("refund", BigDecimal.ONE)),
                new EventCondition.There("/void", false)),
            Optional.of("/amount"),
            Population.ALL,
            false);

    // Then
    assertThat(counted(amount, facts("refund", "12.50"))).hasValue(12);
    assertThat(counted(amount, facts(BigDecimal.ONE, "0"))).hasValue(0);
    assertThat(counted(amount, facts("gift", "12"))).isEmpty();
    assertThat(counted(amount, facts("refund", "-1"))).isEmpty();
    assertThat(counted(amount, facts("refund", "1000000000001"))).isEmpty();
    assertThat(counted(amount, new Facts("t", Map.of("/kind", "refund")))).isEmpty();
    assertThat(
            counted(
                amount,
                new Facts(
                    "t", Map.of("/kind", "refund", "/amount", BigDecimal.TEN, "/void", true))))
        .isEmpty();
    assertThat(new OwnMetrics(List.of(), List.of(amount)).wanted().pointers())
        .isEqualTo(Map.of("t", Set.of("/kind", "/void", "/amount")));
  }

  private static Facts facts(Object kind, String amount) {
    return new Facts("t", Map.of("/kind", kind, "/amount", new BigDecimal(amount)));
  }

  @Test
  void aDurationThatAnEventTellsIsItsOwnPart() {
    // Given
    EventMetric hold =
        new EventMetric(
            own("hold", BuiltInMetrics.RESOLUTION_TIME),
            "t",
            List.of(),
            Optional.of("/hold"),
            Population.ALL,
            false);
    TimelineEvent call =
        ATicket.unknown()
            .called(5, true, 20_000, 9)
            .events()
            .getFirst()
            .with(new Facts("t", Map.of("/hold", BigDecimal.valueOf(700))));

    // When
    Explanation explanation =
        Explanation.of(
            Timeline.of(List.of(call)),
            Circumstances.of(
                new Rules(1, new OwnMetrics(List.of(), List.of(hold)), ServiceLevels.NONE),
                Long.MAX_VALUE));

    // Then
    Explained explained = explanation.observations().getLast();
    assertThat(explained.observation().value()).isEqualTo(700);
    assertThat(explained.parts()).extracting(Part::reason).containsExactly(Reason.TOLD);
  }
}
