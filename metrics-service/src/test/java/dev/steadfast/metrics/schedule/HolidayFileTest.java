package dev.steadfast.metrics.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.steadfast.contracts.problem.ProblemCode;
import dev.steadfast.platform.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HolidayFileTest {
  private static final Validity TO_2030 =
      new Validity(LocalDate.of(2020, 1, 1), LocalDate.of(2029, 12, 31));

  @Test
  void aDayAndAStretchOfDaysAreHolidays() {
    assertThat(
            read(
                """
                SUMMARY:Company\\, closed
                DTSTART;VALUE=DATE:20261224
                DTEND;VALUE=DATE:20261227
                END:VEVENT
                BEGIN:VEVENT
                SUMMARY;LANGUAGE=de;X-A="a:b;c":Brücken
                 tag
                DTSTART;VALUE=DATE:20260515
                BEGIN:VALARM
                TRIGGER:-PT15M
                END:VALARM
                """))
        .containsExactlyEntriesOf(
            new java.util.TreeMap<>(
                Map.of(
                    date("2026-05-15"), "Brückentag",
                    date("2026-12-24"), "Company, closed",
                    date("2026-12-25"), "Company, closed",
                    date("2026-12-26"), "Company, closed")));
  }

  /** Thanksgiving is the fourth Thursday of November; 29 February comes in leap years only. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "20201126 | FREQ=YEARLY;BYMONTH=11;BYDAY=4TH;UNTIL=20231231 | 2020-11-26 2021-11-25 2022-11-24 2023-11-23",
        "20200229 | FREQ=YEARLY | 2020-02-29 2024-02-29 2028-02-29",
        "20260501 | COUNT=2;FREQ=YEARLY | 2026-05-01 2027-05-01",
        "20260501 | FREQ=YEARLY;UNTIL=20270501T000000Z | 2026-05-01 2027-05-01",
        "19990501 | FREQ=YEARLY;INTERVAL=10 | 2029-05-01",
        "20260105 | FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=2 | 2026-01-05 2026-01-31 2026-02-28",
        "20260105 | FREQ=WEEKLY;INTERVAL=2;COUNT=3 | 2026-01-05 2026-01-19 2026-02-02",
        "20260105 | FREQ=DAILY;COUNT=2 | 2026-01-05 2026-01-06"
      })
  void aRuleGivesItsDatesWithinTheValidity(String start, String rule, String dates) {
    assertThat(
            read("SUMMARY:X\nDTSTART;VALUE=DATE:" + start + "\nRRULE:" + rule + "\n")
                .keySet()
                .stream()
                .map(LocalDate::toString)
                .collect(java.util.stream.Collectors.joining(" ")))
        .isEqualTo(dates);
  }

  @Test
  void datesAreAddedExceptedAndMoved() {
    assertThat(
            read("""
                    UID:a
                    SUMMARY:Closed
                    DTSTART;VALUE=DATE:20260501
                    RRULE:FREQ=YEARLY;COUNT=4
                    EXDATE;VALUE=DATE:20270501
                    RDATE;VALUE=DATE:20260502,20260503
                    END:VEVENT
                    BEGIN:VEVENT
                    UID:a
                    RECURRENCE-ID;VALUE=DATE:20280501
                    SUMMARY:Closed later
                    DTSTART;VALUE=DATE:20280502
                    DURATION:P1D
                    END:VEVENT
                    BEGIN:VEVENT
                    SUMMARY:Not at all
                    STATUS:CANCELLED
                    DTSTART;VALUE=DATE:20260601
                    """)
                .keySet())
        .containsExactly(
            date("2026-05-01"),
            date("2026-05-02"),
            date("2026-05-03"),
            date("2028-05-02"),
            date("2029-05-01"));
  }

  /** Line 5 is the first in the event. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DTSTART;VALUE=DATE:2026011 | 5",
        "DTSTART;VALUE=DATE:20260230 | 5",
        "SUMMARY:X~GARBAGE~DTSTART;VALUE=DATE:20260101 | 6",
        "DTSTART;VALUE:20260101 | 5",
        ":20260101 | 5",
        "DTSTART;VALUE=DATE:20260101~DTSTART;VALUE=DATE:20260102 | 6",
        "DTSTART;VALUE=DATE:20260101~RRULE:FREQ=YEARLY;BYMONTH=13 | 6",
        "DTSTART;VALUE=DATE:20260101~END:VALARM | 6",
        "DTSTART;VALUE=DATE:20260101~BEGIN:VCALENDAR | 6"
      })
  void whatIsNoCalendarIsUnreadableAtItsLine(String event, int line) {
    expect(ProblemCode.MALFORMED_REQUEST, line, calendar(event.replace('~', '\n') + "\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DTSTART:20260101T090000Z | 5",
        "DTSTART;TZID=Europe/Berlin:20260101T090000 | 5",
        "SUMMARY:No start | 4",
        "DTSTART;VALUE=DATE:20260102~DTEND;VALUE=DATE:20260102 | 6",
        "DTSTART;VALUE=DATE:20260102~DTEND;VALUE=DATE:20280102 | 6",
        "DTSTART;VALUE=DATE:20260102~DURATION:PT9H | 6",
        "DTSTART;VALUE=DATE:20260102~RRULE:FREQ=HOURLY | 6",
        "DTSTART;VALUE=DATE:20260102~RRULE:FREQ=DAILY;BYHOUR=1,2,3 | 6",
        "DTSTART;VALUE=DATE:20260102~RRULE:FREQ=YEARLY;INTERVAL=2147483647 | 6",
        "DTSTART;VALUE=DATE:20260102~RRULE:FREQ=DAILY;INTERVAL=0 | 6",
        "DTSTART;VALUE=DATE:20260102~RRULE:FREQ=YEARLY;COUNT=-1 | 6",
        "DTSTART;VALUE=DATE:20260102~RRULE:FREQ=YEARLY;BYMONHT=5 | 6",
        "DTSTART;VALUE=DATE:20260102~RRULE:BYMONTH=5 | 6",
        "DTSTART;VALUE=DATE:20260102~EXRULE:FREQ=YEARLY | 6",
        "DTSTART;VALUE=DATE:00010102 | 5",
        "DTSTART;VALUE=DATE:20310102 | 1"
      })
  void whatIsNoHolidayIsRefusedAtItsLine(String event, int line) {
    expect(ProblemCode.RULE_VIOLATED, line, calendar(event.replace('~', '\n') + "\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello world",
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\n",
        "BEGIN:VEVENT\nEND:VEVENT\n"
      })
  void textThatIsNoCalendarIsUnreadable(String text) {
    assertThat(fault(text.getBytes(StandardCharsets.UTF_8)).code())
        .isEqualTo(ProblemCode.MALFORMED_REQUEST);
  }

  @Test
  void aFileIsBounded() {
    // Given
    String endless = calendar("DTSTART;VALUE=DATE:19000101\nRRULE:FREQ=DAILY\n");
    String many =
        calendar(
            "DTSTART;VALUE=DATE:20260101\nRRULE:FREQ=YEARLY\nEND:VEVENT\nBEGIN:VEVENT\n".repeat(51)
                + "DTSTART;VALUE=DATE:20260101\n");

    // Then
    expect(ProblemCode.RULE_VIOLATED, 6, endless);
    expect(ProblemCode.RULE_VIOLATED, 4 + 4 * 51 - 1, many);
    assertThat(fault(new byte[HolidayFile.MAX_BYTES + 1]).code())
        .isEqualTo(ProblemCode.BODY_TOO_LARGE);
    assertThat(fault(new byte[] {(byte) 0xff}).code()).isEqualTo(ProblemCode.MALFORMED_REQUEST);
  }

  /** A rule that never matches ends by itself, and soon. */
  @Test
  void aRuleWithoutDatesGivesItsStartOnly() {
    assertThat(
            read("DTSTART;VALUE=DATE:20260301\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\n")
                .keySet())
        .containsExactly(date("2026-03-01"));
  }

  private static LocalDate date(String text) {
    return LocalDate.parse(text);
  }

  private static String calendar(String event) {
    return "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:test\nBEGIN:VEVENT\n"
        + event
        + "END:VEVENT\nEND:VCALENDAR\n";
  }

  private static SortedMap<LocalDate, String> read(String event) {
    return HolidayFile.read(
        calendar(event).replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8), TO_2030);
  }

  private static void expect(ProblemCode code, int line, String calendar) {
    ProblemException fault = fault(calendar.getBytes(StandardCharsets.UTF_8));
    assertThat(fault.code()).as(fault.getMessage()).isEqualTo(code);
    assertThat(fault.errors().getFirst().pointer())
        .as(fault.getMessage())
        .isEqualTo("line " + line);
  }

  private static ProblemException fault(byte[] file) {
    ProblemException fault =
        catchThrowableOfType(ProblemException.class, () -> HolidayFile.read(file, TO_2030));
    assertThat(fault).isNotNull();
    return fault;
  }
}
