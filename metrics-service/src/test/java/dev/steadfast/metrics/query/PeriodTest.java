package dev.steadfast.metrics.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steadfast.metrics.query.Period.Bucket;
import dev.steadfast.platform.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodTest {
  private static List<Bucket> buckets(String from, String to, String zone, Interval interval) {
    return Period.of(from, to, ZoneId.of(zone), interval).buckets();
  }

  private static Duration length(Bucket bucket) {
    return Duration.between(bucket.from(), bucket.to());
  }

  /** Hours of the days on which clocks change, from the time zone database. */
  @ParameterizedTest
  @CsvSource({
    "Europe/Berlin, 2026-03-29, 2026-03-30, PT23H, 23",
    "Europe/Berlin, 2026-10-25, 2026-10-26, PT25H, 25",
    "America/New_York, 2026-03-08, 2026-03-09, PT23H, 23",
    "Australia/Lord_Howe, 2026-04-05, 2026-04-06, PT24H30M, 25",
    "Asia/Kolkata, 2026-03-29, 2026-03-30, PT24H, 24"
  })
  void aDayIsAsLongAsTheClocksSay(String zone, String from, String to, Duration day, int hours) {
    List<Bucket> days = buckets(from, to, zone, Interval.DAY);

    assertThat(days).hasSize(1);
    assertThat(length(days.getFirst())).isEqualTo(day);
    assertThat(buckets(from, to, zone, Interval.HOUR)).hasSizeBetween(hours - 1, hours);
  }

  @Test
  void bucketsCoverThePeriodWithoutGaps() {
    for (Interval interval : List.of(Interval.HOUR, Interval.DAY, Interval.WEEK, Interval.MONTH)) {
      List<Bucket> buckets = buckets("2026-02-10", "2026-05-03", "Europe/Berlin", interval);

      assertThat(buckets.getFirst().from().toLocalDate()).hasToString("2026-02-10");
      assertThat(buckets.getLast().to().toLocalDate()).hasToString("2026-05-03");
      for (int i = 1; i < buckets.size(); i++) {
        assertThat(buckets.get(i).from()).isEqualTo(buckets.get(i - 1).to());
      }
    }
  }

  @Test
  void weeksBeginOnMondayAndBucketsCutByThePeriodSaySo() {
    List<Bucket> weeks = buckets("2026-03-04", "2026-03-18", "UTC", Interval.WEEK);

    assertThat(weeks)
        .extracting(bucket -> bucket.from().toLocalDate().toString())
        .containsExactly("2026-03-04", "2026-03-09", "2026-03-16");
    assertThat(weeks).extracting(Bucket::cut).containsExactly(true, false, true);
  }

  @Test
  void anInstantIsFoundInItsBucket() {
    List<Bucket> days = buckets("2026-03-01", "2026-04-01", "Europe/Berlin", Interval.DAY);

    assertThat(Period.indexOf(days, Instant.parse("2026-02-28T23:00:00Z"))).isZero();
    assertThat(Period.indexOf(days, Instant.parse("2026-02-28T22:59:59Z"))).isEqualTo(-1);
    assertThat(Period.indexOf(days, Instant.parse("2026-03-31T21:59:59Z"))).isEqualTo(30);
    assertThat(Period.indexOf(days, Instant.parse("2026-03-31T22:00:00Z"))).isEqualTo(-1);
  }

  @Test
  void aTimeWithAnOffsetIsTakenAtItsInstant() {
    Period period =
        Period.of(
            "2026-03-01T00:00:00+01:00",
            "2026-03-02T00:00:00+01:00",
            ZoneId.of("Europe/Berlin"),
            Interval.WHOLE);

    assertThat(period.isWholeDays()).isTrue();
    assertThat(period.from().toInstant()).isEqualTo("2026-02-28T23:00:00Z");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-02, 2026-03-02",
    "2026-03-02, 2026-03-01",
    "tomorrow, 2026-03-01",
    "2026-02-30, 2026-03-03",
    "2026-03-01T09:07:00Z, 2026-03-03",
    "1869-03-01, 2026-03-03",
    "2026-03-01T09:00:00, 2026-03-03"
  })
  void edgesThatMakeNoPeriodAreRefused(String from, String to) {
    assertThatThrownBy(() -> Period.of(from, to, ZoneId.of("UTC"), Interval.DAY))
        .isInstanceOf(ProblemException.class);
  }

  @Test
  void tooManyBucketsAreRefusedRatherThanCut() {
    assertThatThrownBy(() -> buckets("2000-01-01", "2026-01-01", "UTC", Interval.HOUR))
        .isInstanceOf(ProblemException.class);
  }

  /** March 2026 in Berlin has 743 hours, since the clocks go forward, and 31 days all the same. */
  @Test
  void thePeriodBeforeHasAsManyDays() {
    // Given
    Period march =
        Period.of("2026-03-01", "2026-04-01", ZoneId.of("Europe/Berlin"), Interval.WHOLE);

    // When
    Period before = march.before();

    // Then
    assertThat(before.from().toLocalDate()).hasToString("2026-01-29");
    assertThat(before.to()).isEqualTo(march.from());
    assertThat(before.isWholeDays()).isTrue();
    assertThat(before.overlaps(march)).isFalse();
    assertThat(march.overlaps(march)).isTrue();
  }

  @Test
  void ofAPeriodThatStillRunsOnlyWhatIsOverCounts() {
    // Given
    Period march =
        Period.of("2026-03-01", "2026-04-01", ZoneId.of("Europe/Berlin"), Interval.WHOLE);

    // When / Then
    assertThat(march.daysOver(Instant.parse("2026-06-01T00:00:00Z"))).isEqualTo(31);
    assertThat(march.daysOver(Instant.parse("2026-03-02T11:00:00Z"))).isEqualTo(1.5);
    assertThat(march.daysOver(Instant.parse("2026-02-01T00:00:00Z"))).isZero();
  }

  @Test
  void aPartOfADayIsComparedWithTheOneBeforeIt() {
    // Given
    Period morning =
        Period.of("2026-03-02T08:00:00Z", "2026-03-02T12:00:00Z", ZoneId.of("UTC"), Interval.WHOLE);

    // When / Then
    assertThat(morning.before().from().toInstant()).isEqualTo("2026-03-02T04:00:00Z");
    assertThatThrownBy(
            () -> Period.of("1971-01-01", "2026-01-01", ZoneId.of("UTC"), Interval.WHOLE).before())
        .isInstanceOf(ProblemException.class);
  }
}
