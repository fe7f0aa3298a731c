package dev.steadfast.metrics.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TableWriterTest {
  private static final List<Column> COLUMNS =
      List.of(
          Column.text("text"),
          Column.whole("whole"),
          Column.number("number"),
          Column.flag("flag"),
          Column.time("time"));
  private static final OffsetDateTime TIME = OffsetDateTime.parse("2026-03-29T02:30:00.125+01:00");

  @TempDir Path folder;

  private static List<@Nullable Object> row(@Nullable Object... cells) {
    return Arrays.asList(cells);
  }

  @Test
  void csvQuotesWhatASpreadsheetWouldCalculate() throws IOException {
    // Given
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TableWriter table = TableFormat.CSV.open(out, "t", COLUMNS);

    // When
    table.row(row("=1+1", -5L, -0.5, true, TIME));
    table.row(row("a \"b\",\nc", null, null, null, null));
    table.finish();

    // Then
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            """
            text,whole,number,flag,time\r
            '=1+1,-5,-0.5,true,2026-03-29T02:30:00.125+01:00\r
            "a ""b"",\nc",,,,\r
            """);
  }

  @Test
  void aWorkbookGoesOnInAnotherSheetWhereOneIsFull() throws IOException {
    // Given
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    XlsxWriter table = new XlsxWriter(out, "requester-wait-time-observations", COLUMNS, 3);

    // When
    for (long i = 0; i < 5; i++) {
      table.row(row("row\u0001 <&> " + i, i, i / 4.0, false, TIME));
    }
    table.finish();

    // Then
    try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(out.toByteArray()))) {
      assertThat(book.getNumberOfSheets()).isEqualTo(3);
      assertThat(book.getSheetAt(2).getRow(0).getCell(1).getStringCellValue()).isEqualTo("whole");
      assertThat(book.getSheetAt(2).getRow(1).getCell(1).getNumericCellValue()).isEqualTo(4);
      assertThat(book.getSheetAt(0).getRow(2).getCell(0).getStringCellValue()).endsWith(" <&> 1");
    }
  }

  @Test
  void aLongParquetFileKeepsEveryRow() throws IOException, SQLException {
    // Given
    int rows = 300_000;
    SplittableRandom random = new SplittableRandom(4);
    Path file = folder.resolve("long.parquet");

    // When
    try (OutputStream out = Files.newOutputStream(file)) {
      TableWriter table = TableFormat.PARQUET.open(out, "t", COLUMNS);
      for (long i = 0; i < rows; i++) {
        String text = i % 7 == 0 ? null : Long.toHexString(random.nextLong());
        table.row(row(text, i, i / 2.0, i % 2 == 0, TIME));
      }
      table.finish();
    }

    // Then
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                SELECT count(*), count(text), sum(whole), sum(number),
                  min(time) = TIMESTAMPTZ '2026-03-29 01:30:00.125+00',
                  (SELECT count(DISTINCT row_group_id) FROM parquet_metadata('%1$s'))
                FROM read_parquet('%1$s')
                """
                    .formatted(file))) {
      row.next();
      assertThat(row.getLong(1)).isEqualTo(rows);
      assertThat(row.getLong(2)).isEqualTo(rows - (rows + 6) / 7);
      assertThat(row.getLong(3)).isEqualTo(rows * (rows - 1L) / 2);
      assertThat(row.getDouble(4)).isEqualTo(rows * (rows - 1L) / 4.0);
      assertThat(row.getBoolean(5)).isTrue();
      assertThat(row.getInt(6)).isGreaterThan(1);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = TableFormat.class,
      names = {"XLSX", "PARQUET"})
  void aTableWithoutRowsIsAValidFile(TableFormat format) throws IOException, SQLException {
    // Given
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    // When
    format.open(out, "t", COLUMNS).finish();

    // Then
    assertThat(rowsOf(format, out.toByteArray())).isZero();
  }

  @ParameterizedTest
  @EnumSource(
      value = TableFormat.class,
      names = {"XLSX", "PARQUET"})
  void aTableThatBrokeOffIsNoValidFile(TableFormat format) throws IOException {
    // Given
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TableWriter table = format.open(out, "t", COLUMNS);

    // When
    for (long i = 0; i < 60_000; i++) {
      table.row(row("subject-" + i * 7919 % 1_000_003, i, i / 3.0, true, TIME));
    }

    // Then
    assertThatThrownBy(() -> rowsOf(format, out.toByteArray())).isInstanceOf(Exception.class);
  }

  private long rowsOf(TableFormat format, byte[] bytes) throws IOException, SQLException {
    if (format == TableFormat.XLSX) {
      try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(bytes))) {
        return book.getSheetAt(0).getLastRowNum();
      }
    }
    Path file = Files.write(folder.resolve("f.parquet"), bytes);
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT count(*) FROM read_parquet('" + file + "')")) {
      row.next();
      return row.getLong(1);
    }
  }
}
