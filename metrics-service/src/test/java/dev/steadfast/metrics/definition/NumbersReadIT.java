package dev.steadfast.metrics.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import dev.steadfast.metrics.export.TableFormat;
import dev.steadfast.platform.testing.MovableClock;
import dev.steadfast.platform.testing.ServiceBackends;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Amounts with decimals, and below zero, in every other answer that shows values. */
@QuarkusTest
@QuarkusTestResource(
    value = ServiceBackends.class,
    initArgs = @ResourceArg(name = "service", value = "metrics"))
class NumbersReadIT {
  private static final String SECOND = "?from=2026-03-02&to=2026-03-03";

  @TempDir Path folder;
  @Inject MovableClock clock;

  @Inject
  @DataSource("worker")
  AgroalDataSource worker;

  private final Ledger ledger = new Ledger();

  @BeforeEach
  void theLedgerOfTwoDays() {
    clock.reset();
    ledger.tellsTwoDays();
    ledger.defineNumbers("amount", ", \"decimals\": 2, \"direction\": \"higher\"");
    ledger.awaitNumbers("amount", 6);
  }

  @AfterEach
  void backToNow() {
    clock.reset();
  }

  @Test
  void observationsAreExactInEveryFormat() throws IOException, SQLException {
    String address = "/v1/metrics/amount/observations" + SECOND;

    ledger
        .request()
        .get(address)
        .then()
        .statusCode(200)
        .body("items.value", contains(0.83, -12.0, 2.5, 2.5));
    assertThat(text(address, "application/x-ndjson")).contains("\"value\":-12.00,");
    assertThat(text(address, TableFormat.CSV_TYPE).lines().skip(1).map(line -> line.split(",")[4]))
        .containsExactly("0.83", "-12.0", "2.5", "2.5");
    List<Double> ofSheet = new ArrayList<>();
    try (XSSFWorkbook book =
        new XSSFWorkbook(
            new ByteArrayInputStream(ledger.download(address, TableFormat.XLSX_TYPE)))) {
      for (Row row : book.getSheetAt(0)) {
        if (row.getRowNum() > 0) {
          ofSheet.add(row.getCell(4).getNumericCellValue());
        }
      }
    }
    assertThat(ofSheet).containsExactly(0.83, -12.0, 2.5, 2.5);
    assertThat(ofParquet(ledger.download(address, TableFormat.PARQUET_TYPE)))
        .containsExactly(0.83, -12.0, 2.5, 2.5);
    assertThat(text("/v1/metrics/amount/summary" + SECOND + "&aggregation=sum", "text/csv"))
        .contains(",-6.17,");
  }

  private String text(String address, String type) {
    return new String(ledger.download(address, type), StandardCharsets.UTF_8);
  }

  private List<Double> ofParquet(byte[] bytes) throws IOException, SQLException {
    Path file = Files.write(folder.resolve("o"), bytes);
    List<Double> values = new ArrayList<>();
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement();
        ResultSet row = statement.executeQuery("SELECT value FROM read_parquet('" + file + "')")) {
      while (row.next()) {
        assertThat(row.getObject(1)).isInstanceOf(Double.class);
        values.add(row.getDouble(1));
      }
    }
    return values;
  }

  @Test
  void aDistributionIsCutWhereItIsAskedForAlsoBelowZero() {
    ledger
        .read("amount", "/distribution" + SECOND + "&edges=-20,-1,0,1,2.5")
        .statusCode(200)
        .body("n", equalTo(4))
        .body("min", closeTo(-12, 0.12))
        .body("max", equalTo(2.5))
        .body("buckets.from", contains(-20.0, -1.0, 0.0, 1.0))
        .body("buckets.to", contains(-1.0, 0.0, 1.0, 2.5))
        .body("buckets.n", contains(1, 0, 1, 0))
        .body("below", equalTo(0))
        .body("above", equalTo(2))
        .body("edges.countedAt", contains(-20.07, -1.0, 0.0, 1.0, 2.5));
    ledger
        .read("amount", "/distribution" + SECOND + "&edges=0.001,1")
        .statusCode(400)
        .body("detail", containsString("at most 2 decimals, from -10^13 to 10^13: 0.001"));
  }

  @Test
  void edgesAreChosenOnBothSidesOfZero() {
    ledger
        .read("amount", "/distribution" + SECOND + "&buckets=4")
        .statusCode(200)
        .body("buckets.from", contains(-20.0, -0.5, 0.0, 0.5))
        .body("buckets.to", contains(-0.5, 0.0, 0.5, 5.0))
        .body("buckets.n", contains(1, 0, 0, 3));
  }

  @Test
  void aDifferenceIsInTheUnit() {
    // The third: 1.25 and 3.75. Welch's error of the difference is 3.7240, at 3.63 degrees.
    ledger
        .read("amount", "/compare?from=2026-03-03&to=2026-03-04&aggregation=mean")
        .statusCode(200)
        .body("measured.value", equalTo(2.5))
        .body("against.value", equalTo(-1.5425))
        .body("difference", closeTo(4.0425, 1e-12))
        .body("interval.lower", closeTo(-6.7, 0.4))
        .body("interval.upper", closeTo(14.8, 0.4))
        .body("method", equalTo("welch"))
        .body("summary", containsString("is 2.5, against -1.5: 4.0 higher"));
    ledger
        .read("amount", "/compare?from=2026-03-03&to=2026-03-04&aggregation=sum")
        .body("difference", closeTo(11.17, 1e-12));
  }

  @Test
  void theDriversOfAChangeSumToIt() {
    ledger
        .read("amount", "/drivers?from=2026-03-03&to=2026-03-04&by=team&aggregation=mean")
        .statusCode(200)
        .body("change", closeTo(4.0425, 1e-12))
        .body("drivers.contribution.sum()", closeTo(4.0425, 1e-12))
        .body("drivers.find { it.value == 'billing' }.before", closeTo(-5.585, 1e-12))
        .body("drivers.find { it.value == 'billing' }.after", closeTo(2.5, 1e-12));
  }

  @Test
  void aChangeOfLevelIsInTheUnit() {
    // Given four weeks about 0.10 and four about 5.35
    for (int day = 0; day < 56; day++) {
      String amount = day < 28 ? day % 2 == 0 ? "0.08" : "0.12" : day % 2 == 0 ? "5.33" : "5.37";
      ledger.tells(
          "day-" + day, LocalDate.of(2026, 4, 1).plusDays(day) + "T09:00:00Z", amount, "tech");
    }
    ledger.awaitNumbers("amount", 62);

    // Then
    ledger
        .read("amount", "/changes?from=2026-04-01&to=2026-05-27&aggregation=mean")
        .statusCode(200)
        .body("series[0].changes.date", contains("2026-04-29"))
        .body("series[0].changes[0].before", closeTo(0.1, 0.02))
        .body("series[0].changes[0].after", closeTo(5.35, 0.02))
        .body("series[0].summary", containsString("rose from 0.1"));
  }

  @Test
  void whatIsRestatedIsInTheUnit() {
    // Given
    clock.moveAhead(Duration.ofHours(2));

    // When
    ledger.tells("late", "2026-03-02T15:00:00Z", "-0.83", "billing");
    ledger.awaitNumbers("amount", 7);

    // Then -7 among 5
    ledger
        .request()
        .get("/v1/restatements?metric=amount")
        .then()
        .statusCode(200)
        .body("items", hasSize(1))
        .body("items[0].changes[0].before.values.mean", equalTo(-1.5425))
        .body("items[0].changes[0].after.values.mean", equalTo(-1.4));
  }

  @Test
  void aCheckShowsDifferencesInTheUnit() throws SQLException {
    // Given a sum that is one too large
    try (Connection connection = worker.getConnection();
        PreparedStatement update =
            connection.prepareStatement(
                "UPDATE cell_day SET totals[array_position(metrics, 'amount@1')][2] ="
                    + " totals[array_position(metrics, 'amount@1')][2] + 100"
                    + " WHERE tenant_id = ? AND scope = 'all' AND day = '2026-03-02'")) {
      update.setObject(1, ledger.tenant());
      assertThat(update.executeUpdate()).isEqualTo(1);
    }

    // Then
    await()
        .untilAsserted(
            () ->
                ledger
                    .check()
                    .body("differing", equalTo(1))
                    .body("differences.metric", hasItem("amount"))
                    .body("differences[0].expected.sum", equalTo(-6.17))
                    .body("differences[0].stored.sum", equalTo(-5.17)));
  }
}
