package dev.steadfast.metrics.timeline;

import dev.steadfast.core.schedule.BusinessTime;
import dev.steadfast.core.schedule.ClockRule;
import dev.steadfast.core.schedule.Schedule;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Which time a metric counts. */
public sealed interface MetricClock {
  /** All of it. */
  MetricClock CALENDAR = new Calendar();

  /**
   * How much of some stretches counts.
   *
   * @param elapsed how long they last together
   * @param end of the whole span that they are of
   */
  long counted(long elapsed, List<Stretch> stretches, long end);

  /** All time counts. */
  record Calendar() implements MetricClock {
    @Override
    public long counted(long elapsed, List<Stretch> stretches, long end) {
      return elapsed;
    }
  }

  /** The time within the hours of a schedule counts. */
  record Business(UUID scheduleId, Schedule schedule, ClockRule rule) implements MetricClock {
    @Override
    public long counted(long elapsed, List<Stretch> stretches, long end) {
      long sum = 0;
      for (Stretch stretch : stretches) {
        // The rule at-end asks for the end of the whole, so each stretch is what lies between two
        // spans up to there.
        sum += until(stretch.from(), end) - until(stretch.to(), end);
      }
      return sum;
    }

    private long until(long from, long end) {
      return BusinessTime.millisBetween(
          schedule, Instant.ofEpochMilli(from), Instant.ofEpochMilli(end), rule);
    }
  }
}
