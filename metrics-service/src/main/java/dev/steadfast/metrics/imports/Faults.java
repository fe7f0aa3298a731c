package dev.steadfast.metrics.imports;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with rows. */
final class Faults {
  /** The longest text that intake takes. */
  private static final int MAX_TEXT = 65_536;

  private final List<String> columns;
  private final List<RowFault> found = new ArrayList<>();

  /**
   * @param columns by slot
   */
  Faults(List<String> columns) {
    this.columns = columns;
  }

  /** Notes a fault, once for each cell and reason however many rules it disturbs. */
  void add(Row row, int slot, String reason, @Nullable String value) {
    RowFault fault =
        new RowFault(row.line, row.number, slot < 0 ? null : columns.get(slot), reason, value);
    for (int i = found.size() - 1; i >= 0 && found.get(i).row() == row.number; i--) {
      if (found.get(i).equals(fault)) {
        return;
      }
    }
    found.add(fault);
  }

  /** Notes a text that is longer than an event may have. */
  boolean isTooLong(Row row, @Nullable Integer slot, String text) {
    if (text.length() <= MAX_TEXT) {
      return false;
    }
    add(row, slot == null ? -1 : slot, "The text has more than " + MAX_TEXT + " characters.", text);
    return true;
  }

  int size() {
    return found.size();
  }

  /** What was found, which is then forgotten here. */
  List<RowFault> take() {
    List<RowFault> taken = List.copyOf(found);
    found.clear();
    return taken;
  }
}
