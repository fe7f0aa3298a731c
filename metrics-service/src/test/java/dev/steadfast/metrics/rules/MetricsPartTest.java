package dev.steadfast.metrics.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steadfast.contracts.metric.BuiltInMetrics;
import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.core.schedule.ClockRule;
import dev.steadfast.core.schedule.LocalInterval;
import dev.steadfast.core.schedule.Schedule;
import dev.steadfast.core.schedule.ScheduleVersion;
import dev.steadfast.core.schedule.WeeklyHours;
import dev.steadfast.metrics.timeline.CopiedMetric;
import dev.steadfast.metrics.timeline.EventCondition;
import dev.steadfast.metrics.timeline.EventMetric;
import dev.steadfast.metrics.timeline.MetricClock;
import dev.steadfast.metrics.timeline.OwnMetrics;
import dev.steadfast.metrics.timeline.Population;
import dev.steadfast.metrics.timeline.Terms;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MetricsPartTest {
  private static final UUID OFFICE = new UUID(0, 7);
  private static final Map<LocalDate, String> HOLIDAYS =
      Map.of(LocalDate.of(2026, 12, 25), "Christmas");
  private static final Map<LocalDate, List<LocalInterval>> SPECIAL =
      Map.of(LocalDate.of(2026, 12, 31), List.of(LocalInterval.of("09:00", "12:00")));
  private static final Schedule HOURS =
      new Schedule(
          ZoneId.of("Europe/Berlin"),
          List.of(
              new ScheduleVersion(
                  Optional.empty(),
                  WeeklyHours.on(
                      List.of(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
                      LocalInterval.of("09:00", "12:00"),
                      LocalInterval.of("21:00", "02:00")),
                  HOLIDAYS,
                  SPECIAL),
              new ScheduleVersion(
                  Optional.of(LocalDate.of(2026, 7, 1)), WeeklyHours.ALWAYS, HOLIDAYS, SPECIAL)));

  private static CopiedMetric copy(int version, MetricClock clock) {
    MetricDefinition origin = BuiltInMetrics.RESOLUTION_TIME;
    return new CopiedMetric(
        new MetricDefinition(
            "own",
            version,
            "Title",
            "Description",
            origin.unit(),
            origin.direction(),
            origin.kind(),
            origin.startRule(),
            origin.endRule(),
            origin.anchor(),
            origin.population(),
            origin.defaultAggregation(),
            7),
        origin.key(),
        new Population(Map.of("team", Set.of("billing", "tech"))),
        clock,
        new Terms(OptionalLong.of(30_000), OptionalLong.of(5_000), true));
  }

  private static EventMetric events() {
    MetricDefinition origin = BuiltInMetrics.REASSIGNMENTS;
    return new EventMetric(
        new MetricDefinition(
            "refunds",
            1,
            "Title",
            "Description",
            "EUR",
            origin.direction(),
            MetricDefinition.Kind.NUMBER,
            origin.startRule(),
            origin.endRule(),
            origin.anchor(),
            origin.population(),
            origin.defaultAggregation(),
            7,
            2),
        "support.call.ended.v1",
        List.of(
            new EventCondition.OneOf("/data/kind", Set.of("refund", new BigDecimal("1.5"), true)),
            new EventCondition.There("/data/void", false)),
        Optional.of("/data/amount"),
        Population.ALL,
        true);
  }

  @Test
  void whatIsWrittenIsReadAsItWas() {
    // Given
    ObjectNode document = RulesDocument.parse("{\"other\": {\"part\": 1}}");
    CopiedMetric copy = copy(1, new MetricClock.Business(OFFICE, HOURS, ClockRule.AT_END));

    // When
    MetricsPart.add(document, copy);
    MetricsPart.add(document, events());
    OwnMetrics read = MetricsPart.read(RulesDocument.parse(document.toString()));

    // Then
    assertThat(read.copies()).containsExactly(copy);
    assertThat(read.events()).containsExactly(events());
    assertThat(document.path("other").path("part").asInt()).isEqualTo(1);
  }

  @Test
  void whatWasWrittenBeforeNumbersHadDecimalsAndASignIsReadAsItWas() {
    // Given
    ObjectNode document = RulesDocument.parse("{}");
    EventMetric now = events();
    EventMetric before =
        new EventMetric(
            BuiltInMetrics.REASSIGNMENTS,
            now.type(),
            now.conditions(),
            now.value(),
            now.population(),
            false);

    // When
    MetricsPart.add(document, before);

    // Then
    assertThat(document.toString()).doesNotContain("decimals").doesNotContain("isSigned");
    assertThat(MetricsPart.read(RulesDocument.parse(document.toString())).events())
        .containsExactly(before);
  }

  @Test
  void aScheduleStaysAsLongAsAnyVersionMeasuresByIt() {
    // Given
    ObjectNode document = RulesDocument.parse("{}");
    MetricClock clock = new MetricClock.Business(OFFICE, HOURS, ClockRule.SUM_OVER_HISTORY);
    MetricsPart.add(document, copy(1, clock));
    MetricsPart.add(document, copy(2, clock));

    // When, then
    MetricsPart.remove(document, "own", 1);
    assertThat(MetricsPart.measuresBy(document, OFFICE)).isTrue();
    assertThat(MetricsPart.read(document).copies()).containsExactly(copy(2, clock));
    MetricsPart.remove(document, "own", 2);
    assertThat(MetricsPart.measuresBy(document, OFFICE)).isFalse();
    assertThat(MetricsPart.read(document).copies()).isEmpty();
  }

  @Test
  void aReplacedScheduleMeasuresFromHereOn() {
    // Given
    ObjectNode document = RulesDocument.parse("{}");
    Schedule always =
        new Schedule(
            ZoneId.of("Europe/Berlin"), List.of(ScheduleVersion.always(WeeklyHours.ALWAYS)));
    MetricsPart.add(
        document, copy(1, new MetricClock.Business(OFFICE, HOURS, ClockRule.SUM_OVER_HISTORY)));

    // When
    MetricsPart.replace(document, OFFICE, always);

    // Then
    assertThat(MetricsPart.read(document).copies())
        .containsExactly(
            copy(1, new MetricClock.Business(OFFICE, always, ClockRule.SUM_OVER_HISTORY)));
  }
}
