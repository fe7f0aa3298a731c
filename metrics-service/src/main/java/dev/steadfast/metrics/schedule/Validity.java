package dev.steadfast.metrics.schedule;

import java.time.LocalDate;

/**
 * The dates that something holds for.
 *
 * @param from included
 * @param to included; never before {@code from}
 */
record Validity(LocalDate from, LocalDate to) {
  /** The dates that holidays are known for. */
  static final Validity ALL = new Validity(LocalDate.of(1970, 1, 1), LocalDate.of(2099, 12, 31));

  Validity {
    if (to.isBefore(from)) {
      throw new IllegalArgumentException(to + " is before " + from);
    }
  }

  boolean contains(LocalDate date) {
    return !date.isBefore(from) && !date.isAfter(to);
  }

  @Override
  public String toString() {
    return from + " to " + to;
  }
}
