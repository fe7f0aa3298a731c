package dev.steadfast.metrics.arrival;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Finds where a source fell silent, by its own weekly pattern.
 *
 * <p>Of each silent hour it is asked in how many of the {@value #WEEKS} weeks before the source
 * sent something in the same local hour of the week. Had it sent in {@code k} of {@code n} weeks,
 * it stays silent in that hour with the chance {@code (n − k + ½) / (n + 1)} (the estimate of a
 * share under Jeffreys' prior, Brown, Cai and DasGupta 2001). An hour in which it sent in fewer
 * than two weeks says nothing. The product over a run of silent hours is the chance of the run;
 * below {@link #LIMIT}, and from {@value #FEWEST_HOURS} hours on, the run is a silence. A source
 * that sent in each of eight weeks is missed after three hours; one that rests at night and on
 * weekends may. A holiday on a weekday is a silence too: nobody sent anything.
 */
public final class Silences {
  /** How likely a run is at most that is called a silence. */
  public static final double LIMIT = 0.001;

  static final int WEEKS = 8;
  static final int FEWEST_WEEKS = 3;
  static final int FEWEST_HOURS = 2;

  /** How many hours before a period are needed to judge its first. */
  public static final long HISTORY_HOURS = WEEKS * 168L + 1;

  private static final int HOURS_A_WEEK = 168;

  private static final int FEWEST_ACTIVE = 2;

  private final BitSet active;
  private final LocalWeeks weeks;
  private final int first;

  private Silences(BitSet active, LocalWeeks weeks) {
    this.active = active;
    this.weeks = weeks;
    this.first = active.nextSetBit(0);
  }

  /**
   * The silences that touch a span, in order.
   *
   * @param active a bit for each hour in which something was received, counted from the beginning
   *     of {@code weeks}
   * @param weeks the hours from {@link #HISTORY_HOURS} before the span to the present one
   * @param from the first hour of the span
   * @param to the hour after its last
   * @param now the present hour, which is not over: it counts only if something was received in it
   */
  public static List<Silence> find(BitSet active, LocalWeeks weeks, long from, long to, long now) {
    return new Silences(active, weeks).find(from, to, now);
  }

  private List<Silence> find(long from, long to, long now) {
    List<Silence> found = new ArrayList<>();
    long base = weeks.base();
    int before = active.previousSetBit((int) Math.max(-1, Math.min(from, now) - base - 1));
    int last = before >= 0 ? before : first;
    while (last >= 0 && base + last + 1 < Math.min(to, now)) {
      int next = active.nextSetBit(last + 1);
      long begin = base + last + 1;
      long end = next < 0 ? now : Math.min(base + next, now);
      boolean isOver = next >= 0 && base + next <= now;
      if (end - begin >= FEWEST_HOURS && end > from) {
        judge(begin, end, isOver, found);
      }
      last = next;
    }
    return found;
  }

  private void judge(long begin, long end, boolean isOver, List<Silence> found) {
    double chance = 1;
    int usual = 0;
    for (long hour = begin; hour < end; hour++) {
      int known = 0;
      int sent = 0;
      for (int week = 1; week <= WEEKS; week++) {
        int same = weeks.before(hour, week);
        if (same >= first) {
          known++;
          sent += active.get(same) ? 1 : 0;
        }
      }
      if (known >= FEWEST_WEEKS && sent >= FEWEST_ACTIVE) {
        chance *= (known - sent + 0.5) / (known + 1);
        usual += 2 * sent >= known ? 1 : 0;
      }
    }
    if (chance < LIMIT) {
      found.add(new Silence(begin, end, isOver, usual, missed(begin, end), chance));
    }
  }

  /**
   * By how often it sent in the same hour of the weeks before the silence; it is given up after as
   * many weeks.
   */
  private SortedMap<LocalDate, Double> missed(long begin, long end) {
    SortedMap<LocalDate, Double> missed = new TreeMap<>();
    int edge = (int) (begin - weeks.base());
    int since = Math.max(first, edge - WEEKS * HOURS_A_WEEK);
    double activeHoursAWeek =
        active.get(since, edge).cardinality() / ((double) (edge - since) / HOURS_A_WEEK);
    for (long hour = begin; hour < Math.min(end, begin + WEEKS * HOURS_A_WEEK); hour++) {
      int known = 0;
      int sent = 0;
      int week = 1;
      for (int same = weeks.before(hour, week); same >= since; same = weeks.before(hour, ++week)) {
        if (same < edge) {
          known++;
          sent += active.get(same) ? 1 : 0;
        }
      }
      if (sent > 0) {
        missed.merge(weeks.dayOf(hour), sent / (known * activeHoursAWeek), Double::sum);
      }
    }
    return missed;
  }
}
