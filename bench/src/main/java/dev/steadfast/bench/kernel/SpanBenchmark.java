package dev.steadfast.bench.kernel;

import dev.steadfast.core.schedule.BusinessTime;
import dev.steadfast.core.schedule.ClockRule;
import dev.steadfast.core.schedule.LocalInterval;
import dev.steadfast.core.schedule.Schedule;
import dev.steadfast.core.schedule.ScheduleVersion;
import dev.steadfast.core.schedule.WeeklyHours;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The business time between two instants: weekdays from 9:00 to 17:30 in Berlin, twelve holidays a
 * year; beside java.time from day to day.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SpanBenchmark {
  private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
  private static final LocalTime OPENS = LocalTime.of(9, 0);
  private static final LocalTime CLOSES = LocalTime.of(17, 30);

  /** Until the next day, over a month, and over a year. */
  @Param({"1", "30", "365"})
  public int days;

  private final Map<LocalDate, String> holidays = new HashMap<>();
  private final Instant from = Instant.parse("2026-03-02T13:20:00Z");
  private Instant to = from;
  private Schedule schedule =
      new Schedule(ZONE, List.of(ScheduleVersion.always(WeeklyHours.NEVER)));

  @Setup(Level.Trial)
  public void prepare() {
    to = from.plus(Duration.ofDays(days)).plusSeconds(5_000);
    for (int year = 2020; year < 2030; year++) {
      for (int month = 1; month <= 12; month++) {
        holidays.put(LocalDate.of(year, month, 3 * month / 2 + 1), "holiday");
      }
    }
    List<DayOfWeek> weekdays = List.of(DayOfWeek.values()).subList(0, 5);
    schedule =
        new Schedule(
            ZONE,
            List.of(
                ScheduleVersion.always(WeeklyHours.on(weekdays, LocalInterval.of("09:00", "17:30")))
                    .withHolidays(holidays)));
    if (spanOurs() != spanPlain()) {
      throw new IllegalStateException(spanOurs() + " instead of " + spanPlain());
    }
  }

  @Benchmark
  public long spanOurs() {
    return BusinessTime.millisBetween(schedule, from, to, ClockRule.SUM_OVER_HISTORY);
  }

  @Benchmark
  public long spanPlain() {
    long counted = 0;
    LocalDate last = LocalDate.ofInstant(to, ZONE);
    for (LocalDate day = LocalDate.ofInstant(from, ZONE);
        !day.isAfter(last);
        day = day.plusDays(1)) {
      if (day.getDayOfWeek().getValue() <= 5 && !holidays.containsKey(day)) {
        Instant opens = day.atTime(OPENS).atZone(ZONE).toInstant();
        Instant closes = day.atTime(CLOSES).atZone(ZONE).toInstant();
        Instant begin = opens.isAfter(from) ? opens : from;
        Instant end = closes.isBefore(to) ? closes : to;
        counted += begin.isBefore(end) ? Duration.between(begin, end).toMillis() : 0;
      }
    }
    return counted;
  }
}
