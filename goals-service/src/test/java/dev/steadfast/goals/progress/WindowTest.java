package dev.steadfast.goals.progress;

import static dev.steadfast.goals.progress.Days.between;
import static dev.steadfast.goals.progress.Days.day;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowTest {
  /** 2026-10-01 is a Thursday. */
  private static final DateRange QUARTER = between("2026-10-01", "2026-12-31");

  @Test
  void theWholePeriodGrowsUntilItsEnd() {
    Window window = new Window.WholePeriod();

    assertThat(window.on(day("2026-09-30"), QUARTER)).isEmpty();
    assertThat(window.on(day("2026-10-01"), QUARTER)).hasValue(between("2026-10-01", "2026-10-01"));
    assertThat(window.on(day("2027-02-01"), QUARTER)).hasValue(QUARTER);
  }

  @Test
  void rollingDaysReachBackBeforeThePeriodAndStopAtItsEnd() {
    Window window = new Window.Rolling(28);

    assertThat(window.on(day("2026-10-01"), QUARTER)).hasValue(between("2026-09-04", "2026-10-01"));
    assertThat(window.on(day("2027-02-01"), QUARTER)).hasValue(between("2026-12-04", "2026-12-31"));
    assertThat(window.reach(QUARTER)).isEqualTo(between("2026-09-04", "2026-12-31"));
  }

  @Test
  void aFullWeekIsMondayToSundayAndOver() {
    Window window = new Window.LastFullWeek();

    assertThat(window.on(day("2026-10-04"), QUARTER)).isEmpty();
    assertThat(window.on(day("2026-10-05"), QUARTER)).hasValue(between("2026-09-28", "2026-10-04"));
    assertThat(window.on(day("2026-10-11"), QUARTER)).hasValue(between("2026-09-28", "2026-10-04"));
    assertThat(window.on(day("2027-02-01"), QUARTER)).hasValue(between("2026-12-21", "2026-12-27"));
  }

  @Test
  void aFullMonthIsACalendarMonthAndOver() {
    Window window = new Window.LastFullMonth();

    assertThat(window.on(day("2026-10-31"), QUARTER)).isEmpty();
    assertThat(window.on(day("2026-11-01"), QUARTER)).hasValue(between("2026-10-01", "2026-10-31"));
    assertThat(window.on(day("2027-02-01"), QUARTER)).hasValue(between("2026-12-01", "2026-12-31"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "whole-period",
        "rolling-1-days",
        "rolling-366-days",
        "last-full-week",
        "last-full-month"
      })
  void namesReadBack(String name) {
    assertThat(Window.named(name).text()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "rolling-0-days", "rolling-367-days", "rolling-007-days", "day"})
  void otherNamesAreRefused(String name) {
    assertThatThrownBy(() -> Window.named(name)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void daysInOrder() {
    assertThatThrownBy(() -> between("2026-10-02", "2026-10-01"))
        .hasMessageStartingWith("ends before it starts");
    assertThat(QUARTER.days()).isEqualTo(92);
  }
}
