package dev.steadfast.metrics.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steadfast.core.schedule.LocalInterval;
import dev.steadfast.core.schedule.Schedule;
import dev.steadfast.core.schedule.ScheduleVersion;
import dev.steadfast.core.schedule.WeeklyHours;
import dev.steadfast.metrics.timeline.SlaPolicy;
import dev.steadfast.metrics.timeline.SlaPolicy.Target;
import dev.steadfast.metrics.timeline.TargetClock;
import dev.steadfast.metrics.timeline.TargetKind;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TargetsPartTest {
  private static final UUID SCHEDULE = new UUID(0, 7);
  private static final long ALWAYS = Long.MAX_VALUE;

  private final ObjectNode document = RulesDocument.parse("{\"other\": {\"stays\": true}}");

  private static TargetClock.Business hours(long version, String from) {
    return new TargetClock.Business(
        SCHEDULE,
        version,
        new Schedule(
            ZoneId.of("Europe/Berlin"),
            List.of(
                ScheduleVersion.always(
                        WeeklyHours.on(
                            List.of(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
                            LocalInterval.of(from, "17:00"),
                            LocalInterval.of("21:00", "02:00")))
                    .withHolidays(Map.of(LocalDate.of(2026, 12, 24), "Christmas Eve"))
                    .withSpecialDays(
                        Map.of(
                            LocalDate.of(2026, 12, 31),
                            List.of(LocalInterval.of("09:00", "12:00")))))));
  }

  private static SlaPolicy policy(int id, long version, long from, long until, TargetClock clock) {
    return new SlaPolicy(
        new UUID(0, id),
        version,
        "Policy " + id,
        id,
        from,
        until,
        Set.of("email", "chat"),
        Set.of(),
        Set.of("billing"),
        List.of(
            new Target(
                TargetKind.FIRST_RESPONSE, OptionalLong.empty(), Map.of("urgent", 60_000L), clock),
            new Target(TargetKind.RESOLUTION, OptionalLong.of(7), Map.of(), clock)));
  }

  private static SlaPolicy calendar(int id, long version, long from, long until) {
    return policy(id, version, from, until, new TargetClock.Calendar());
  }

  private List<SlaPolicy> kept() {
    return TargetsPart.read(RulesDocument.parse(document.toString())).policies();
  }

  @Test
  void whatIsKeptIsWhatWasDecided() {
    // When
    TargetsPart.put(document, policy(2, 1, 10, ALWAYS, hours(3, "09:00")));
    TargetsPart.put(document, calendar(1, 1, 20, ALWAYS));

    // Then
    assertThat(kept())
        .containsExactly(calendar(1, 1, 20, ALWAYS), policy(2, 1, 10, ALWAYS, hours(3, "09:00")));
    assertThat(document.path("other").path("stays").asBoolean()).isTrue();
    assertThat(TargetsPart.read(RulesDocument.parse("{}")).policies()).isEmpty();
  }

  @Test
  void aLaterVersionEndsTheOneBeforeAtItsInstant() {
    // When
    TargetsPart.put(document, calendar(1, 1, 10, ALWAYS));
    TargetsPart.put(document, calendar(1, 2, 50, ALWAYS));

    // Then
    assertThat(kept()).containsExactly(calendar(1, 1, 10, 50), calendar(1, 2, 50, ALWAYS));
  }

  @Test
  void aVersionFromThePastTakesThePlaceOfAllThatFollowed() {
    // When
    TargetsPart.put(document, calendar(1, 1, 10, ALWAYS));
    TargetsPart.put(document, calendar(1, 2, 50, ALWAYS));
    TargetsPart.put(document, calendar(1, 3, 30, ALWAYS));
    TargetsPart.put(document, calendar(2, 1, 0, ALWAYS));

    // Then
    assertThat(kept())
        .containsExactly(
            calendar(1, 1, 10, 30), calendar(1, 3, 30, ALWAYS), calendar(2, 1, 0, ALWAYS));
  }

  @Test
  void whatIsEndedWasInForceUntilThen() {
    // Given
    TargetsPart.put(document, calendar(1, 1, 10, ALWAYS));
    TargetsPart.put(document, calendar(1, 2, 90, ALWAYS));
    TargetsPart.put(document, calendar(2, 1, 10, ALWAYS));

    // When
    TargetsPart.end(document, new UUID(0, 1), 40);

    // Then
    assertThat(kept()).containsExactly(calendar(1, 1, 10, 40), calendar(2, 1, 10, ALWAYS));
  }

  @Test
  void aChangedScheduleHoldsFromThenOnAndNotBefore() {
    // Given: one that is over, one in force, one to come, one without hours
    TargetsPart.put(document, policy(1, 1, 10, ALWAYS, hours(1, "09:00")));
    TargetsPart.put(document, policy(1, 2, 20, ALWAYS, hours(1, "09:00")));
    TargetsPart.put(document, policy(1, 3, 90, ALWAYS, hours(1, "09:00")));
    TargetsPart.put(document, calendar(2, 1, 10, ALWAYS));

    // When
    TargetsPart.replace(document, hours(2, "08:00"), 40);

    // Then
    assertThat(kept())
        .containsExactlyInAnyOrder(
            policy(1, 1, 10, 20, hours(1, "09:00")),
            policy(1, 2, 20, 40, hours(1, "09:00")),
            policy(1, 2, 40, 90, hours(2, "08:00")),
            policy(1, 3, 90, ALWAYS, hours(2, "08:00")),
            calendar(2, 1, 10, ALWAYS));
  }
}
