package dev.steadfast.metrics.imports;

import org.jspecify.annotations.Nullable;

/**
 * The row that is being read: the cells that the mapping uses, by slot. One instance is filled
 * again for each row.
 */
final class Row {
  private final @Nullable String[] cells;
  long line;
  long number;
  int width;
  boolean blank;

  Row(int slots) {
    this.cells = new String[slots];
  }

  /**
   * The cell of that slot without blanks around it, or null if it is empty or a word for "missing".
   */
  @Nullable String cell(int slot) {
    return cells[slot];
  }

  void set(int slot, @Nullable String value) {
    cells[slot] = value;
  }

  void begin(long atLine) {
    line = atLine;
    width = 0;
    blank = true;
    java.util.Arrays.fill(cells, null);
  }
}
