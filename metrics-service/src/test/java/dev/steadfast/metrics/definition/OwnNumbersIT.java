package dev.steadfast.metrics.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.steadfast.platform.testing.ServiceBackends;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Amounts with decimals, and below zero, as definitions and their simplest answers have them. */
@QuarkusTest
@QuarkusTestResource(
    value = ServiceBackends.class,
    initArgs = @ResourceArg(name = "service", value = "metrics"))
class OwnNumbersIT {
  private static final String IN_CENTS = ", \"decimals\": 2";
  private static final String ALL =
      "&aggregation=count,sum,mean,min,max,median&interval=day&zone=UTC";

  private final Ledger ledger = new Ledger();

  @Test
  void amountsAreReadAsTheyWere() {
    // Given
    ledger.tellsTwoDays();

    // When
    ledger.defineNumbers("amount", IN_CENTS);
    ledger.awaitNumbers("amount", 6);

    // Then
    ledger
        .ofTheSecond("amount", ALL)
        .body("unit", equalTo("EUR"))
        .body("series[0].points[0].n", equalTo(4))
        .body("series[0].points[0].values.sum", equalTo(-6.17))
        .body("series[0].points[0].values.mean", equalTo(-1.5425))
        .body("series[0].points[0].values.min", closeTo(-12, 0.12))
        .body("series[0].points[0].values.max", equalTo(2.5))
        .body("series[0].points[0].values.median", closeTo(1.665, 0.01665))
        // The variance is 49.2239, so that half of the interval is 6.8756.
        .body("series[0].points[0].intervals.mean.lower", closeTo(-8.4181, 0.07))
        .body("series[0].points[0].intervals.mean.upper", closeTo(5.3331, 0.07));
    ledger
        .read("amount", "/series?from=2026-03-02&to=2026-03-04&aggregation=sum")
        .body("series[0].points.values.sum", contains(-6.17, 5.0));
    assertThat(
            ledger.values(
                "amount",
                "/summary?from=2026-03-02&to=2026-03-03&aggregation=sum&groupBy=team",
                "series.points.flatten().values.sum"))
        .containsExactly(-11.17, 5.0);
    ledger.check().body("differing", equalTo(0));
  }

  @Test
  void everyWayToACellGivesTheSame() {
    // Given
    ledger.tellsTwoDays();
    ledger.defineNumbers("amount", IN_CENTS);
    ledger.awaitNumbers("amount", 6);

    // Then by quarter hours, by observations, and several at once
    ledger
        .read(
            "amount",
            "/summary?from=2026-03-02T08:45:00Z&to=2026-03-02T10:15:00Z&aggregation=sum,mean")
        .statusCode(200)
        .body("series[0].points[0].values.sum", equalTo(-11.17))
        .body("series[0].points[0].values.mean", equalTo(-5.585));
    ledger
        .ofTheSecond("amount", "&aggregation=sum&groupBy=channel,priority")
        .body("series.points.flatten().values.sum.sum()", closeTo(-6.17, 1e-9));
    ledger
        .post(
            "/v1/metrics:query",
            """
            {"queries": [{"metric": "amount", "from": "2026-03-02", "to": "2026-03-04", "interval": "whole",
              "aggregation": "sum,mean"}]}""")
        .statusCode(200)
        .body("results[0].series.series[0].points[0].values.sum", equalTo(-1.17))
        .body("results[0].series.series[0].points[0].values.mean", closeTo(-0.195, 1e-12));
  }

  @Test
  void aNewVersionMayKeepOtherDecimals() {
    // Given
    ledger.tellsTwoDays();
    String etag = ledger.defineNumbers("amount", IN_CENTS);

    // When
    ledger
        .request()
        .contentType("application/merge-patch+json")
        .header("If-Match", etag)
        .body("{\"decimals\": 0}")
        .patch("/v1/metrics/amount")
        .then()
        .statusCode(200)
        .body("version", equalTo(2));
    ledger.awaitReady("amount", 2);

    // Then 1, -12, 2 and 2, beside what they were
    ledger
        .ofTheSecond("amount", "&aggregation=sum")
        .body("version", equalTo(2))
        .body("series[0].points[0].values.sum", equalTo(-7.0));
    ledger
        .ofTheSecond("amount", "&aggregation=sum&version=1")
        .body("series[0].points[0].values.sum", equalTo(-6.17));
    ledger.check().body("differing", equalTo(0));
  }

  @Test
  void aDefinitionSaysItsDecimalsAndTakesThemAlong() {
    // Given
    ledger.tellsTwoDays();
    ledger.defineNumbers("amount", IN_CENTS);
    Map<String, Object> definition =
        new HashMap<>(
            ledger
                .request()
                .get("/v1/metrics/amount")
                .then()
                .body("decimals", equalTo(2))
                .body("inWords", containsString(", to 2 decimals."))
                .extract()
                .jsonPath()
                .getMap("definedAs"));

    // When it is defined elsewhere as it was asked for
    definition.put("key", "same");
    ledger.json().body(definition).post("/v1/metrics").then().statusCode(201);
    ledger.awaitReady("same", 1);

    // Then
    ledger.request().get("/v1/metrics/same").then().body("decimals", equalTo(2));
    ledger
        .ofTheSecond("same", "&aggregation=sum")
        .body("series[0].points[0].values.sum", equalTo(-6.17));
    ledger.defineNumbers("wholes", "");
    ledger.request().get("/v1/metrics/wholes").then().body("decimals", nullValue());
  }

  @Test
  void whatIsDividedMayHaveOtherDecimals() {
    // Given amounts in hundredths and in tenths, and how many there are
    ledger.tellsTwoDays();
    ledger.defineNumbers("cents", IN_CENTS);
    ledger.defineNumbers("tenths", ", \"decimals\": 1");
    ledger.define(
        "told",
        """
        {"key": "told", "title": "Told", "kind": "count", "events": {"type": "support.observation.recorded.v1"}}""");

    // When
    ratio("cents-for-each", "cents", "told");
    ratio("each-for-cents", "told", "cents");
    ratio("cents-for-tenths", "cents", "tenths");

    // Then 0.8, -12, 2.5 and 2.5 are -6.2
    isRatio("cents-for-each", -1.5425);
    isRatio("each-for-cents", 4 / -6.17);
    isRatio("cents-for-tenths", -6.17 / -6.2);
  }

  private void ratio(String key, String numerator, String denominator) {
    ledger.define(
        key,
        """
        {"key": "%s", "title": "Ratio", "kind": "ratio",
         "ratio": {"numerator": "%s", "denominator": "%s"}}"""
            .formatted(key, numerator, denominator));
  }

  private void isRatio(String key, double value) {
    ledger.ofTheSecond(key, "").body("series[0].points[0].values.ratio", closeTo(value, 1e-12));
  }

  @Test
  void anExplanationShowsTheAmount() {
    // Given
    ledger.tells("A", "2026-03-02T09:00:00Z", "-12", "billing");
    ledger.tells("B", "2026-03-02T09:00:00Z", "10000000000.01", "billing");
    ledger.defineNumbers("amount", IN_CENTS);
    ledger.awaitNumbers("amount", 1);

    // Then
    explanation("A")
        .body("observations[0].value", equalTo(-12.0))
        .body("observations[0].inWords", containsString("Amounts: -12.00, put into a period"));
    explanation("B")
        .body("observations", hasSize(0))
        .body("missing.reason", contains("no-number-that-counts"));
  }

  private ValidatableResponse explanation(String subject) {
    String id =
        ledger
            .request()
            .get("/v1/interactions?system=ledger&subject=" + subject)
            .then()
            .extract()
            .path("items[0].id");
    return ledger
        .request()
        .get("/v1/interactions/" + id + "/explain?metric=amount")
        .then()
        .statusCode(200);
  }

  @Test
  void decimalsAreOfNumbersFromEventsAndFew() {
    refuses("{\"key\": \"x\", \"title\": \"X\", \"copyOf\": \"csat\", \"decimals\": 2}");
    refuses(
        """
        {"key": "x", "title": "X", "kind": "count", "decimals": 2, "events": {"type": "support.call.ended.v1"}}""");
    refuses(
        """
        {"key": "x", "title": "X", "kind": "ratio", "decimals": 2,
         "ratio": {"numerator": "resolved", "denominator": "volume"}}""");
    refuses(
        """
        {"key": "x", "title": "X", "kind": "number", "decimals": 7,
         "events": {"type": "support.call.ended.v1", "value": "/data/x"}}""");
  }

  private void refuses(String definition) {
    ledger
        .post("/v1/metrics", definition)
        .statusCode(422)
        .body("errors.pointer", hasItem("/decimals"));
  }
}
