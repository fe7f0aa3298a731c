package dev.steadfast.metrics.arrival;

import java.time.Instant;
import java.util.Optional;

/**
 * A time in which a source sent nothing although it usually does.
 *
 * @param from the hour after the last in which it sent
 * @param to the hour in which it sent again; empty while it is silent
 * @param usualHours in how many hours of it the source usually sends
 * @param chance of so long a silence by the source's own weekly pattern
 * @param resent events of this time that were received within a week after it
 */
public record Gap(
    Source source, Instant from, Optional<Instant> to, int usualHours, double chance, long resent) {

  /** Whether it lies, in part, between two instants. */
  public boolean touches(Instant begin, Instant end) {
    return from.isBefore(end) && to.map(until -> until.isAfter(begin)).orElse(true);
  }

  /**
   * Whether what happened meanwhile is missing: less of it was sent afterwards than an event for
   * every other hour in which the source usually sends.
   */
  public boolean isMissing() {
    return 2 * resent < Math.max(1, usualHours);
  }
}
