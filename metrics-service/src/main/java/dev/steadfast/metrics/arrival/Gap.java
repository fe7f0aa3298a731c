package dev.steadfast.metrics.arrival;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A time in which a source sent nothing although it usually does.
 *
 * @param from the hour after the last in which it sent
 * @param to the hour in which it sent again; empty while it is silent
 * @param usualHours in how many hours of it the source usually sends
 * @param usualEvents how many it usually sends in those hours
 * @param missed how much of a usual week of the source is missing in each local day of it
 * @param chance of so long a silence by the source's own weekly pattern
 * @param resent events of this time that were received within a week after it
 */
public record Gap(
    Source source,
    Instant from,
    Optional<Instant> to,
    int usualHours,
    long usualEvents,
    SortedMap<LocalDate, Double> missed,
    double chance,
    long resent) {

  /** Whether it lies, in part, between two instants. */
  public boolean touches(Instant begin, Instant end) {
    return from.isBefore(end) && to.map(until -> until.isAfter(begin)).orElse(true);
  }

  /**
   * Whether what happened meanwhile is missing: less than half of what the source usually sends was
   * sent afterwards.
   */
  public boolean isMissing() {
    return 2 * resent < Math.max(1, usualEvents);
  }
}
