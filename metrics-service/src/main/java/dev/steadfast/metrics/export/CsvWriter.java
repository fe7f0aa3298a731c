package dev.steadfast.metrics.export;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** CSV. A text that a spreadsheet would take for a formula gets an apostrophe in front. */
final class CsvWriter implements TableWriter {
  private final de.siegmar.fastcsv.writer.CsvWriter csv;

  CsvWriter(OutputStream out, List<Column> columns) {
    Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    this.csv = de.siegmar.fastcsv.writer.CsvWriter.builder().build(text);
    csv.writeRecord(columns.stream().map(Column::name).toList());
  }

  @Override
  public void row(List<? extends @Nullable Object> cells) {
    List<String> written = new ArrayList<>(cells.size());
    for (Object cell : cells) {
      written.add(
          switch (cell) {
            case null -> "";
            case String word -> harmless(word);
            default -> cell.toString();
          });
    }
    csv.writeRecord(written);
  }

  private static String harmless(String text) {
    return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }

  @Override
  public void finish() throws IOException {
    csv.flush();
  }
}
