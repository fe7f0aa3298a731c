package dev.steadfast.metrics.processing;

import java.util.Comparator;

/** Which cell: of which metric, such as {@code csat@1}, scope and day. */
record CellKey(String metric, String scope, long day) implements Comparable<CellKey> {
  private static final Comparator<CellKey> ORDER =
      Comparator.comparing(CellKey::metric)
          .thenComparing(CellKey::scope)
          .thenComparingLong(CellKey::day);

  @Override
  public int compareTo(CellKey other) {
    return ORDER.compare(this, other);
  }
}
