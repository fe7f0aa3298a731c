package dev.steadfast.core.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/** A stretch of a measured span, half-open, and why it counts or does not. */
public sealed interface Part {
  /** Where it starts. */
  Instant from();

  /** Where it ends: after its start. */
  Instant to();

  /** How long it really lasts, in milliseconds: more than 0. */
  default long millis() {
    return Duration.between(from(), to()).toMillis();
  }

  /**
   * Open, and counted in full. It never goes past midnight: each belongs to one date.
   *
   * @param date the local date whose hours these are
   * @param version of the schedule, counted from 0
   */
  record Counted(Instant from, Instant to, LocalDate date, int version) implements Part {}

  /**
   * A holiday, or as much of it as lies in the span.
   *
   * @param name of the holiday
   * @param version of the schedule, counted from 0
   * @param skippedMillis how much of it would have counted without the holiday
   */
  record Holiday(
      Instant from, Instant to, LocalDate date, String name, int version, long skippedMillis)
      implements Part {}

  /** Outside hours; may last for several days. */
  record Closed(Instant from, Instant to) implements Part {}
}
