package dev.steadfast.metrics.imports;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.steadfast.contracts.problem.ProblemCode;
import dev.steadfast.platform.problem.FieldError;
import dev.steadfast.platform.problem.ProblemException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a CSV file, one after the other. Only the cells that the mapping uses become strings.
 */
final class CsvRows implements Closeable {
  /** The longest cell, in characters. */
  private static final int MAX_CELL = 4 << 20;

  private final CloseableIterator<Cells> records;
  private final CsvReader<Cells> reader;
  private final Cells cells;
  private final int width;
  private long number;

  /**
   * Reads the header.
   *
   * @throws ProblemException {@code import-mismatch} if a column of the mapping is not in it
   */
  CsvRows(InputStream text, Mapping mapping) {
    this.cells = new Cells(mapping);
    this.reader =
        CsvReader.builder()
            .fieldSeparator(mapping.format().delimiter())
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .allowUnclosedQuote(false)
            .maxBufferSize(MAX_CELL)
            .build(cells, new StrictText(text, mapping.format().encoding()));
    this.records = reader.iterator();
    List<String> header = header();
    this.width = header.size();
    cells.bind(header, mapping.slots());
  }

  private List<String> header() {
    if (!advance()) {
      throw Mismatch.at(1, "the file is empty: there is no header");
    }
    return List.copyOf(cells.header);
  }

  /** Goes to the next row. Returns false at the end. */
  boolean next() {
    if (!advance()) {
      return false;
    }
    cells.row.number = ++number;
    return true;
  }

  /** The row that {@link #next} went to; filled anew by the next call. */
  Row row() {
    return cells.row;
  }

  /** How many cells the header has. */
  int width() {
    return width;
  }

  /** From here on rows are only counted and their quoting checked. */
  void skim() {
    cells.skimming = true;
  }

  private boolean advance() {
    try {
      if (records.hasNext()) {
        records.next();
        return true;
      }
      return false;
    } catch (CsvParseException | java.io.UncheckedIOException e) {
      throw unwrapped(e);
    }
  }

  private RuntimeException unwrapped(RuntimeException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ProblemException problem) {
        return problem;
      }
    }
    if (failure instanceof CsvParseException) {
      Throwable root = failure;
      while (root.getCause() != null) {
        root = root.getCause();
      }
      return Mismatch.at(
          cells.row.line,
          "the row that begins at line " + cells.row.line + " is no CSV: " + root.getMessage());
    }
    return failure;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  private static final class Cells extends AbstractBaseCsvCallbackHandler<Cells> {
    private final Row row;
    private final Set<String> missing;
    private final List<String> header = new ArrayList<>();
    private int[] slotOf = {};
    private boolean bound;
    private boolean skimming;

    Cells(Mapping mapping) {
      this.row = new Row(mapping.slots().columns().size());
      this.missing = mapping.format().missing();
    }

    void bind(List<String> names, Slots slots) {
      List<String> columns = slots.columns();
      List<FieldError> errors = new ArrayList<>();
      slotOf = new int[names.size()];
      Arrays.fill(slotOf, -1);
      for (int slot = 0; slot < columns.size(); slot++) {
        String column = columns.get(slot);
        int at = names.indexOf(column);
        if (at < 0) {
          errors.add(
              new FieldError(slots.pointerOf(column), "line 1 has no column '" + column + "'"));
        } else if (at != names.lastIndexOf(column)) {
          errors.add(
              new FieldError(
                  "/file/line/1/column/" + (names.lastIndexOf(column) + 1),
                  "line 1 names the column '" + column + "' twice"));
        } else {
          slotOf[at] = slot;
        }
      }
      if (!errors.isEmpty()) {
        throw new ProblemException(ProblemCode.IMPORT_MISMATCH, errors.getFirst().detail(), errors);
      }
      bound = true;
    }

    @Override
    protected void handleBegin(long line) {
      row.begin(line);
    }

    @Override
    protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
      row.width++;
      if (skimming) {
        return;
      }
      if (!bound) {
        header.add(new String(buffer, offset, length).strip());
        return;
      }
      if (length > 0) {
        row.blank = false;
        int slot = index < slotOf.length ? slotOf[index] : -1;
        if (slot >= 0) {
          row.set(slot, known(new String(buffer, offset, length).strip()));
        }
      }
    }

    private @Nullable String known(String value) {
      return value.isEmpty() || missing.contains(value) ? null : value;
    }

    @Override
    protected Cells buildRecord() {
      return this;
    }
  }
}
