package dev.steadfast.metrics.imports;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a row, or with an event made from it.
 *
 * @param line where the row begins in the file; the header is line 1
 * @param row the number of the data row, from 1
 * @param column the name in the header, if one cell is to blame
 * @param value what stands in that cell
 */
record RowFault(
    long line, long row, @Nullable String column, String reason, @Nullable String value) {
  private static final int MAX_TEXT = 300;

  RowFault {
    column = column == null ? null : storable(column);
    reason = storable(reason);
    value = value == null ? null : storable(value);
  }

  /** PostgreSQL keeps no NUL; a fault is to be shown, not to be a copy of the file. */
  private static String storable(String text) {
    String cut =
        text.length() <= MAX_TEXT
            ? text
            : text.substring(
                    0,
                    Character.isHighSurrogate(text.charAt(MAX_TEXT - 1)) ? MAX_TEXT - 1 : MAX_TEXT)
                + "…";
    return cut.replace('\0', '\uFFFD');
  }
}
