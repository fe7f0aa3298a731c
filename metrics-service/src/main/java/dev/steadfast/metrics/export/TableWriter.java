package dev.steadfast.metrics.export;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a table row by row, in memory that does not depend on how many there are.
 *
 * <p>There is nothing to close: a table that was not finished is no valid file, so that one that
 * broke off cannot be taken for a whole one.
 */
public interface TableWriter {
  /**
   * Writes a row.
   *
   * @param cells one for each column, of its kind, or null
   */
  void row(List<? extends @Nullable Object> cells) throws IOException;

  /** Writes what belongs at the end. */
  void finish() throws IOException;
}
