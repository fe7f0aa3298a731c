package dev.steadfast.metrics.arrival;

import dev.steadfast.core.measure.Histogram;
import org.jspecify.annotations.Nullable;

/** What one source sent within one hour of receipt. All parts can be added. */
public final class HourCounts {
  /** An event that comes later than this after it happened is late. */
  public static final long LATE_MS = 86_400_000;

  private long received;
  private long duplicates;
  private long dead;
  private long late;
  private long future;
  private long lastAt = Long.MIN_VALUE;
  private final Histogram delay = new Histogram();
  private final Histogram ahead = new Histogram();

  /** An event that counts. Both are in milliseconds since the epoch. */
  void took(long happenedAt, long receivedAt) {
    received(receivedAt);
    long after = receivedAt - happenedAt;
    if (after < 0) {
      future++;
      ahead.record(-after, 1);
    } else {
      delay.record(after, 1);
      late += after > LATE_MS ? 1 : 0;
    }
  }

  /** An event that is known already. */
  void repeated(long receivedAt) {
    received(receivedAt);
    duplicates++;
  }

  /** An event that became a dead letter. */
  void died(long receivedAt) {
    received(receivedAt);
    dead++;
  }

  private void received(long at) {
    received++;
    lastAt = Math.max(lastAt, at);
  }

  /** Adds what was counted elsewhere. */
  void add(Totals totals, byte @Nullable [] delays, byte @Nullable [] aheads) {
    received += totals.received();
    duplicates += totals.duplicates();
    dead += totals.dead();
    late += totals.late();
    future += totals.future();
    lastAt = Math.max(lastAt, totals.lastAt());
    if (delays != null) {
      delay.add(Histogram.decode(delays));
    }
    if (aheads != null) {
      ahead.add(Histogram.decode(aheads));
    }
  }

  /**
   * The plain counts.
   *
   * @param received all of them, duplicates and dead letters included
   * @param late received more than a day after they happened
   * @param future received before they happened
   * @param lastAt when the last was received, in milliseconds since the epoch
   */
  public record Totals(
      long received, long duplicates, long dead, long late, long future, long lastAt) {}

  /** The plain counts. */
  public Totals totals() {
    return new Totals(received, duplicates, dead, late, future, lastAt);
  }

  /** Receipt less event time in ms, of the events that did not come from the future. */
  public Histogram delay() {
    return delay;
  }

  /** Event time less receipt in ms, of those that did. */
  public Histogram ahead() {
    return ahead;
  }
}
