package dev.steadfast.core.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** Edges of a distribution that people count in: round times, or 1, 2, 5, 10, 20, 50 and so on. */
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

  /** Edges around numbers: one bucket for each where they are few, 1-2-5 otherwise. */
  public static long[] ofNumbers(double least, double most, int buckets) {
    if (most < buckets) {
      return LongStream.rangeClosed(0, (long) most + 1).toArray();
    }
    List<Long> edges = new ArrayList<>();
    edges.add(0L);
    for (long power = 1; power < LARGEST / 10; power *= 10) {
      edges.addAll(List.of(power, 2 * power, 5 * power));
    }
    return chosen(edges.stream().mapToLong(Long::longValue).toArray(), least, most, buckets);
  }

  private static long[] chosen(long[] ladder, double least, double most, int buckets) {
    int from = 0;
    while (from + 2 < ladder.length && ladder[from + 1] * ROOM <= least) {
      from++;
    }
    int to = from + 1;
    while (to < ladder.length - 1 && ladder[to] <= most * ROOM) {
      to++;
    }
    int step = Math.ceilDiv(to - from, buckets);
    List<Long> edges = new ArrayList<>();
    for (int at = from; at < to; at += step) {
      edges.add(ladder[at]);
    }
    edges.add(ladder[to]);
    return edges.stream().mapToLong(Long::longValue).toArray();
  }
}
