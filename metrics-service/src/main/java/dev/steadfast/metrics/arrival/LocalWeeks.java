package dev.steadfast.metrics.arrival;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneRules;

/** Which hour is the same of another week by the wall clock of a zone. */
public final class LocalWeeks {
  private static final long WEEK_H = 168;
  private static final long HOUR_S = 3_600;
  private static final long DAY_S = 86_400;

  private final long base;
  private final int[] offsets;

  /**
   * Hours of a zone.
   *
   * @param base the first, in hours since the epoch
   * @param end after the last
   */
  public LocalWeeks(ZoneId zone, long base, long end) {
    this.base = base;
    this.offsets = new int[(int) Math.max(0, end - base)];
    ZoneRules rules = zone.getRules();
    for (int hour = 0; hour < offsets.length; hour++) {
      offsets[hour] =
          rules.getOffset(Instant.ofEpochSecond((base + hour) * HOUR_S)).getTotalSeconds();
    }
  }

  long base() {
    return base;
  }

  /** The local day that an hour begins in. */
  LocalDate dayOf(long hour) {
    return LocalDate.ofEpochDay(Math.floorDiv(hour * HOUR_S + offsets[(int) (hour - base)], DAY_S));
  }

  /**
   * The same hour so many weeks before, counted from the base; below zero where it lies before
   * that. Where a clock change of half an hour lies between, the hour that it begins in.
   */
  int before(long hour, int weeks) {
    int at = (int) (hour - base);
    int then = (int) (at - weeks * WEEK_H);
    return then < 0 ? -1 : then + (int) Math.floorDiv(offsets[at] - offsets[then], HOUR_S);
  }
}
