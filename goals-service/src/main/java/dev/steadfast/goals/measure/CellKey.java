package dev.steadfast.goals.measure;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.UUID;

/** Which day cell of which tenant. */
record CellKey(Series series, LocalDate day) implements Comparable<CellKey> {
  private static final Comparator<CellKey> ORDER =
      Comparator.comparing(CellKey::tenant)
          .thenComparing(key -> key.series().metric())
          .thenComparingInt(key -> key.series().version())
          .thenComparing(key -> key.series().scope())
          .thenComparing(CellKey::day);

  UUID tenant() {
    return series.tenant();
  }

  @Override
  public int compareTo(CellKey other) {
    return ORDER.compare(this, other);
  }
}
