package dev.steadfast.metrics.export;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/** How a table is written. */
public enum TableFormat {
  CSV(TableFormat.CSV_TYPE, "csv") {
    @Override
    public TableWriter open(OutputStream out, String title, List<Column> columns) {
      return new CsvWriter(out, columns);
    }
  },
  XLSX(TableFormat.XLSX_TYPE, "xlsx") {
    @Override
    public TableWriter open(OutputStream out, String title, List<Column> columns)
        throws IOException {
      return new XlsxWriter(out, title, columns);
    }
  },
  PARQUET(TableFormat.PARQUET_TYPE, "parquet") {
    @Override
    public TableWriter open(OutputStream out, String title, List<Column> columns)
        throws IOException {
      return new ParquetWriter(out, columns);
    }
  };

  public static final String CSV_TYPE = "text/csv";
  public static final String XLSX_TYPE =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  public static final String PARQUET_TYPE = "application/vnd.apache.parquet";

  private final String type;
  private final String ending;

  TableFormat(String type, String ending) {
    this.type = type;
    this.ending = ending;
  }

  /** Begins a table on that stream, which it does not close. */
  public abstract TableWriter open(OutputStream out, String title, List<Column> columns)
      throws IOException;

  /** The format that the caller would rather have than any other; nothing if it is no table. */
  public static Optional<TableFormat> asked(HttpHeaders headers) {
    MediaType first = headers.getAcceptableMediaTypes().getFirst();
    String name = first.getType() + "/" + first.getSubtype();
    for (TableFormat format : values()) {
      if (format.type.equalsIgnoreCase(name)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }

  /** Writes the rows of a table. */
  @FunctionalInterface
  public interface Rows {
    void writeTo(TableWriter table) throws IOException;
  }

  /**
   * The answer that streams a table.
   *
   * @param title of the table and of its file: letters, digits, dots and dashes
   */
  public Response answer(String title, List<Column> columns, Rows rows) {
    StreamingOutput output =
        out -> {
          TableWriter table = open(out, title, columns);
          rows.writeTo(table);
          table.finish();
        };
    return Response.ok(output, type)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            "attachment; filename=\"" + title + "." + ending + "\"")
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
        .build();
  }
}
