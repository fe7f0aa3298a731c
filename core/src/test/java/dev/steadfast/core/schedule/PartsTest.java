package dev.steadfast.core.schedule;

import static dev.steadfast.core.schedule.Week.OFFICE;
import static dev.steadfast.core.schedule.Week.at;
import static dev.steadfast.core.schedule.Week.daily;
import static dev.steadfast.core.schedule.Week.date;
import static dev.steadfast.core.schedule.Week.in;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PartsTest {
  private static final Schedule OVER_EASTER =
      in(
          "Europe/Berlin",
          ScheduleVersion.always(OFFICE)
              .withHolidays(
                  Map.of(date("2026-04-03"), "Good Friday", date("2026-04-06"), "Easter Monday")),
          ScheduleVersion.from(date("2026-04-07"), daily("10:00-12:00")));

  @Test
  void aSpanIsExplainedByItsHoursAndHolidays() {
    // When
    Span span = between("2026-04-02 16:00", "2026-04-07 11:00", ClockRule.SUM_OVER_HISTORY);

    // Then
    assertThat(span.countedMillis()).isEqualTo(Duration.ofHours(2).toMillis());
    assertThat(span.parts())
        .containsExactly(
            new Part.Counted(
                time("2026-04-02 16:00"), time("2026-04-02 17:00"), date("2026-04-02"), 0),
            new Part.Closed(time("2026-04-02 17:00"), time("2026-04-03 00:00")),
            new Part.Holiday(
                time("2026-04-03 00:00"),
                time("2026-04-04 00:00"),
                date("2026-04-03"),
                "Good Friday",
                0,
                Duration.ofHours(8).toMillis()),
            new Part.Closed(time("2026-04-04 00:00"), time("2026-04-06 00:00")),
            new Part.Holiday(
                time("2026-04-06 00:00"),
                time("2026-04-07 00:00"),
                date("2026-04-06"),
                "Easter Monday",
                0,
                Duration.ofHours(8).toMillis()),
            new Part.Closed(time("2026-04-07 00:00"), time("2026-04-07 10:00")),
            new Part.Counted(
                time("2026-04-07 10:00"), time("2026-04-07 11:00"), date("2026-04-07"), 1));
  }

  @Test
  void theVersionAtTheEndExplainsAllOfIt() {
    // When
    Span span = between("2026-04-02 16:00", "2026-04-07 11:00", ClockRule.AT_END);

    // Then: four whole days of two hours and one more
    assertThat(span.countedMillis()).isEqualTo(Duration.ofHours(9).toMillis());
    assertThat(span.parts()).noneMatch(part -> part instanceof Part.Holiday);
    assertThat(span.parts())
        .filteredOn(part -> part instanceof Part.Counted)
        .hasSize(5)
        .allMatch(part -> ((Part.Counted) part).version() == 1);
  }

  @Test
  void ofAHolidayOnlyWhatLiesInTheSpanIsSkipped() {
    // When
    Span span = between("2026-04-03 15:00", "2026-04-03 16:30", ClockRule.SUM_OVER_HISTORY);

    // Then
    assertThat(span.countedMillis()).isZero();
    assertThat(span.parts())
        .containsExactly(
            new Part.Holiday(
                time("2026-04-03 15:00"),
                time("2026-04-03 16:30"),
                date("2026-04-03"),
                "Good Friday",
                0,
                Duration.ofMinutes(90).toMillis()));
  }

  @Test
  void aSpanWithoutLengthHasNoParts() {
    assertThat(between("2026-04-02 16:00", "2026-04-02 16:00", ClockRule.AT_END))
        .isEqualTo(new Span(0, java.util.List.of()));
  }

  private static Span between(String from, String to, ClockRule rule) {
    return BusinessTime.between(OVER_EASTER, time(from), time(to), rule);
  }

  private static java.time.Instant time(String local) {
    return at(OVER_EASTER, local);
  }
}
