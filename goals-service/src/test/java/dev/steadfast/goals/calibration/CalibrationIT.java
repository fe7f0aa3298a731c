package dev.steadfast.goals.calibration;

import static dev.steadfast.goals.testing.Requests.today;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.steadfast.goals.odds.DueRounds;
import dev.steadfast.goals.testing.Known;
import dev.steadfast.goals.testing.MetricDaysTopic;
import dev.steadfast.goals.testing.SimulatedDays;
import dev.steadfast.goals.testing.Tenant;
import dev.steadfast.platform.testing.MovableClock;
import dev.steadfast.platform.testing.ServiceBackends;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

@QuarkusTest
@QuarkusTestResource(
    value = ServiceBackends.class,
    initArgs = @ResourceArg(name = "service", value = "goals"),
    restrictToAnnotatedClass = false)
class CalibrationIT {
  private static final double MEDIAN = 20_000_000;
  private static final int GOALS = 21;
  private static final String ADVICE =
      """
      {"metric": "resolution-time", "scope": {"team": "billing"}, "window": "rolling-5-days",
       "horizon": {"days": 20}}
      """;

  private final Tenant tenant = Tenant.anew();
  private final MetricDaysTopic topic = new MetricDaysTopic();

  @Inject MovableClock clock;

  @AfterEach
  void close() {
    topic.close();
    clock.reset();
  }

  private String hasGoal(int days) {
    return tenant.hasActive(
        """
        {"title": "Faster", "scope": {"team": "billing"}, "period": {"from": "%s", "to": "%s"},
         "target": {"metric": "resolution-time", "window": "rolling-%d-days",
           "baseline": {"value": 40000000}, "levels": {"target": %s}, "minimumSample": 5}}
        """
            .formatted(today().minusDays(2), today().plusDays(5), days, MEDIAN));
  }

  @Test
  void forecastsAreScoredWhenDueAndTooNarrowOnesAreWidened() {
    // Given forecasts of a quiet metric
    topic.tellAll(
        tenant,
        SimulatedDays.resolutions(
            "billing", today().minusDays(60), today().minusDays(1), MEDIAN, 5));
    Known.await(tenant, "billing", 60 * 30);
    String goal = hasGoal(1);
    for (int days = 2; days <= GOALS; days++) {
      hasGoal(days);
    }
    hasGoal(GOALS);
    tenant.gets("/v1/goals/" + goal + "/forecast").body("score", nullValue());

    // When all of them prove wrong
    topic.tellAll(
        tenant, SimulatedDays.resolutions("billing", today(), today().plusDays(5), 3 * MEDIAN, 6));
    clock.moveAhead(Duration.ofDays(8));
    Known.await(tenant, "billing", 66 * 30);
    dueRound();

    // Then
    tenant
        .gets("/v1/forecasts/calibration")
        .statusCode(200)
        .body("overall.n", equalTo(GOALS + 1))
        .body("overall.outcomes", equalTo(GOALS))
        .body("overall.coverage80", lessThan(50f))
        .body("overall.tenths.n.sum()", equalTo(GOALS + 1))
        .body("metrics[0].metric", equalTo("resolution-time"))
        .body("metrics[0].crps", notNullValue())
        .body("metrics[0].spreadReason", startsWith("Of 21 past outcomes the 80 % intervals held"))
        .body("metrics[0].spreadReason", containsString("too narrow, so the spread is widened"))
        .body("summary", startsWith("22 forecasts of 21 outcomes have come due."));
    tenant
        .gets("/v1/goals/" + goal + "/forecasts")
        .body("items[-1].score.within95", equalTo(false))
        .body("items[-1].score.brier", notNullValue());
    var advice = tenant.posts("/v1/target-advice", ADVICE).statusCode(200).extract();
    assertThat(advice.<Number>path("calibration.factor").doubleValue()).isGreaterThan(1);
    assertThat(advice.<String>path("summary.howSure")).contains("too narrow");
    tenant.gets("/v1/forecasts/calibration?metric=csat").body("overall.n", equalTo(0));
    Tenant.anew()
        .gets("/v1/forecasts/calibration")
        .body("overall.n", equalTo(0))
        .body("metrics", empty());
  }

  @Test
  void manyForecastsOfOneWindowAreTooFewToJudge() {
    // Given
    topic.tellAll(
        tenant,
        SimulatedDays.resolutions(
            "billing", today().minusDays(60), today().minusDays(1), MEDIAN, 5));
    Known.await(tenant, "billing", 60 * 30);
    for (int i = 0; i < GOALS; i++) {
      hasGoal(5);
    }

    // When
    topic.tellAll(
        tenant, SimulatedDays.resolutions("billing", today(), today().plusDays(5), 3 * MEDIAN, 6));
    clock.moveAhead(Duration.ofDays(8));
    Known.await(tenant, "billing", 66 * 30);
    dueRound();

    // Then
    tenant
        .gets("/v1/forecasts/calibration")
        .body("overall.n", equalTo(GOALS))
        .body("overall.outcomes", equalTo(1))
        .body("metrics[0].spreadFactor", equalTo(1f))
        .body("metrics[0].spreadReason", startsWith("Of 1 past outcomes"))
        .body("metrics[0].spreadReason", containsString("too few to judge"));
  }

  /** The goal of the count made by {@link Known} is due as well, so the record is awaited. */
  private void dueRound() {
    rounds.run();
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> tenant.asks().get("/v1/forecasts/calibration").<Integer>path("overall.n") > 0);
  }

  @Inject DueRounds rounds;

  @Test
  void theDiagramIsWellFormedAndSaysWhatItShows() throws Exception {
    String svg =
        tenant
            .gets("/v1/forecasts/calibration.svg?metric=csat")
            .statusCode(200)
            .contentType("image/svg+xml")
            .extract()
            .asString();

    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    assertThat(document.getElementsByTagName("title").item(0).getTextContent()).contains("csat");
    assertThat(document.getElementsByTagName("desc").item(0).getTextContent())
        .contains("0 forecasts have come due");
  }

  @Test
  void anUnknownMetricIsRefused() {
    for (String path : new String[] {"calibration", "calibration.svg"}) {
      tenant
          .gets("/v1/forecasts/" + path + "?metric=%3Cscript%3E")
          .statusCode(400)
          .contentType("application/problem+json")
          .body("code", equalTo("invalid-parameter"))
          .body("errors[0].pointer", equalTo("metric"));
    }
    tenant.with("metrics:read").get("/v1/forecasts/calibration").then().statusCode(403);
  }
}
