package dev.steadfast.metrics.arrival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Chances worked by hand: an hour in which a source sent in 8 of 8 weeks is silent by 0.5 / 9. */
class SilencesTest {
  private static final ZoneId UTC = ZoneId.of("UTC");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final long BASE = hour("2026-01-05T00:00:00Z");

  private final BitSet active = new BitSet();

  private static long hour(String time) {
    return Instant.parse(time).getEpochSecond() / 3_600;
  }

  private void sends(String from, String to, ZoneId zone, Predicate<ZonedDateTime> when) {
    for (long hour = hour(from); hour < hour(to); hour++) {
      if (when.test(Instant.ofEpochSecond(hour * 3_600).atZone(zone))) {
        active.set((int) (hour - BASE));
      }
    }
  }

  private static boolean isOffice(ZonedDateTime time) {
    return time.getDayOfWeek().getValue() <= DayOfWeek.FRIDAY.getValue()
        && time.getHour() >= 9
        && time.getHour() < 17;
  }

  private List<Silence> find(ZoneId zone, String from, String now) {
    return Silences.find(
        active, new LocalWeeks(zone, BASE, hour(now) + 1), hour(from), hour(now), hour(now));
  }

  @Test
  void aSourceThatAlwaysSendsIsMissedAfterThreeHours() {
    // Given
    sends("2026-01-05T00:00:00Z", "2026-03-10T12:00:00Z", UTC, time -> true);

    // When
    List<Silence> afterTwo = find(UTC, "2026-03-10T00:00:00Z", "2026-03-10T14:00:00Z");
    List<Silence> afterThree = find(UTC, "2026-03-10T00:00:00Z", "2026-03-10T15:00:00Z");

    // Then
    assertThat(afterTwo).isEmpty();
    assertThat(afterThree).hasSize(1);
    Silence silence = afterThree.getFirst();
    assertThat(silence.from()).isEqualTo(hour("2026-03-10T12:00:00Z"));
    assertThat(silence.to()).isEqualTo(hour("2026-03-10T15:00:00Z"));
    assertThat(silence.isOver()).isFalse();
    assertThat(silence.usualHours()).isEqualTo(3);
    assertThat(silence.missed()).containsOnlyKeys(LocalDate.parse("2026-03-10"));
    assertThat(missed(silence)).isCloseTo(3 / 168.0, within(1e-9));
    assertThat(silence.chance()).isCloseTo(1 / 5832.0, within(1e-9));
  }

  @Test
  void nightsAndWeekendsAreNoSilence() {
    // Given
    sends("2026-01-05T00:00:00Z", "2026-03-14T00:00:00Z", UTC, SilencesTest::isOffice);

    // When: from Friday's end to Monday's beginning
    List<Silence> weekend = find(UTC, "2026-03-09T00:00:00Z", "2026-03-16T09:00:00Z");

    // Then
    assertThat(weekend).isEmpty();
  }

  @Test
  void aMondayMorningWithoutAnEventIsOneSinceFriday() {
    // Given
    sends("2026-01-05T00:00:00Z", "2026-03-14T00:00:00Z", UTC, SilencesTest::isOffice);

    // When
    List<Silence> monday = find(UTC, "2026-03-16T00:00:00Z", "2026-03-16T12:00:00Z");

    // Then
    assertThat(monday).hasSize(1);
    assertThat(monday.getFirst().from()).isEqualTo(hour("2026-03-13T17:00:00Z"));
    assertThat(monday.getFirst().usualHours()).isEqualTo(3);
    // Three of forty hours, all of them on Monday
    assertThat(monday.getFirst().missed()).containsOnlyKeys(LocalDate.parse("2026-03-16"));
    assertThat(missed(monday.getFirst())).isCloseTo(3 / 40.0, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-30T00:00:00Z,2",
    "2026-04-13T00:00:00Z,4",
    "2026-05-11T00:00:00Z,8",
    "2026-06-15T00:00:00Z,8"
  })
  void aSilenceOfManyWeeksMissesAsManyUpToEight(String now, int weeks) {
    // Given a source that sends in its office hours until Monday, 16 March
    sends("2026-01-05T00:00:00Z", "2026-03-16T00:00:00Z", UTC, SilencesTest::isOffice);

    // When
    List<Silence> found = find(UTC, "2026-03-09T00:00:00Z", now);

    // Then
    assertThat(found).hasSize(1);
    assertThat(missed(found.getFirst())).isCloseTo(weeks, within(1e-9));
    assertThat(found.getFirst().missed()).hasSize(5 * weeks);
  }

  private static double missed(Silence silence) {
    return silence.missed().values().stream().mapToDouble(Double::doubleValue).sum();
  }

  @Test
  void theHoursOfTheWeekAreLocal() {
    // Given: Berlin goes back to winter time on 25 October 2026; offices open at 8:00 UTC after
    // that
    BitSet autumn = new BitSet();
    long base = hour("2026-08-03T00:00:00Z");
    for (long hour = base; hour < hour("2026-10-24T00:00:00Z"); hour++) {
      if (isOffice(Instant.ofEpochSecond(hour * 3_600).atZone(BERLIN))) {
        autumn.set((int) (hour - base));
      }
    }
    long from = hour("2026-10-26T00:00:00Z");

    LocalWeeks weeks = new LocalWeeks(BERLIN, base, hour("2026-10-26T12:00:00Z"));
    long eleven = hour("2026-10-26T10:00:00Z");
    long noon = hour("2026-10-26T11:00:00Z");

    // When
    List<Silence> atEleven = Silences.find(autumn, weeks, from, eleven, eleven);
    List<Silence> atNoon = Silences.find(autumn, weeks, from, noon, noon);

    // Then: two office hours are over at eleven, three at noon
    assertThat(atEleven).isEmpty();
    assertThat(atNoon).hasSize(1);
    assertThat(atNoon.getFirst().usualHours()).isEqualTo(3);
  }

  @Test
  void aSilenceThatIsOverSaysWhenItEnded() {
    // Given
    sends("2026-01-05T00:00:00Z", "2026-03-12T00:00:00Z", UTC, time -> true);
    active.clear(
        (int) (hour("2026-03-10T05:00:00Z") - BASE), (int) (hour("2026-03-10T10:00:00Z") - BASE));

    // When
    List<Silence> found = find(UTC, "2026-03-10T00:00:00Z", "2026-03-12T00:00:00Z");

    // Then
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().isOver()).isTrue();
    assertThat(found.getFirst().to()).isEqualTo(hour("2026-03-10T10:00:00Z"));
  }

  @Test
  void anImportLeavesNoSilenceBehind() {
    // Given: twenty hours once, and nothing for six weeks
    sends("2026-01-05T00:00:00Z", "2026-01-05T20:00:00Z", UTC, time -> true);

    // When
    List<Silence> found = find(UTC, "2026-01-05T00:00:00Z", "2026-02-16T00:00:00Z");

    // Then
    assertThat(found).isEmpty();
  }

  @Test
  void twoWeeksSayTooLittle() {
    // Given
    sends("2026-01-05T00:00:00Z", "2026-01-19T00:00:00Z", UTC, time -> true);

    // When
    List<Silence> found = find(UTC, "2026-01-18T00:00:00Z", "2026-01-20T00:00:00Z");

    // Then
    assertThat(found).isEmpty();
  }

  @Test
  void aSourceThatNeverSentIsNotSilent() {
    assertThat(find(UTC, "2026-01-05T00:00:00Z", "2026-01-20T00:00:00Z")).isEmpty();
  }
}
