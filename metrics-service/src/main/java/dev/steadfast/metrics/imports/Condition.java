package dev.steadfast.metrics.imports;

import java.util.Set;

/**
 * When a rule applies to a row. A condition on the words of a cell never holds for a missing one.
 */
sealed interface Condition {
  boolean holds(Row row);

  /** The cell is there, or is not. */
  record Present(int slot, boolean present) implements Condition {
    @Override
    public boolean holds(Row row) {
      return (row.cell(slot) != null) == present;
    }
  }

  /** The cell is one of these words. */
  record OneOf(int slot, Set<String> words) implements Condition {
    @Override
    public boolean holds(Row row) {
      String cell = row.cell(slot);
      return cell != null && words.contains(cell);
    }
  }

  /** The cell is there and none of these words. */
  record NoneOf(int slot, Set<String> words) implements Condition {
    @Override
    public boolean holds(Row row) {
      String cell = row.cell(slot);
      return cell != null && !words.contains(cell);
    }
  }
}
