package dev.steadfast.metrics.processing;

import java.util.Comparator;
import java.util.UUID;

/**
 * Which cell: of which metric, scope and day.
 *
 * @param day of the tenant's zone, in days since the epoch
 */
record CellKey(UUID tenant, String metric, int version, String scope, long day)
    implements Comparable<CellKey> {
  private static final Comparator<CellKey> ORDER =
      Comparator.comparing(CellKey::tenant)
          .thenComparing(CellKey::metric)
          .thenComparingInt(CellKey::version)
          .thenComparing(CellKey::scope)
          .thenComparingLong(CellKey::day);

  @Override
  public int compareTo(CellKey other) {
    return ORDER.compare(this, other);
  }
}
