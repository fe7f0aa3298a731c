package dev.steadfast.goals.effect;

import dev.steadfast.goals.progress.DateRange;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * Which days the effect of an initiative is judged by, and with which others it shares them.
 *
 * @param days from the first one that the metric is compared with to the last one that counts
 * @param others that began within these days, oldest first
 */
record StudyDays(DateRange days, List<Began> others) {
  /** How many days before the start are looked at. */
  static final int BEFORE = 180;

  /** How many days from the start on are looked at, unless the caller says until when. */
  static final int AFTER = 180;

  /** How many days from the start on can count at all. */
  static final int LONGEST = 730;

  /** Days that the level before another initiative needs; without them the study begins with it. */
  static final int LEVEL = 28;

  StudyDays {
    others = List.copyOf(others);
  }

  /** An initiative that began on a day. */
  record Began(UUID id, String title, LocalDate start) {}

  /**
   * The days and the others that began in them. One that began soon after the first known day has
   * no level before it: the study then begins on its start, so that the level after it is what is
   * compared with. One that began on the same day always shares.
   *
   * @param known the first day with a value, before {@code start}
   * @param start of the initiative in question, not after {@code last}
   * @param others that touch the same scopes, in any order
   */
  static StudyDays of(LocalDate known, LocalDate start, LocalDate last, List<Began> others) {
    LocalDate from = known;
    List<Began> sharing =
        others.stream()
            .filter(other -> other.start().isAfter(known) && !other.start().isAfter(last))
            .sorted(Comparator.comparing(Began::start).thenComparing(Began::id))
            .toList();
    int skipped = 0;
    for (Began other : sharing) {
      boolean room = !other.start().isBefore(from.plusDays(LEVEL));
      if (room || !other.start().isBefore(start)) {
        break;
      }
      from = other.start();
      skipped++;
    }
    return new StudyDays(new DateRange(from, last), sharing.subList(skipped, sharing.size()));
  }

  /** The number of a day, counted from the first. */
  int index(LocalDate day) {
    return (int) days.from().until(day, ChronoUnit.DAYS);
  }
}
