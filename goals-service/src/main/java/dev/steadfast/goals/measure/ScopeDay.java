package dev.steadfast.goals.measure;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.UUID;

/** Of which scope and day of a tenant a row of cells is. */
record ScopeDay(UUID tenant, String scope, LocalDate day) implements Comparable<ScopeDay> {
  private static final Comparator<ScopeDay> ORDER =
      Comparator.comparing(ScopeDay::tenant)
          .thenComparing(ScopeDay::scope)
          .thenComparing(ScopeDay::day);

  @Override
  public int compareTo(ScopeDay other) {
    return ORDER.compare(this, other);
  }
}
