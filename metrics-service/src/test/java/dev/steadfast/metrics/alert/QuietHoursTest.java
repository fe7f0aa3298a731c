package dev.steadfast.metrics.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuietHoursTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Set<DayOfWeek> ALL = EnumSet.allOf(DayOfWeek.class);

  @ParameterizedTest
  @CsvSource({
    // Winter time: an hour ahead of UTC; 2026-03-02 is a Monday.
    "20:00, 07:00, 2026-03-02T18:59:00Z, false",
    "20:00, 07:00, 2026-03-02T19:00:00Z, true",
    "20:00, 07:00, 2026-03-03T05:59:00Z, true",
    "20:00, 07:00, 2026-03-03T06:00:00Z, false",
    // Summer time
    "20:00, 07:00, 2026-07-01T05:00:00Z, false",
    "12:00, 13:00, 2026-03-02T11:30:00Z, true",
    "12:00, 13:00, 2026-03-02T12:00:00Z, false",
    "00:00, 00:00, 2026-03-02T12:00:00Z, true"
  })
  void theyGoByTheWallClock(LocalTime from, LocalTime to, Instant at, boolean quiet) {
    assertThat(new QuietHours(BERLIN, from, to, ALL).contains(at)).isEqualTo(quiet);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-06T22:00:00Z, true",
    "2026-03-07T05:00:00Z, true",
    "2026-03-07T22:00:00Z, false",
    "2026-03-06T05:00:00Z, false"
  })
  void aNightBelongsToTheDayOnWhichItBegins(Instant at, boolean quiet) {
    // Given: Friday nights only
    QuietHours hours =
        new QuietHours(
            BERLIN, LocalTime.of(20, 0), LocalTime.of(7, 0), EnumSet.of(DayOfWeek.FRIDAY));

    // When / Then
    assertThat(hours.contains(at)).isEqualTo(quiet);
  }
}
