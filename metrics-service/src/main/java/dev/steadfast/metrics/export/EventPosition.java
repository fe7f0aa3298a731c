package dev.steadfast.metrics.export;

import java.time.LocalDate;
import java.util.UUID;

/**
 * A place in the order of an export: the day of receipt, then the interaction, then the event. The
 * order is that of the table, so that a place is found without looking at what comes before.
 */
record EventPosition(LocalDate receivedOn, UUID interaction, UUID event) {
  private static final UUID LOWEST = new UUID(0, 0);

  /** Before all events of that day. */
  static EventPosition beginningOf(LocalDate day) {
    return new EventPosition(day, LOWEST, LOWEST);
  }
}
