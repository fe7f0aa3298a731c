package dev.steadfast.core.schedule;

import static dev.steadfast.core.schedule.Week.OFFICE;
import static dev.steadfast.core.schedule.Week.daily;
import static dev.steadfast.core.schedule.Week.date;
import static dev.steadfast.core.schedule.Week.hours;
import static dev.steadfast.core.schedule.Week.in;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AffectedDatesTest {
  private static final ScheduleVersion ALWAYS = ScheduleVersion.always(OFFICE);
  private static final ScheduleVersion LONGER =
      ScheduleVersion.from(date("2026-07-01"), daily("08:00-20:00"));

  @Test
  void aNewVersionAffectsItsTime() {
    assertThat(AffectedDates.between(in("UTC", ALWAYS), in("UTC", ALWAYS, LONGER)))
        .contains(new AffectedDates(date("2026-07-01"), date("2199-12-31")));
  }

  @Test
  void aCorrectedVersionAffectsItsTimeOnly() {
    // Given
    ScheduleVersion august = ScheduleVersion.from(date("2026-08-01"), OFFICE);
    ScheduleVersion corrected = ScheduleVersion.from(date("2026-07-01"), daily("09:00-12:00"));

    // Then
    assertThat(
            AffectedDates.between(
                in("UTC", ALWAYS, LONGER, august), in("UTC", ALWAYS, corrected, august)))
        .contains(new AffectedDates(date("2026-07-01"), date("2026-07-31")));
  }

  @Test
  void aHolidayOrASpecialDayAffectsItsDate() {
    // Given
    Schedule plain = in("UTC", ALWAYS);
    Schedule withBoth =
        in(
            "UTC",
            ALWAYS
                .withHolidays(Map.of(date("2026-05-01"), "Labour Day"))
                .withSpecialDays(Map.of(date("2026-12-24"), List.of(hours("10:00-12:00")))));

    // Then
    assertThat(AffectedDates.between(plain, withBoth))
        .contains(new AffectedDates(date("2026-05-01"), date("2026-12-24")));
    assertThat(AffectedDates.between(withBoth, plain))
        .isEqualTo(AffectedDates.between(plain, withBoth));
  }

  @Test
  void whatMeasuresTheSameAffectsNothing() {
    // Given
    Schedule one = in("UTC", ALWAYS.withHolidays(Map.of(date("2026-05-01"), "Labour Day")));
    Schedule renamed = in("UTC", ALWAYS.withHolidays(Map.of(date("2026-05-01"), "May Day")));

    // Then
    assertThat(AffectedDates.between(one, renamed)).isEmpty();
    assertThat(AffectedDates.between(in("UTC", ALWAYS, LONGER), in("UTC", ALWAYS, LONGER)))
        .isEmpty();
  }

  @Test
  void anotherZoneAffectsEverything() {
    assertThat(AffectedDates.between(in("UTC", OFFICE), in("Europe/Berlin", OFFICE)))
        .contains(new AffectedDates(date("1900-01-01"), date("2199-12-31")));
    assertThatThrownBy(() -> new AffectedDates(date("2026-07-02"), date("2026-07-01")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
