package dev.steadfast.metrics.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A text with places for cells: {@code ${column}}, {@code ${column|pad6}}, {@code ${row|pad9}}.
 * Filters are {@code padN} (zeros in front, up to N characters), {@code lower} and {@code upper}.
 */
final class Template {
  /** The name that stands for the number of the data row. */
  private static final String ROW = "row";

  private static final int ROW_SLOT = -1;

  private final String text;
  private final List<Part> parts;

  private Template(String text, List<Part> parts) {
    this.text = text;
    this.parts = List.copyOf(parts);
  }

  /**
   * Reads a template.
   *
   * @param pointer where the mapping has it
   * @throws IllegalArgumentException if a place is not closed, is empty or has an unknown filter
   */
  static Template parse(String text, Slots slots, String pointer) {
    List<Part> parts = new ArrayList<>();
    int from = 0;
    for (int open = text.indexOf("${"); open >= 0; open = text.indexOf("${", from)) {
      int close = text.indexOf('}', open);
      if (close < 0) {
        throw new IllegalArgumentException("'${' has no '}'");
      }
      if (open > from) {
        parts.add(new Part.Words(text.substring(from, open)));
      }
      parts.add(place(text.substring(open + 2, close), slots, pointer));
      from = close + 1;
    }
    if (from < text.length()) {
      parts.add(new Part.Words(text.substring(from)));
    }
    return new Template(text, parts);
  }

  /** The cell of that column, as it is. */
  static Template column(String column, Slots slots, String pointer) {
    return new Template(
        "${" + column + "}", List.of(new Part.Place(slots.of(column, pointer), text -> text)));
  }

  /** Whether that text has places; else it may be the name of a column. */
  static boolean hasPlaces(String text) {
    return text.contains("${");
  }

  private static Part place(String inner, Slots slots, String pointer) {
    int bar = inner.lastIndexOf('|');
    String name = (bar < 0 ? inner : inner.substring(0, bar)).strip();
    Filter filter = bar < 0 ? text -> text : filter(inner.substring(bar + 1).strip());
    if (name.isEmpty()) {
      throw new IllegalArgumentException("'${}' names no column");
    }
    return new Part.Place(name.equals(ROW) ? ROW_SLOT : slots.of(name, pointer), filter);
  }

  private static Filter filter(String name) {
    if (name.matches("pad([1-9]|1[0-9]|20)")) {
      int width = Integer.parseInt(name.substring(3));
      return text -> text.length() >= width ? text : "0".repeat(width - text.length()) + text;
    }
    return switch (name) {
      case "lower" -> text -> text.toLowerCase(Locale.ROOT);
      case "upper" -> text -> text.toUpperCase(Locale.ROOT);
      default ->
          throw new IllegalArgumentException(
              "there is no filter '" + name + "'; use pad1 to pad20, lower or upper");
    };
  }

  /** The text for that row, or null if a cell that it needs is missing. */
  @Nullable String of(Row row) {
    if (parts.size() == 1) {
      return parts.getFirst().of(row);
    }
    StringBuilder built = new StringBuilder(32);
    for (Part part : parts) {
      String text = part.of(row);
      if (text == null) {
        return null;
      }
      built.append(text);
    }
    return built.toString();
  }

  /** Whether it says the same for every row. */
  boolean isConstant() {
    return parts.stream().allMatch(Part.Words.class::isInstance);
  }

  /** The slot of the first cell that is missing in that row, or -1. */
  int missingSlot(Row row) {
    for (Part part : parts) {
      if (part instanceof Part.Place place && part.of(row) == null) {
        return place.slot();
      }
    }
    return -1;
  }

  /** The slot of its first cell, or -1 if it has none. */
  int firstSlot() {
    for (Part part : parts) {
      if (part instanceof Part.Place place && place.slot() != ROW_SLOT) {
        return place.slot();
      }
    }
    return -1;
  }

  @Override
  public String toString() {
    return text;
  }

  @FunctionalInterface
  private interface Filter {
    String of(String text);
  }

  private sealed interface Part {
    @Nullable String of(Row row);

    record Words(String words) implements Part {
      @Override
      public String of(Row row) {
        return words;
      }
    }

    record Place(int slot, Filter filter) implements Part {
      @Override
      public @Nullable String of(Row row) {
        String value = slot == ROW_SLOT ? Long.toString(row.number) : row.cell(slot);
        return value == null ? null : filter.of(value);
      }
    }
  }
}
