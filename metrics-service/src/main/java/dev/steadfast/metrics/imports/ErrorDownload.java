package dev.steadfast.metrics.imports;

import de.siegmar.fastcsv.writer.CsvWriter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The listed faults of an import as a CSV file. */
@ApplicationScoped
class ErrorDownload {
  private final ImportRepository imports;

  @Inject
  ErrorDownload(ImportRepository imports) {
    this.imports = imports;
  }

  /** All of them: at most a few megabytes, since the list is bounded. */
  String of(UUID id) {
    StringWriter text = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().build(text)) {
      csv.writeRecord("line", "row", "column", "reason", "value");
      imports.eachError(
          id,
          -1,
          Integer.MAX_VALUE,
          error ->
              csv.writeRecord(
                  Long.toString(error.line()),
                  Long.toString(error.row()),
                  harmless(error.column()),
                  harmless(error.reason()),
                  harmless(error.value())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** A spreadsheet must not take a cell of a foreign file for a formula. */
  private static String harmless(@Nullable String cell) {
    if (cell == null) {
      return "";
    }
    return !cell.isEmpty() && "=+-@\t\r".indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
  }
}
