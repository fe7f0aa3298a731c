package dev.steadfast.metrics.imports;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The columns that a mapping uses, each with the slot that its cells have in a {@link Row}. */
final class Slots {
  private final Map<String, Integer> slots = new LinkedHashMap<>();
  private final Map<String, String> pointers = new LinkedHashMap<>();

  /**
   * The slot of that column; a new one if it was not used yet.
   *
   * @param pointer where the mapping names it
   */
  int of(String column, String pointer) {
    pointers.putIfAbsent(column, pointer);
    return slots.computeIfAbsent(column, name -> slots.size());
  }

  /** The columns, in the order of their slots. */
  List<String> columns() {
    return new ArrayList<>(slots.keySet());
  }

  /** Where the mapping names the column first. */
  String pointerOf(String column) {
    return pointers.getOrDefault(column, "");
  }
}
