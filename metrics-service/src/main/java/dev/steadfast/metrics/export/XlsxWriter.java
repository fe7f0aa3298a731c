package dev.steadfast.metrics.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/**
 * A workbook of Excel. Texts are texts, whatever they begin with; times are texts too, with their
 * offset, which a date of Excel cannot have. A table that is longer than a sheet goes on in the
 * next one, under the same header.
 */
final class XlsxWriter implements TableWriter {
  private static final int FLUSHED_ROWS = 500;
  private static final int MAX_SHEET_NAME = 25;

  private final List<Column> columns;
  private final String title;
  private final int rowsOfSheet;
  private final Workbook book;
  private Worksheet sheet;
  private int sheets;
  private int row;

  XlsxWriter(OutputStream out, String title, List<Column> columns) {
    this(out, title, columns, Worksheet.MAX_ROWS);
  }

  /**
   * Begins a workbook.
   *
   * @param rowsOfSheet how many rows a sheet has at most, its header among them
   */
  XlsxWriter(OutputStream out, String title, List<Column> columns, int rowsOfSheet) {
    this.columns = columns;
    this.title = title.length() > MAX_SHEET_NAME ? title.substring(0, MAX_SHEET_NAME) : title;
    this.rowsOfSheet = rowsOfSheet;
    this.book = new Workbook(out, "Steadfast", "1.0");
    this.sheet = nextSheet();
  }

  private Worksheet nextSheet() {
    sheets++;
    Worksheet next = book.newWorksheet(sheets == 1 ? title : title + " " + sheets);
    for (int i = 0; i < columns.size(); i++) {
      next.inlineString(0, i, columns.get(i).name());
      next.style(0, i).bold().set();
    }
    next.freezePane(0, 1);
    row = 1;
    return next;
  }

  @Override
  public void row(List<? extends @Nullable Object> cells) throws IOException {
    if (row == rowsOfSheet) {
      sheet.finish();
      sheet = nextSheet();
    }
    for (int i = 0; i < cells.size(); i++) {
      switch (cells.get(i)) {
        case null -> {}
        case Number number -> sheet.value(row, i, number);
        case Boolean flag -> sheet.value(row, i, flag);
        case Object text -> sheet.inlineString(row, i, text.toString());
      }
    }
    row++;
    if (row % FLUSHED_ROWS == 0) {
      sheet.flush();
    }
  }

  @Override
  public void finish() throws IOException {
    sheet.finish();
    book.finish();
  }
}
