package dev.steadfast.metrics.timeline;

import dev.steadfast.core.schedule.BusinessTime;
import dev.steadfast.core.schedule.ClockRule;
import dev.steadfast.core.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Which time counts for a target. */
public sealed interface TargetClock {
  /** An instant that does not come. */
  long NEVER = Long.MAX_VALUE;

  /** How much counts between two instants, in milliseconds. */
  long counted(long from, long to);

  /** The earliest instant at which so much has been counted since then, or {@link #NEVER}. */
  long after(long from, long milliseconds);

  /** All time. */
  record Calendar() implements TargetClock {
    @Override
    public long counted(long from, long to) {
      return to - from;
    }

    @Override
    public long after(long from, long milliseconds) {
      return from + milliseconds;
    }
  }

  /**
   * Business time.
   *
   * @param version of the schedule that the hours are of
   */
  record Business(UUID schedule, long version, Schedule hours) implements TargetClock {
    @Override
    public long counted(long from, long to) {
      return BusinessTime.millisBetween(
          hours, Instant.ofEpochMilli(from), Instant.ofEpochMilli(to), ClockRule.SUM_OVER_HISTORY);
    }

    @Override
    public long after(long from, long milliseconds) {
      return BusinessTime.plus(hours, Instant.ofEpochMilli(from), Duration.ofMillis(milliseconds))
          .map(Instant::toEpochMilli)
          .orElse(NEVER);
    }
  }
}
