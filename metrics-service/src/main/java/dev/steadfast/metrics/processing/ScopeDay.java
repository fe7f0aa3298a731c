package dev.steadfast.metrics.processing;

import java.util.Comparator;
import java.util.UUID;

/**
 * Of which scope and day a row of cells is.
 *
 * @param day of the tenant's zone, in days since the epoch
 */
record ScopeDay(UUID tenant, String scope, long day) implements Comparable<ScopeDay> {
  private static final Comparator<ScopeDay> ORDER =
      Comparator.comparing(ScopeDay::tenant)
          .thenComparing(ScopeDay::scope)
          .thenComparingLong(ScopeDay::day);

  @Override
  public int compareTo(ScopeDay other) {
    return ORDER.compare(this, other);
  }
}
