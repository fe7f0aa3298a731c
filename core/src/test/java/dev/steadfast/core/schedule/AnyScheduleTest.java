package dev.steadfast.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every schedule and every span. The seed is the zone's name and the round. */
class AnyScheduleTest {
  private static final int ROUNDS = 40;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Europe/Berlin",
        "America/New_York",
        "Asia/Kolkata",
        "Australia/Lord_Howe",
        "America/Sao_Paulo",
        "America/Havana",
        "America/Nuuk",
        "America/St_Johns",
        "Asia/Beirut",
        "Pacific/Apia",
        "Antarctica/Troll",
        "UTC"
      })
  void businessTimeIsWhatAMinuteByMinuteCounterCounts(String zone) {
    for (int round = 0; round < ROUNDS; round++) {
      // Given
      SplittableRandom random = new SplittableRandom(zone.hashCode() * 1000L + round);
      Instant from = aMinute(ZoneId.of(zone), random);
      Instant to = from.plus(random.nextInt(12 * 24 * 60), ChronoUnit.MINUTES);
      Schedule schedule =
          aSchedule(ZoneId.of(zone), LocalDate.ofInstant(from, ZoneOffset.UTC), random);

      for (ClockRule rule : ClockRule.values()) {
        // When
        Span span = BusinessTime.between(schedule, from, to, rule);

        // Then
        assertThat(span.countedMillis())
            .as(
                "%s round %d: %s to %s by %s of %s",
                zone, round, from, to, rule, schedule.versions())
            .isEqualTo(new MinuteCounter(schedule).millisBetween(from, to, rule));
        expectParts(span, from, to);
      }
      expectSums(schedule, from, to, random);
    }
  }

  private static void expectParts(Span span, Instant from, Instant to) {
    Instant reached = from;
    long counted = 0;
    for (Part part : span.parts()) {
      assertThat(part.from()).isEqualTo(reached);
      assertThat(part.to()).isAfter(part.from());
      counted += part instanceof Part.Counted ? part.millis() : 0;
      reached = part.to();
    }
    assertThat(reached).isEqualTo(to);
    assertThat(counted).isEqualTo(span.countedMillis());
  }

  /** Parts sum to the whole at any millisecond, and a deadline is the earliest that reaches it. */
  private static void expectSums(
      Schedule schedule, Instant from, Instant to, SplittableRandom random) {
    Instant between =
        from.plusMillis(random.nextLong(Math.max(1, Duration.between(from, to).toMillis())));
    long whole = millis(schedule, from, to);
    long first = millis(schedule, from, between);
    assertThat(first + millis(schedule, between, to)).isEqualTo(whole);
    assertThat(whole).isLessThanOrEqualTo(Duration.between(from, to).toMillis());
    if (first > 0) {
      Instant due = BusinessTime.plus(schedule, from, Duration.ofMillis(first)).orElseThrow();
      assertThat(due).isBeforeOrEqualTo(between);
      assertThat(millis(schedule, from, due)).isEqualTo(first);
      assertThat(millis(schedule, from, due.minusMillis(1))).isEqualTo(first - 1);
    }
  }

  private static long millis(Schedule schedule, Instant from, Instant to) {
    return BusinessTime.millisBetween(schedule, from, to, ClockRule.SUM_OVER_HISTORY);
  }

  /** In 2000 to 2029; every other one within days of a clock change, where there are any. */
  private static Instant aMinute(ZoneId zone, SplittableRandom random) {
    Instant any =
        Instant.parse("2000-01-01T00:00:00Z").plus(random.nextInt(30 * 365), ChronoUnit.DAYS);
    ZoneOffsetTransition change = zone.getRules().nextTransition(any);
    Instant day =
        change == null || random.nextBoolean()
            ? any
            : change.getInstant().truncatedTo(ChronoUnit.MINUTES).minus(6, ChronoUnit.DAYS);
    return day.plus(random.nextInt(6 * 24 * 60), ChronoUnit.MINUTES);
  }

  private static Schedule aSchedule(ZoneId zone, LocalDate near, SplittableRandom random) {
    List<ScheduleVersion> versions = new ArrayList<>();
    versions.add(aVersion(Optional.empty(), near, random));
    LocalDate from = near;
    for (int i = random.nextInt(3); i > 0; i--) {
      from = from.plusDays(1 + random.nextInt(6));
      versions.add(aVersion(Optional.of(from), near, random));
    }
    return new Schedule(zone, versions);
  }

  private static ScheduleVersion aVersion(
      Optional<LocalDate> from, LocalDate near, SplittableRandom random) {
    Map<LocalDate, String> holidays = new HashMap<>();
    Map<LocalDate, List<LocalInterval>> special = new HashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      holidays.put(near.plusDays(random.nextInt(14)), "Holiday");
      special.put(
          near.plusDays(random.nextInt(14)),
          intervals(random).stream().filter(hours -> !hours.crossesMidnight()).toList());
    }
    return new ScheduleVersion(from, aWeek(random), holidays, special);
  }

  private static WeeklyHours aWeek(SplittableRandom random) {
    if (random.nextInt(8) == 0) {
      return WeeklyHours.ALWAYS;
    }
    while (true) {
      Map<DayOfWeek, List<LocalInterval>> days = new EnumMap<>(DayOfWeek.class);
      for (DayOfWeek day : DayOfWeek.values()) {
        days.put(day, intervals(random));
      }
      if (WeeklyHours.overlap(days).isEmpty()) {
        return new WeeklyHours(days);
      }
    }
  }

  /** Up to three between random minutes of a day; the last may cross midnight. */
  private static List<LocalInterval> intervals(SplittableRandom random) {
    int[] edges = random.ints(2L * random.nextInt(4), 0, 1440).sorted().distinct().toArray();
    List<LocalInterval> intervals = new ArrayList<>();
    for (int i = 0; i + 1 < edges.length; i += 2) {
      boolean last = i + 3 >= edges.length;
      int end = last && random.nextInt(3) == 0 ? 1 + random.nextInt(edges[0] + 1) : edges[i + 1];
      if (end != edges[i]) {
        intervals.add(new LocalInterval(edges[i], end));
      }
    }
    return intervals;
  }
}
