package dev.steadfast.core.schedule;

import static dev.steadfast.core.schedule.Week.counted;
import static dev.steadfast.core.schedule.Week.countedOn;
import static dev.steadfast.core.schedule.Week.daily;
import static dev.steadfast.core.schedule.Week.in;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The days on which the clocks change, by hand from the published rules: Berlin 2026-03-29 02:00 →
 * 03:00 and 2026-10-25 03:00 → 02:00; New York 2026-03-08 and 2026-11-01 at 02:00; Lord Howe by
 * half an hour, 2026-04-05 02:00 → 01:30 and 2026-10-04 02:00 → 02:30; Kolkata never.
 */
class DaylightSavingTest {
  @ParameterizedTest
  @CsvSource({
    "Europe/Berlin, 2026-03-29, PT23H",
    "Europe/Berlin, 2026-10-25, PT25H",
    "America/New_York, 2026-03-08, PT23H",
    "America/New_York, 2026-11-01, PT25H",
    "Asia/Kolkata, 2026-03-29, PT24H",
    "Asia/Kolkata, 2026-10-25, PT24H",
    "Australia/Lord_Howe, 2026-10-04, PT23H30M",
    "Australia/Lord_Howe, 2026-04-05, PT24H30M"
  })
  void aroundTheClockTheDayCountsAsLongAsItIs(String zone, String date, Duration expected) {
    assertThat(countedOn(in(zone, WeeklyHours.ALWAYS), date)).isEqualTo(expected);
    assertThat(countedOn(in(zone, daily("00:00-12:00", "12:00-24:00")), date)).isEqualTo(expected);
    assertThat(countedOn(in(zone, daily("06:00-02:15", "02:15-06:00")), date)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    // the whole of the change
    "Europe/Berlin, 2026-03-29, 01:00-06:00, PT4H",
    "Europe/Berlin, 2026-10-25, 01:00-06:00, PT6H",
    "America/New_York, 2026-03-08, 01:00-06:00, PT4H",
    "America/New_York, 2026-11-01, 00:00-06:00, PT7H",
    "Asia/Kolkata, 2026-03-29, 01:00-06:00, PT5H",
    "Asia/Kolkata, 2026-10-25, 01:00-06:00, PT5H",
    "Australia/Lord_Howe, 2026-10-04, 01:00-06:00, PT4H30M",
    "Australia/Lord_Howe, 2026-04-05, 01:00-06:00, PT5H30M",
    // office hours on those days are as long as ever
    "Europe/Berlin, 2026-03-29, 09:00-17:00, PT8H",
    "Europe/Berlin, 2026-10-25, 09:00-17:00, PT8H",
    // an edge in the gap is the end of the gap
    "Europe/Berlin, 2026-03-29, 02:30-06:00, PT3H",
    "Europe/Berlin, 2026-03-29, 01:00-02:30, PT1H",
    "Europe/Berlin, 2026-03-29, 02:10-02:50, PT0S",
    "Australia/Lord_Howe, 2026-10-04, 02:10-03:00, PT30M",
    // an edge in the repeated hour is its first occurrence
    "Europe/Berlin, 2026-10-25, 02:00-03:00, PT2H",
    "Europe/Berlin, 2026-10-25, 01:00-02:30, PT1H30M",
    "Europe/Berlin, 2026-10-25, 02:30-06:00, PT4H30M",
    "Europe/Berlin, 2026-10-25, 02:10-02:50, PT40M",
    "Australia/Lord_Howe, 2026-04-05, 01:30-02:00, PT1H"
  })
  void hoursCoverTheTimeThatReallyPasses(
      String zone, String date, String hours, Duration expected) {
    assertThat(countedOn(in(zone, daily(hours)), date)).isEqualTo(expected);
  }

  @Test
  void aNightShiftOverTheChangeIsAnHourShorterOrLonger() {
    // Given
    Schedule night = in("Europe/Berlin", daily("21:00-06:00"));

    // Then
    assertThat(counted(night, "2026-03-28 12:00", "2026-03-29 12:00"))
        .isEqualTo(Duration.ofHours(8));
    assertThat(counted(night, "2026-10-24 12:00", "2026-10-25 12:00"))
        .isEqualTo(Duration.ofHours(10));
  }

  @Test
  void aSpanWithinTheRepeatedHourCountsOnBothPasses() {
    // Given
    Schedule schedule = in("Europe/Berlin", daily("01:00-06:00"));

    // Then: 02:15 of the first pass to 02:45 of the second
    assertThat(
            counted(
                schedule,
                Instant.parse("2026-10-25T00:15:00Z"),
                Instant.parse("2026-10-25T01:45:00Z")))
        .isEqualTo(Duration.ofMinutes(90));
  }

  /** Midnight itself is skipped in Beirut on 2026-03-29, and all of 2011-12-30 in Apia. */
  @Test
  void aMidnightOrADayThatIsSkippedTakesNothingFromTheNext() {
    assertThat(countedOn(in("Asia/Beirut", daily("00:00-06:00")), "2026-03-29"))
        .isEqualTo(Duration.ofHours(5));
    assertThat(
            counted(
                in("Pacific/Apia", daily("09:00-17:00")), "2011-12-29 09:00", "2011-12-31 17:00"))
        .isEqualTo(Duration.ofHours(16));
  }
}
