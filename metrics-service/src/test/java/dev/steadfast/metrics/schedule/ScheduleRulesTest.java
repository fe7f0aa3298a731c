package dev.steadfast.metrics.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.steadfast.core.schedule.BusinessTime;
import dev.steadfast.core.schedule.ClockRule;
import dev.steadfast.core.schedule.Schedule;
import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class ScheduleRulesTest {
  private static final ObjectMapper JSON = new ObjectMapper().registerModule(new JavaTimeModule());

  private final HolidayCalendars calendars = new HolidayCalendars();

  @Test
  void aSourceOfHolidaysHoldsForItsDates() throws JsonProcessingException {
    // When: a move from Berlin to Munich in 2026
    ScheduleTerms terms =
        terms(
            """
            "holidays": [
              {"type": "calendar", "country": "DE", "subdivision": "be", "to": "2026-06-30"},
              {"type": "calendar", "country": "DE", "subdivision": "by/mu", "from": "2026-07-01"}]""");

    // Then: Women's Day is Berlin's, Assumption is Munich's
    assertThat(terms.holidays(calendars))
        .containsKeys(LocalDate.of(2026, 3, 8), LocalDate.of(2026, 8, 15))
        .doesNotContainKeys(LocalDate.of(2027, 3, 8), LocalDate.of(2025, 8, 15));
    LocalDate unity = LocalDate.of(2026, 10, 3);
    assertThat(terms.holidays(calendars))
        .containsEntry(
            unity, new ScheduleTerms.NamedHoliday(unity, "German Unity Day", "DE/by/mu"));
  }

  @Test
  void ofTwoHolidaysOnADateTheFirstIsTold() throws JsonProcessingException {
    // When
    ScheduleTerms terms =
        terms(
            """
            "holidays": [
              {"type": "dates", "name": "Ours", "dates": [{"date": "2026-10-03", "name": "Open house"}]},
              {"type": "calendar", "country": "de"}]""");

    // Then
    LocalDate unity = LocalDate.of(2026, 10, 3);
    assertThat(terms.holidays(calendars))
        .containsEntry(unity, new ScheduleTerms.NamedHoliday(unity, "Open house", "Ours"));
  }

  @Test
  void aSpecialDayOpensOnAHoliday() throws JsonProcessingException {
    // When
    ScheduleTerms terms =
        terms(
            """
            "holidays": [{"type": "calendar", "country": "DE"}],
            "specialDays": [{"date": "2026-10-03", "hours": [{"from": "20:00", "to": "24:00"}]}]""");

    // Then
    assertThat(countedOn(terms, "2026-10-03")).isEqualTo(Duration.ofHours(4));
    assertThat(countedOn(terms, "2026-12-25")).isZero();
    assertThat(countedOn(terms, "2026-12-24")).isEqualTo(Duration.ofHours(8));
  }

  private Duration countedOn(ScheduleTerms terms, String date) {
    Schedule schedule = terms.schedule(calendars);
    LocalDate day = LocalDate.parse(date);
    return Duration.ofMillis(
        BusinessTime.millisBetween(
            schedule,
            day.atStartOfDay(schedule.zone()).toInstant(),
            day.plusDays(1).atStartOfDay(schedule.zone()).toInstant(),
            ClockRule.SUM_OVER_HISTORY));
  }

  private ScheduleTerms terms(String more) throws JsonProcessingException {
    String document =
        """
        {"name": "X", "zone": "Europe/Berlin", "versions": [{"hours": {
          "thursday": [{"from": "09:00", "to": "17:00"}], "friday": [{"from": "09:00", "to": "17:00"}]}}], %s}"""
            .formatted(more);
    return ScheduleRules.check(JSON.readValue(document, ScheduleRequest.class), calendars);
  }
}
