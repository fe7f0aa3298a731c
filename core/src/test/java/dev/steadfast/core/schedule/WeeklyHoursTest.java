package dev.steadfast.core.schedule;

import static dev.steadfast.core.schedule.Week.OFFICE;
import static dev.steadfast.core.schedule.Week.daily;
import static dev.steadfast.core.schedule.Week.date;
import static dev.steadfast.core.schedule.Week.hours;
import static dev.steadfast.core.schedule.Week.in;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeeklyHoursTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "09:00-09:00",
        "00:00-00:00",
        "24:00-02:00",
        "9:000-17:00",
        "09:60-17:00",
        "09:00-24:01",
        "09:00-25:00",
        "-9:00-17:00",
        "09.00-17:00",
        "09:00-17:00:00"
      })
  void whatIsNoIntervalOfADayIsRefused(String text) {
    assertThatThrownBy(() -> hours(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void minutesOutsideADayAreRefused() {
    assertThatThrownBy(() -> new LocalInterval(-1, 10))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new LocalInterval(0, 1441))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new LocalInterval(1440, 5))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void hoursThatOverlapAreRefused() {
    assertThatThrownBy(() -> daily("09:00-12:00", "11:59-17:00"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("11:59–17:00 overlaps MONDAY 09:00–12:00");
    assertThatThrownBy(() -> daily("01:00-03:00", "21:00-01:01"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> daily("09:00-12:00", "09:00-12:00"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void sundayNightMayNotOverlapMonday() {
    assertThatThrownBy(
            () ->
                new WeeklyHours(
                    Map.of(
                        DayOfWeek.SUNDAY, List.of(hours("22:00-06:00")),
                        DayOfWeek.MONDAY, List.of(hours("05:00-13:00")))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("MONDAY 05:00–13:00 overlaps SUNDAY 22:00–06:00");
  }

  @Test
  void hoursMayTouch() {
    assertThat(daily("06:00-14:00", "14:00-22:00", "22:00-06:00").openMinutes(DayOfWeek.MONDAY))
        .containsExactly(0, 1440);
  }

  @Test
  void specialHoursEndByMidnightAndDoNotOverlap() {
    ScheduleVersion version = ScheduleVersion.always(OFFICE);
    assertThatThrownBy(
            () ->
                version.withSpecialDays(Map.of(date("2026-12-24"), List.of(hours("21:00-02:00")))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                version.withSpecialDays(
                    Map.of(
                        date("2026-12-24"), List.of(hours("10:00-14:00"), hours("09:00-10:01")))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void versionsFollowEachOther() {
    ScheduleVersion always = ScheduleVersion.always(OFFICE);
    ScheduleVersion july = ScheduleVersion.from(date("2026-07-01"), OFFICE);
    assertThatThrownBy(() -> in("UTC")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> in("UTC", july)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> in("UTC", always, always))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> in("UTC", always, july, july))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(in("UTC", always, july))
        .isEqualTo(in("UTC", always, july))
        .hasToString("Schedule[UTC, 2 versions]");
  }
}
