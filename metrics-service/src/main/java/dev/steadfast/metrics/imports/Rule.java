package dev.steadfast.metrics.imports;

import java.util.List;

/**
 * How a row becomes an event of one type.
 *
 * @param name where the mapping has it, for messages
 * @param times the slots of the time: of the first that is there
 * @param when all must hold
 * @param keyGroup which key of the row it is made once for, or -1 if for every row
 * @param changes bits of the tracked columns of which one must have changed; 0 if it does not
 *     matter
 * @param notFirst whether the first row of a subject counts as no change
 */
record Rule(
    String name,
    String type,
    Template id,
    List<Integer> times,
    List<Condition> when,
    int keyGroup,
    long changes,
    boolean notFirst,
    Content.Members data) {
  /** The slot of the time of that row; of a missing cell if none is there. */
  int timeSlot(Row row) {
    for (int slot : times) {
      if (row.cell(slot) != null) {
        return slot;
      }
    }
    return times.getFirst();
  }

  boolean applies(Row row) {
    for (Condition condition : when) {
      if (!condition.holds(row)) {
        return false;
      }
    }
    return true;
  }
}
