package dev.steadfast.core.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Edges of a distribution that people count in: round times, or 1, 2, 5, 10, 20, 50 and so on, on
 * both sides of zero.
 */
public final class NiceEdges {
  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;
  private static final long LARGEST = 1L << 59;

  /** Room for values that are known by their bucket only. */
  private static final double ROOM = 1.01;

  private static final long[] TIMES = {
    0,
    1,
    10,
    100,
    SECOND,
    2 * SECOND,
    5 * SECOND,
    10 * SECOND,
    30 * SECOND,
    MINUTE,
    2 * MINUTE,
    5 * MINUTE,
    10 * MINUTE,
    15 * MINUTE,
    30 * MINUTE,
    HOUR,
    2 * HOUR,
    4 * HOUR,
    8 * HOUR,
    12 * HOUR,
    DAY,
    2 * DAY,
    3 * DAY,
    7 * DAY,
    14 * DAY,
    30 * DAY,
    60 * DAY,
    90 * DAY,
    180 * DAY,
    365 * DAY,
    730 * DAY,
    1_825 * DAY,
    3_650 * DAY,
    36_500 * DAY
  };

  private NiceEdges() {}

  /**
   * Edges around durations in milliseconds.
   *
   * @param least the smallest value, at least 0
   * @param most the largest value
   * @param buckets at most this many, at least 1
   */
  public static long[] ofDurations(double least, double most, int buckets) {
    return chosen(TIMES, least, most, buckets);
  }

  /**
   * Edges around numbers: one bucket for each where they are few and near zero, 1-2-5 otherwise,
   * with an edge at zero between values on both sides of it.
   *
   * @param buckets at most this many, at least 1
   */
  public static long[] ofNumbers(double least, double most, int buckets) {
    double first = Math.min(0, Math.floor(least));
    double end = Math.max(0, Math.floor(most) + 1);
    if (end - first <= buckets) {
      return LongStream.rangeClosed((long) first, (long) end).toArray();
    }
    List<Long> edges = new ArrayList<>();
    edges.add(0L);
    for (long power = 1; power < LARGEST / 10; power *= 10) {
      for (long edge : new long[] {power, 2 * power, 5 * power}) {
        edges.addFirst(-edge);
        edges.addLast(edge);
      }
    }
    return chosen(edges.stream().mapToLong(Long::longValue).toArray(), least, most, buckets);
  }

  private static long[] chosen(long[] ladder, double least, double most, int buckets) {
    int from = 0;
    while (from + 2 < ladder.length && withRoom((double) ladder[from + 1]) <= least) {
      from++;
    }
    int to = from + 1;
    while (to < ladder.length - 1 && ladder[to] <= withRoom(most)) {
      to++;
    }
    boolean hasZero = buckets > 1 && ladder[from] < 0 && ladder[to] > 0;
    int pivot = hasZero ? Arrays.binarySearch(ladder, 0) : from;
    int step = 1;
    while (Math.ceilDiv(pivot - from, step) + Math.ceilDiv(to - pivot, step) > buckets) {
      step++;
    }
    List<Long> edges = new ArrayList<>();
    edges.add(ladder[from]);
    for (int at = from + 1; at < to; at++) {
      if ((at - pivot) % step == 0) {
        edges.add(ladder[at]);
      }
    }
    edges.add(ladder[to]);
    return edges.stream().mapToLong(Long::longValue).toArray();
  }

  /** So much higher that a value there is not below. */
  private static double withRoom(double value) {
    return value < 0 ? value / ROOM : value * ROOM;
  }
}
