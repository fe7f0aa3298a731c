package dev.steadfast.metrics.check;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;

import dev.steadfast.platform.testing.InternalTokens;
import dev.steadfast.platform.testing.ServiceBackends;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
    value = ServiceBackends.class,
    initArgs = @ResourceArg(name = "service", value = "metrics"))
class CheckIT {
  private final CheckedDesk desk = new CheckedDesk();

  @Inject
  @DataSource("worker")
  AgroalDataSource worker;

  @Test
  void cellsAreWhatTheRawEventsSay() {
    // Given
    desk.liveTickets();

    // When / Then
    desk.check("{}")
        .statusCode(200)
        .body("interactions", equalTo(CheckedDesk.TICKETS))
        .body("compared", greaterThan(1_000))
        .body("differing", equalTo(0))
        .body("differences", empty());
  }

  @Test
  void everyKindOfCorruptionIsFound() throws SQLException {
    // Given
    desk.liveTickets();
    desk.corruptFirstDay(worker, "volume", "totals[f.i][1] = c.totals[f.i][1] + 1");
    desk.corruptFirstDay(
        worker,
        "csat",
        Stream.of("metrics", "totals", "histograms", "quarters")
            .map(array -> "%s = c.%s[:f.i - 1] || c.%s[f.i + 1:]".formatted(array, array, array))
            .collect(Collectors.joining(", ")));
    desk.corruptFirstDay(
        worker,
        "first-response-time",
        "histograms[f.i] = (SELECT o.histograms[array_position(o.metrics, 'first-response-time@1')] FROM cell_day o"
            + " WHERE o.tenant_id = c.tenant_id AND o.scope = 'all' ORDER BY day DESC LIMIT 1)");
    desk.corrupt(
        worker,
        "INSERT INTO cell_day SELECT tenant_id, 'channel=fax', day, 1, ARRAY['resolved@1'],"
            + " ARRAY[[totals[i][1], totals[i][2], totals[i][3], totals[i][4]]], ARRAY[histograms[i]],"
            + " ARRAY[quarters[i]] FROM (SELECT *, array_position(metrics, 'resolved@1') AS i FROM cell_day"
            + " WHERE tenant_id = ? AND scope = 'all') c WHERE i IS NOT NULL ORDER BY day LIMIT 1");
    desk.corruptFirstDay(
        worker,
        "reopen-rate",
        "quarters[f.i] = (SELECT o.quarters[array_position(o.metrics, 'csat@1')] FROM cell_day o WHERE"
            + " o.tenant_id = c.tenant_id AND o.scope = 'all' ORDER BY day DESC LIMIT 1)");

    // When / Then
    desk.check("{}")
        .statusCode(200)
        .body(
            "differences.metric",
            containsInAnyOrder("csat", "first-response-time", "reopen-rate", "resolved", "volume"))
        .body("differing", equalTo(5))
        .body("differences.find { it.metric == 'csat' }.stored", equalTo(null))
        .body("differences.find { it.metric == 'resolved' }.scope", equalTo("channel=fax"))
        .body("differences.find { it.metric == 'reopen-rate' }.quartersDiffer", equalTo(true));
    desk.check("{\"metrics\": [\"volume\"]}")
        .body("differing", equalTo(1))
        .body("differences[0].scope", equalTo("all"));
    desk.check("{\"metrics\": [\"backlog\"]}").body("differing", equalTo(0));
    // The cells of somebody else are not theirs to check.
    new CheckedDesk().check("{}").body("events", equalTo(0)).body("compared", equalTo(0));
  }

  @Test
  void manyDifferencesAreCountedAndTheFirstAreListed() throws SQLException {
    // Given
    desk.liveTickets();
    desk.corrupt(
        worker,
        "UPDATE cell_day c SET totals = (SELECT array_agg(ARRAY[totals[i][1], totals[i][2] + 1, totals[i][3],"
            + " totals[i][4]] ORDER BY i) FROM generate_subscripts(c.metrics, 1) AS i) WHERE tenant_id = ?");

    // When / Then
    desk.check("{}")
        .body("differing", greaterThan(1_000))
        .body("differences", hasSize(100))
        .body("differences[0].metric", equalTo("agent-work-time"));
  }

  @Test
  void onlyAdministratorsCheckAndOnlyMetricsThatThereAre() {
    given()
        .auth()
        .oauth2(InternalTokens.token("metrics-service", desk.tenant(), "metrics:read"))
        .contentType("application/json")
        .body("{}")
        .urlEncodingEnabled(false) // the colon of an action stays one
        .post("/v1/metrics:check")
        .then()
        .statusCode(403);
    desk.check("{\"metrics\": [\"volume\", \"no-such\"]}")
        .statusCode(422)
        .body("errors[0].pointer", equalTo("/metrics/1"));
    desk.check("{\"metrics\": []}").statusCode(422);
    desk.check("{\"metrics\": [null]}").statusCode(422);
    desk.check("{\"metrics\": 7}").statusCode(400);
    desk.check("{\"colour\": 7}").statusCode(400);
    desk.check("null").statusCode(200);
  }
}
