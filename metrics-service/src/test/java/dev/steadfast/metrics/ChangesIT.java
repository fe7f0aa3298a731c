package dev.steadfast.metrics;

import static dev.steadfast.metrics.testing.Events.aTicket;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.steadfast.metrics.testing.Events;
import dev.steadfast.platform.testing.InternalTokens;
import dev.steadfast.platform.testing.ServiceBackends;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import javax.xml.parsers.DocumentBuilderFactory;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
    value = ServiceBackends.class,
    initArgs = @ResourceArg(name = "service", value = "metrics"))
class ChangesIT {
  private static final LocalDate FIRST = LocalDate.parse("2026-01-05");
  private static final LocalDate SHIFT = FIRST.plusDays(60);
  private static final int DAYS = 100;

  private final UUID tenant = UuidCreator.getTimeOrderedEpoch();

  private RequestSpecification caller() {
    return given()
        .auth()
        .oauth2(InternalTokens.token("metrics-service", tenant, "events:write", "metrics:read"))
        .queryParam("from", FIRST.toString())
        .queryParam("to", FIRST.plusDays(DAYS).toString());
  }

  /** A hundred days of ten tickets a day, and of sixteen from the sixty-first day on. */
  private void openTickets() {
    Random random = new Random(11);
    List<String> events = new ArrayList<>();
    for (int day = 0; day < DAYS; day++) {
      LocalDate date = FIRST.plusDays(day);
      int tickets = (date.isBefore(SHIFT) ? 10 : 16) + random.nextInt(5) - 2;
      for (int i = 0; i < tickets; i++) {
        events.addAll(
            aTicket("desk", "T-" + day + "-" + i)
                .opened(date + "T10:00:00Z", "team-" + i % 2, "email", "normal")
                .list());
      }
    }
    given()
        .auth()
        .oauth2(InternalTokens.token("metrics-service", tenant, "events:write"))
        .contentType("application/cloudevents-batch+json")
        .body(Events.batch(events))
        .post("/v1/events")
        .then()
        .statusCode(202)
        .body("accepted", equalTo(events.size()));
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(
                        caller()
                            .get("/v1/metrics/volume/summary")
                            .jsonPath()
                            .getLong("series[0].points[0].n"))
                    .isEqualTo(events.size()));
  }

  @Test
  void aRiseOfTheVolumeIsDatedInNumbersInWordsAndInAChart() throws Exception {
    // Given
    openTickets();

    // When
    JsonPath changes =
        caller()
            .get("/v1/metrics/volume/changes")
            .then()
            .statusCode(200)
            .body("series[0].summary", containsString("Volume rose from"))
            .extract()
            .jsonPath();
    String chart =
        caller()
            .accept("image/svg+xml")
            .get("/v1/metrics/volume/changes")
            .then()
            .statusCode(200)
            .contentType("image/svg+xml")
            .extract()
            .asString();

    // Then
    assertThat(changes.getList("series[0].changes")).hasSize(1);
    assertThat(LocalDate.parse(changes.getString("series[0].changes[0].date")))
        .isBetween(SHIFT.minusDays(2), SHIFT.plusDays(2));
    assertThat(changes.getDouble("series[0].changes[0].before")).isCloseTo(10, Offset.offset(1.0));
    assertThat(changes.getDouble("series[0].changes[0].after")).isCloseTo(16, Offset.offset(1.0));
    assertThat(changes.getDouble("series[0].changes[0].probability")).isGreaterThan(0.95);
    assertThat(changes.getString("to")).isEqualTo(FIRST.plusDays(DAYS - 1L).toString());
    DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(chart.getBytes(StandardCharsets.UTF_8)));
    assertThat(chart).contains(SHIFT.getYear() + "-03-");
  }

  @Test
  void eachGroupHasItsOwnChanges() {
    // Given
    openTickets();

    // When
    JsonPath changes =
        caller().queryParam("groupBy", "team").get("/v1/metrics/volume/changes").jsonPath();

    // Then
    assertThat(changes.getList("series.group.team")).containsExactly("team-0", "team-1");
    assertThat(changes.getList("series[1].changes")).isNotEmpty();
  }

  @Test
  void withTooFewDaysItSaysHowManyAreMissing() {
    // When
    JsonPath changes = caller().get("/v1/metrics/csat/changes").jsonPath();

    // Then
    assertThat(changes.getInt("series[0].days")).isZero();
    assertThat(changes.getList("series[0].changes")).isEmpty();
    assertThat(changes.getString("series[0].summary")).contains("21 are needed");
  }

  @Test
  void whatCannotBeAnsweredIsRefused() {
    refuses("volume", "falseAlarmRate", "0.7", 400);
    refuses("volume", "falseAlarmRate", "NaN", 400);
    refuses("volume", "aggregation", "median", 400);
    refuses("first-response-time", "aggregation", "median,p90", 400);
    refuses("volume", "zone", "+02:00", 400);
    refuses("volume", "groupBy", "colour", 400);
    refuses("no-such-metric", "zone", "UTC", 404);
    refusesPeriod("2026-01-05T10:00:00Z", "2026-02-01");
    refusesPeriod("2020-01-01", "2026-01-01");
    refusesPeriod("2199-01-01", "2199-02-01");
    caller()
        .accept("image/svg+xml")
        .queryParam("groupBy", "team")
        .get("/v1/metrics/volume/changes")
        .then()
        .statusCode(400);
  }

  private void refuses(String metric, String parameter, String value, int status) {
    caller()
        .queryParam(parameter, value)
        .get("/v1/metrics/" + metric + "/changes")
        .then()
        .statusCode(status)
        .contentType("application/problem+json");
  }

  private void refusesPeriod(String from, String to) {
    given()
        .auth()
        .oauth2(InternalTokens.token("metrics-service", tenant, "metrics:read"))
        .queryParam("from", from)
        .queryParam("to", to)
        .get("/v1/metrics/volume/changes")
        .then()
        .statusCode(400)
        .contentType("application/problem+json");
  }
}
