package dev.steadfast.metrics.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HolidayCalendarsTest {
  private final HolidayCalendars calendars = new HolidayCalendars();

  /**
   * As published for 2026: Germany and Bavaria by the ministries of the interior; the United States
   * by the Office of Personnel Management, without Columbus Day (12 October), which Jollyday leaves
   * to the states; England by gov.uk, with Boxing Day observed on Monday 28 December.
   */
  @ParameterizedTest
  @CsvSource({
    "DE, '', 01-01 04-03 04-06 05-01 05-14 05-25 10-03 12-25 12-26",
    "DE, by, 01-01 01-06 04-03 04-06 05-01 05-14 05-25 06-04 10-03 11-01 12-25 12-26",
    "us, '', 01-01 01-19 02-16 05-25 06-19 07-03 09-07 11-11 11-26 12-25",
    "GB, ENG, 01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    "FR, '', 01-01 04-06 05-01 05-08 05-14 05-25 07-14 08-15 11-01 11-11 12-25"
  })
  void theHolidaysOf2026AreThosePublished(String country, String subdivision, String dates) {
    // When
    Set<LocalDate> found =
        calendars
            .names(country, subdivision.isEmpty() ? List.of() : List.of(subdivision))
            .keySet()
            .stream()
            .filter(date -> date.getYear() == 2026)
            .collect(Collectors.toCollection(TreeSet::new));

    // Then
    assertThat(found)
        .isEqualTo(
            Arrays.stream(dates.split(" "))
                .map(date -> LocalDate.parse("2026-" + date))
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  @Test
  void aHolidayHasItsEnglishName() {
    assertThat(calendars.names("DE", List.of()))
        .containsEntry(LocalDate.of(2026, 4, 3), "Good Friday")
        .containsEntry(LocalDate.of(1999, 4, 2), "Good Friday")
        .containsEntry(LocalDate.of(2099, 4, 10), "Good Friday");
  }

  @Test
  void whatIsNoCalendarIsNamed() {
    assertThat(calendars.unknown("DE", List.of("by", "ag"))).isEmpty();
    assertThat(calendars.unknown("ZZ", List.of()))
        .hasValueSatisfying(unknown -> assertThat(unknown.field()).isEqualTo("country"));
    assertThat(calendars.unknown("GB", List.of("wales")))
        .hasValueSatisfying(
            unknown ->
                assertThat(unknown.detail())
                    .isEqualTo("is not known: 'wales' is none of eng, nir, sct, wls"));
    assertThat(calendars.unknown("DE", List.of("be", "mitte")))
        .hasValueSatisfying(unknown -> assertThat(unknown.field()).isEqualTo("subdivision"));
  }
}
