package dev.steadfast.metrics.export;

import static dev.steadfast.metrics.testing.Events.aTicket;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.steadfast.platform.testing.ServiceBackends;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files say the same as the JSON does. They are read by programs that have no part in them. */
@QuarkusTest
@QuarkusTestResource(
    value = ServiceBackends.class,
    initArgs = @ResourceArg(name = "service", value = "metrics"))
class TablesIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SERIES =
      "/v1/metrics/first-response-time/series?from=2026-03-02&to=2026-03-05&zone=Europe/Berlin"
          + "&groupBy=team&aggregation=median,mean";
  private static final String OBSERVATIONS =
      "/v1/metrics/first-response-time/observations?from=2026-03-02&to=2026-03-05&limit=500";

  private final Shop shop = new Shop();

  @TempDir Path folder;

  @BeforeEach
  void someTickets() {
    List<String> events = new ArrayList<>();
    String[] teams = {"=1+1", "@billing", "Straße 🙂"};
    for (int i = 0; i < 30; i++) {
      String opened = "2026-03-0" + (2 + i % 2) + "T09:00:00Z";
      String reply = OffsetDateTime.parse(opened).plusSeconds(60L + 7L * i).toString();
      events.addAll(
          aTicket("desk", (i == 0 ? "=cmd|' /C calc'!A0" : "+" + i))
              .opened(opened, teams[i % 3], "-email", "high")
              .repliedBy("ann", reply)
              .list());
    }
    shop.send(events);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> json(OBSERVATIONS).path("items").size() == 30);
  }

  private JsonNode json(String address) {
    try {
      return JSON.readTree(shop.download(address, "application/json"));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aWorkbookHoldsTheSeriesAsNumbersAndTexts() throws IOException {
    // Given
    JsonNode series = json(SERIES);

    // When
    byte[] file = shop.download(SERIES, TableFormat.XLSX_TYPE);

    // Then
    try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(file))) {
      Sheet sheet = book.getSheetAt(0);
      assertThat(sheet.getSheetName()).isEqualTo("first-response-time");
      assertThat(texts(sheet.getRow(0)))
          .containsExactly(
              "metric",
              "version",
              "unit",
              "team",
              "from",
              "to",
              "n",
              "partial",
              "provisional",
              "median",
              "median_lower",
              "median_upper",
              "mean",
              "mean_lower",
              "mean_upper",
              "noData",
              "noDataReason",
              "teamLabel",
              "restatedAt",
              "interval",
              "zone",
              "minimumSample",
              "asOf");
      int next = 1;
      for (JsonNode group : series.path("series")) {
        for (JsonNode point : group.path("points")) {
          Row row = sheet.getRow(next++);
          assertThat(row.getCell(3).getCellType()).isEqualTo(CellType.STRING);
          assertThat(row.getCell(3).getStringCellValue())
              .isEqualTo(group.at("/group/team").asText());
          assertThat(OffsetDateTime.parse(row.getCell(4).getStringCellValue()))
              .isEqualTo(OffsetDateTime.parse(point.path("from").asText()));
          assertThat(row.getCell(6).getNumericCellValue()).isEqualTo(point.path("n").asDouble());
          assertThat(row.getCell(7).getBooleanCellValue())
              .isEqualTo(point.path("partial").asBoolean());
          assertSame(row.getCell(9), point.at("/values/median"));
          assertSame(row.getCell(10), point.at("/intervals/median/lower"));
          assertSame(row.getCell(12), point.at("/values/mean"));
        }
      }
      assertThat(next).isEqualTo(1 + 3 * 3);
      assertThat(sheet.getLastRowNum()).isEqualTo(next - 1);
    }
  }

  @Test
  void aWorkbookHoldsNoFormula() throws IOException {
    // When
    byte[] file = shop.download(OBSERVATIONS, TableFormat.XLSX_TYPE);

    // Then
    List<String> subjects = new ArrayList<>();
    try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(file))) {
      for (Row row : book.getSheetAt(0)) {
        row.forEach(cell -> assertThat(cell.getCellType()).isNotEqualTo(CellType.FORMULA));
        subjects.add(row.getCell(2).getStringCellValue());
      }
    }
    assertThat(subjects).hasSize(31).contains("subject", "=cmd|' /C calc'!A0", "+29");
  }

  @Test
  void aParquetFileHoldsTheSeries() throws IOException, SQLException {
    // Given
    JsonNode series = json(SERIES);

    // When
    Path file = Files.write(folder.resolve("s"), shop.download(SERIES, TableFormat.PARQUET_TYPE));

    // Then
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement();
        ResultSet row = statement.executeQuery("SELECT * FROM read_parquet('" + file + "')")) {
      for (JsonNode group : series.path("series")) {
        for (JsonNode point : group.path("points")) {
          assertThat(row.next()).isTrue();
          assertThat(row.getString("team")).isEqualTo(group.at("/group/team").asText());
          assertThat(row.getObject("from", OffsetDateTime.class).toInstant())
              .isEqualTo(OffsetDateTime.parse(point.path("from").asText()).toInstant());
          assertThat(row.getLong("n")).isEqualTo(point.path("n").asLong());
          assertThat(row.getBoolean("partial")).isEqualTo(point.path("partial").asBoolean());
          JsonNode median = point.at("/values/median");
          assertThat(row.getObject("median"))
              .isEqualTo(median.isMissingNode() ? null : median.doubleValue());
        }
      }
      assertThat(row.next()).isFalse();
    }
  }

  @Test
  void aParquetFileHoldsTheObservationsInTheirTypes() throws IOException, SQLException {
    // Given
    JsonNode items = json(OBSERVATIONS).path("items");

    // When
    Path file =
        Files.write(folder.resolve("o"), shop.download(OBSERVATIONS, TableFormat.PARQUET_TYPE));

    // Then
    String source = "read_parquet('" + file + "')";
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      List<String> types = new ArrayList<>();
      try (ResultSet column = statement.executeQuery("DESCRIBE SELECT * FROM " + source)) {
        while (column.next()) {
          types.add(column.getString(1) + " " + column.getString(2));
        }
      }
      assertThat(types)
          .containsExactly(
              "interactionId VARCHAR",
              "system VARCHAR",
              "subject VARCHAR",
              "at TIMESTAMP WITH TIME ZONE",
              "value BIGINT",
              "team VARCHAR",
              "agent VARCHAR",
              "channel VARCHAR",
              "priority VARCHAR",
              "teamLabel VARCHAR",
              "agentLabel VARCHAR");
      try (ResultSet row = statement.executeQuery("SELECT * FROM " + source)) {
        for (JsonNode item : items) {
          assertThat(row.next()).isTrue();
          assertThat(row.getString("interactionId")).isEqualTo(item.path("interactionId").asText());
          assertThat(row.getString("subject")).isEqualTo(item.path("subject").asText());
          assertThat(row.getString("team")).isEqualTo(item.path("team").asText());
          assertThat(row.getLong("value")).isEqualTo(item.path("value").asLong());
          assertThat(row.getObject("at", OffsetDateTime.class).toInstant())
              .isEqualTo(OffsetDateTime.parse(item.path("at").asText()).toInstant());
        }
        assertThat(row.next()).isFalse();
      }
    }
  }

  @Test
  void badParametersAreProblemsWhateverFormatIsAskedFor() {
    for (String type : List.of(TableFormat.XLSX_TYPE, TableFormat.PARQUET_TYPE)) {
      shop.caller()
          .accept(type)
          .get("/v1/metrics/volume/observations?from=yesterday")
          .then()
          .statusCode(400)
          .contentType("application/problem+json")
          .body("code", equalTo("invalid-parameter"));
    }
  }

  private static List<String> texts(Row row) {
    List<String> texts = new ArrayList<>();
    row.forEach(cell -> texts.add(cell.getStringCellValue()));
    return texts;
  }

  private static void assertSame(Cell cell, JsonNode number) {
    if (number.isMissingNode()) {
      assertThat(cell).isNull();
    } else {
      assertThat(cell.getNumericCellValue()).isEqualTo(number.doubleValue());
    }
  }
}
