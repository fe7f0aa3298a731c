package dev.steadfast.metrics.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steadfast.metrics.imports.Timestamps.DateOnly;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @ParameterizedTest
  @CsvSource({
    "d/M/yyyy H:mm, 29/2/2016 1:16, 2016-02-29T00:16:00Z",
    "d/M/yyyy HH:mm, 1/7/2016 01:16, 2016-06-30T23:16:00Z",
    "M/d/yy h:mm a, 7/1/16 1:16 pm, 2016-07-01T11:16:00Z",
    "dd-MMM-yyyy HH:mm:ss, 05-mar-2016 12:00:01, 2016-03-05T11:00:01Z",
    "yyyy-MM-dd, 2016-07-01, 2016-06-30T22:00:00Z",
    "ISO, 2016-07-01T01:16:00Z, 2016-07-01T01:16:00Z",
    "ISO, 2016-07-01T01:16:00+05:30, 2016-06-30T19:46:00Z",
    "ISO, 2016-07-01 01:16:00.25 +0530, 2016-06-30T19:46:00.250Z",
    "ISO, 2016-07-01 01:16, 2016-06-30T23:16:00Z",
    "ISO, 2016-07-01, 2016-06-30T22:00:00Z",
  })
  void aTimeIsReadInItsFormatAndZone(String pattern, String text, Instant expected) {
    assertThat(Timestamps.of(List.of(pattern), BERLIN, DateOnly.START).read(text))
        .contains(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "31/2/2016 10:00",
        "29/2/2015 10:00",
        "1/13/2016 10:00",
        "1/1/2016 24:30",
        "1/1/2016",
        "1/1/2016 10:00 x",
        "x"
      })
  void aTimeThatDoesNotExistIsRefusedNotMoved(String text) {
    assertThat(Timestamps.of(List.of("d/M/yyyy H:mm"), BERLIN, DateOnly.START).read(text))
        .isEmpty();
  }

  @Test
  void theFirstFormatThatFitsWins() {
    // Given
    Timestamps dayFirst =
        Timestamps.of(List.of("d/M/yyyy", "M/d/yyyy"), ZoneId.of("UTC"), DateOnly.START);

    // Then
    assertThat(dayFirst.read("2/3/2016")).contains(Instant.parse("2016-03-02T00:00:00Z"));
    assertThat(dayFirst.read("2/13/2016")).contains(Instant.parse("2016-02-13T00:00:00Z"));
  }

  @Test
  void clockChangesMoveASkippedTimeOnAndTakeTheEarlierOfARepeatedOne() {
    // Given
    Timestamps local = Timestamps.of(List.of("ISO"), BERLIN, DateOnly.START);

    // Then
    assertThat(local.read("2016-03-27 02:30")).contains(Instant.parse("2016-03-27T01:30:00Z"));
    assertThat(local.read("2016-10-30 02:30")).contains(Instant.parse("2016-10-30T00:30:00Z"));
  }

  @Test
  void aDateAloneMayBeTheEndOfItsDayEvenOfAShortOne() {
    // Given
    Timestamps ends = Timestamps.of(List.of("ISO"), BERLIN, DateOnly.END);

    // Then
    assertThat(ends.read("2016-07-01")).contains(Instant.parse("2016-07-01T21:59:59.999Z"));
    assertThat(ends.read("2016-03-27")).contains(Instant.parse("2016-03-27T21:59:59.999Z"));
    assertThat(ends.read("2016-07-01 10:00")).contains(Instant.parse("2016-07-01T08:00:00Z"));
  }
}
