package dev.steadfast.core.schedule;

import static dev.steadfast.core.schedule.Week.OFFICE;
import static dev.steadfast.core.schedule.Week.at;
import static dev.steadfast.core.schedule.Week.counted;
import static dev.steadfast.core.schedule.Week.countedOn;
import static dev.steadfast.core.schedule.Week.daily;
import static dev.steadfast.core.schedule.Week.date;
import static dev.steadfast.core.schedule.Week.hours;
import static dev.steadfast.core.schedule.Week.in;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BusinessTimeTest {
  private static final Schedule BERLIN = in("Europe/Berlin", OFFICE);

  /** 2026-03-06 is a Friday. */
  @Test
  void oneHourAfterFridayHalfPastFourIsMondayHalfPastNine() {
    Optional<Instant> due =
        BusinessTime.plus(BERLIN, at(BERLIN, "2026-03-06 16:30"), Duration.ofHours(1));

    assertThat(due).contains(at(BERLIN, "2026-03-09 09:30"));
  }

  @ParameterizedTest
  @CsvSource({
    // what fits in the day ends in the day, at its very end too
    "2026-03-06 16:30, PT30M, 2026-03-06 17:00",
    "2026-03-06 16:30, PT30M0.001S, 2026-03-09 09:00:00.001",
    // outside hours the time starts with the next ones
    "2026-03-07 12:00, PT1H, 2026-03-09 10:00",
    "2026-03-06 03:00, PT8H, 2026-03-06 17:00",
    // a week has 40 hours
    "2026-03-06 16:30, PT40H, 2026-03-13 16:30",
    "2026-03-06 16:30, PT2080H, 2027-03-05 16:30",
    // no time is no wait, outside hours too
    "2026-03-07 12:00, PT0S, 2026-03-07 12:00"
  })
  void aDeadlineIsTheEarliestInstantThatReachesIt(String from, Duration duration, String due) {
    assertThat(BusinessTime.plus(BERLIN, at(BERLIN, from), duration)).contains(at(BERLIN, due));
  }

  @Test
  void aDeadlineThatNeverComesIsNone() {
    // Given
    Schedule never = in("Europe/Berlin", WeeklyHours.NEVER);
    Instant now = at(never, "2026-03-06 16:30");

    // Then
    assertThat(BusinessTime.plus(never, now, Duration.ofMillis(1))).isEmpty();
    assertThat(BusinessTime.plus(BERLIN, now, Duration.ofSeconds(Long.MAX_VALUE))).isEmpty();
    assertThatThrownBy(() -> BusinessTime.plus(BERLIN, now, Duration.ofMillis(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-06 16:30, 2026-03-09 09:30, PT1H",
    // half-open: 17:00 is outside, 9:00 inside
    "2026-03-06 16:59:59.999, 2026-03-06 17:00, PT0.001S",
    "2026-03-06 17:00, 2026-03-09 09:00, PT0S",
    "2026-03-09 09:00, 2026-03-09 09:00:00.001, PT0.001S",
    // a reply outside hours to a message outside hours: 0, and known
    "2026-03-06 22:00, 2026-03-07 11:00, PT0S",
    "2026-03-06 22:00, 2026-03-06 22:00, PT0S",
    // 52 weeks of 40 hours
    "2026-03-06 16:30, 2027-03-05 16:30, PT2080H"
  })
  void onlyHoursCount(String from, String to, Duration expected) {
    assertThat(counted(BERLIN, from, to)).isEqualTo(expected);
  }

  @Test
  void aLunchBreakDoesNotCount() {
    // Given
    Schedule lunch = in("Europe/Berlin", daily("09:00-12:00", "13:00-17:00"));

    // Then
    assertThat(counted(lunch, "2026-03-06 11:30", "2026-03-06 13:30"))
        .isEqualTo(Duration.ofHours(1));
    assertThat(counted(lunch, "2026-03-06 12:00", "2026-03-06 13:00")).isZero();
    assertThat(countedOn(lunch, "2026-03-06")).isEqualTo(Duration.ofHours(7));
    assertThat(BusinessTime.plus(lunch, at(lunch, "2026-03-06 11:30"), Duration.ofHours(1)))
        .contains(at(lunch, "2026-03-06 13:30"));
  }

  @Test
  void aNightShiftRunsPastMidnight() {
    // Given
    Schedule night =
        in("Europe/Berlin", WeeklyHours.on(List.of(DayOfWeek.FRIDAY), hours("21:00-02:00")));

    // Then
    assertThat(counted(night, "2026-03-06 00:00", "2026-03-08 00:00"))
        .isEqualTo(Duration.ofHours(5));
    assertThat(counted(night, "2026-03-06 23:00", "2026-03-07 01:00"))
        .isEqualTo(Duration.ofHours(2));
    assertThat(counted(night, "2026-03-07 02:00", "2026-03-13 21:00")).isZero();
    assertThat(countedOn(night, "2026-03-06")).isEqualTo(Duration.ofHours(3));
    assertThat(countedOn(night, "2026-03-07")).isEqualTo(Duration.ofHours(2));
  }

  @Test
  void theNightShiftOfSundayRunsIntoMonday() {
    // Given
    Schedule night =
        in("Europe/Berlin", WeeklyHours.on(List.of(DayOfWeek.SUNDAY), hours("21:00-02:00")));

    // Then
    assertThat(countedOn(night, "2026-03-09")).isEqualTo(Duration.ofHours(2));
  }

  @Test
  void hoursMayEndAtTwentyFourHundred() {
    assertThat(countedOn(in("Europe/Berlin", daily("18:00-24:00")), "2026-03-06"))
        .isEqualTo(Duration.ofHours(6));
    assertThat(hours("18:00-00:00")).isEqualTo(hours("18:00-24:00"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Europe/Berlin",
        "America/New_York",
        "Asia/Kolkata",
        "Australia/Lord_Howe",
        "America/St_Johns",
        "Pacific/Apia",
        "UTC"
      })
  void aroundTheClockNoMillisecondIsLost(String zone) {
    // Given
    Schedule always = in(zone, WeeklyHours.ALWAYS);
    Instant from = Instant.parse("2005-01-31T23:17:05.123Z");
    Instant to = Instant.parse("2031-11-02T05:59:59.999Z");

    // Then
    assertThat(counted(always, from, to)).isEqualTo(Duration.between(from, to));
  }

  @ParameterizedTest
  @ValueSource(ints = {2023, 2024, 2026})
  void everyMonthEdgeIsADayLikeAnyOther(int year) {
    // Given
    Schedule daily = in("Asia/Kolkata", daily("09:00-17:00"));

    for (int month = 1; month <= 12; month++) {
      LocalDate last = YearMonth.of(year, month).atEndOfMonth();
      LocalDate first = last.plusDays(1);

      // Then
      assertThat(counted(daily, last + " 16:00", first + " 10:00"))
          .as("%s to %s", last, first)
          .isEqualTo(Duration.ofHours(2));
      assertThat(BusinessTime.plus(daily, at(daily, last + " 16:00"), Duration.ofHours(2)))
          .contains(at(daily, first + " 10:00"));
      assertThat(counted(daily, last.withDayOfMonth(1) + " 00:00", first + " 00:00"))
          .isEqualTo(Duration.ofHours(8L * last.lengthOfMonth()));
    }
  }

  @Test
  void aHolidayClosesItsDateFromMidnightToMidnight() {
    // Given
    Schedule nights =
        in(
            "Europe/Berlin",
            ScheduleVersion.always(daily("21:00-02:00"))
                .withHolidays(Map.of(date("2026-05-01"), "Labour Day")));

    // Then
    assertThat(countedOn(nights, "2026-04-30")).isEqualTo(Duration.ofHours(5));
    assertThat(countedOn(nights, "2026-05-01")).isZero();
    assertThat(countedOn(nights, "2026-05-02")).isEqualTo(Duration.ofHours(5));
  }

  @Test
  void specialHoursReplaceTheHoursAndTheHolidayOfADate() {
    // Given
    Schedule schedule =
        in(
            "Europe/Berlin",
            ScheduleVersion.always(OFFICE)
                .withHolidays(Map.of(date("2026-12-24"), "Christmas Eve"))
                .withSpecialDays(
                    Map.of(
                        date("2026-12-24"),
                        List.of(hours("10:00-12:00")),
                        date("2026-12-27"),
                        List.of(hours("08:00-10:00"), hours("10:00-14:00")),
                        date("2026-12-28"),
                        List.of())));

    // Then
    assertThat(countedOn(schedule, "2026-12-24")).isEqualTo(Duration.ofHours(2));
    assertThat(countedOn(schedule, "2026-12-27")).isEqualTo(Duration.ofHours(6));
    assertThat(countedOn(schedule, "2026-12-28")).isZero();
    assertThat(countedOn(schedule, "2026-12-29")).isEqualTo(Duration.ofHours(8));
  }

  @Test
  void eachPartOfASpanIsMeasuredByTheVersionInForceOrAllByTheLast() {
    // Given
    Schedule longer =
        in(
            "Europe/Berlin",
            ScheduleVersion.always(OFFICE),
            ScheduleVersion.from(date("2026-07-01"), daily("08:00-20:00")));
    Instant monday = at(longer, "2026-06-29 00:00");
    Instant friday = at(longer, "2026-07-03 00:00");

    // Then: two days of 8 and two of 12 hours, or four of 12
    assertThat(millis(longer, monday, friday, ClockRule.SUM_OVER_HISTORY)).isEqualTo(hoursOf(40));
    assertThat(millis(longer, monday, friday, ClockRule.AT_END)).isEqualTo(hoursOf(48));
    Instant change = at(longer, "2026-07-01 00:00");
    assertThat(millis(longer, monday, change.minusMillis(1), ClockRule.AT_END))
        .isEqualTo(hoursOf(16));
    assertThat(millis(longer, monday, change, ClockRule.AT_END)).isEqualTo(hoursOf(24));
  }

  private static long millis(Schedule schedule, Instant from, Instant to, ClockRule rule) {
    return BusinessTime.millisBetween(schedule, from, to, rule);
  }

  private static long hoursOf(int hours) {
    return Duration.ofHours(hours).toMillis();
  }

  @Test
  void aDeadlineFollowsANewVersion() {
    // Given
    Schedule closing =
        in(
            "Europe/Berlin",
            ScheduleVersion.always(OFFICE),
            ScheduleVersion.from(date("2026-07-01"), daily("12:00-13:00")));

    // When
    Optional<Instant> due =
        BusinessTime.plus(closing, at(closing, "2026-06-30 16:00"), Duration.ofHours(3));

    // Then
    assertThat(due).contains(at(closing, "2026-07-02 13:00"));
  }

  @Test
  void nonsenseIsRefused() {
    Instant now = at(BERLIN, "2026-03-06 16:30");
    assertThatThrownBy(() -> counted(BERLIN, now, now.minusMillis(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is after");
    assertThatThrownBy(() -> counted(BERLIN, Instant.parse("1899-12-30T00:00:00Z"), now))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> counted(BERLIN, now, Instant.parse("2200-01-02T00:00:00Z")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
