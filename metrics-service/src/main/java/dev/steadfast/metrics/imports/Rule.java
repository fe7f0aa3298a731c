package dev.steadfast.metrics.imports;

import java.util.List;

/**
 * How a row becomes an event of one type.
 *
 * @param name where the mapping has it, for messages
 * @param times texts of the time: the first whose cells are all there counts
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
    List<Template> times,
    List<Condition> when,
    int keyGroup,
    long changes,
    boolean notFirst,
    Content.Members data) {
  /** The time that counts for that row; the first one if none is there. */
  Template time(Row row) {
    for (Template time : times) {
      if (time.of(row) != null) {
        return time;
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
