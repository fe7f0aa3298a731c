package dev.steadfast.core.forecast;

import java.util.SplittableRandom;

/**
 * Draws past days to stand for days to come, in blocks of a week that keep the weekday. A day
 * without data stays one where that weekday mostly has none.
 */
final class Donors {
  private static final int WEEK = 7;
  private static final int RECENT = 364;

  private final boolean[] present;
  private final int first;
  private final boolean[] closed = new boolean[WEEK];
  private final SplittableRandom random;

  Donors(boolean[] present, SplittableRandom random) {
    this.present = present;
    this.random = random;
    first = Math.max(0, present.length - RECENT);
    for (int phase = 0; phase < WEEK; phase++) {
      int there = 0;
      int all = 0;
      for (int t = present.length - 1 - phase; t >= first; t -= WEEK) {
        there += present[t] ? 1 : 0;
        all++;
      }
      closed[Math.floorMod(present.length - 1 - phase, WEEK)] = 2 * there < all;
    }
  }

  /** Indices of past days for the next {@code horizon} days; −1 for a day without data. */
  int[] draw(int horizon) {
    int n = present.length;
    int[] days = new int[horizon];
    int at = n;
    for (int h = 0; h < horizon; h++) {
      int phase = Math.floorMod(n + h, WEEK);
      if (h % WEEK == 0 || at >= n) {
        at = drawn(phase);
      }
      int day = at;
      for (int tries = 0; !present[day] && !closed[phase] && tries < 50; tries++) {
        day = drawn(phase);
      }
      days[h] = present[day] ? day : -1;
      at++;
    }
    return days;
  }

  private int drawn(int phase) {
    int n = present.length;
    int day = first + random.nextInt(n - first);
    day += Math.floorMod(phase - day, WEEK);
    return day >= n ? day - WEEK : day;
  }
}
