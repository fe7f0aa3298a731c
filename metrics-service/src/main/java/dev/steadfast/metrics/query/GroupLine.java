package dev.steadfast.metrics.query;

import dev.steadfast.contracts.metric.Aggregation;
import dev.steadfast.core.measure.Cell;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A group while cells are added to it; those before the first bucket count for levels only. */
record GroupLine(
    Map<String, String> values,
    Cell[] cells,
    Cell before,
    @Nullable Instant[] restatedAt,
    Map<Aggregation, long[]> distinct) {
  void subtract(GroupLine part) {
    before.subtract(part.before);
    for (int i = 0; i < cells.length; i++) {
      cells[i].subtract(part.cells[i]);
    }
  }

  boolean isEmpty() {
    return before.isEmpty() && Stream.of(cells).allMatch(Cell::isEmpty);
  }

  /** Whether it only was: what it counted has moved to another group, and nobody had read it. */
  boolean isGone() {
    return isEmpty() && distinct.isEmpty() && Stream.of(restatedAt).allMatch(Objects::isNull);
  }
}
