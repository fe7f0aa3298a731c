package dev.steadfast.goals.advice;

import static dev.steadfast.goals.testing.Requests.today;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.steadfast.goals.testing.MetricDay;
import dev.steadfast.goals.testing.MetricDaysTopic;
import dev.steadfast.goals.testing.SimulatedDays;
import dev.steadfast.goals.testing.Tenant;
import dev.steadfast.platform.testing.ServiceBackends;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(
    value = ServiceBackends.class,
    initArgs = @ResourceArg(name = "service", value = "goals"),
    restrictToAnnotatedClass = false)
class AdviceIT {
  private static final double MEDIAN = 20_000_000;
  private static final String BILLING =
      """
      "metric": "resolution-time", "scope": {"team": "billing"}, "window": "rolling-14-days",
      "horizon": {"days": 30}""";

  private final Tenant tenant = Tenant.anew();
  private final MetricDaysTopic topic = new MetricDaysTopic();

  @AfterEach
  void close() {
    topic.close();
  }

  private void hasDays(String question, List<MetricDay> days) {
    topic.tellAll(tenant, days);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> asking(question).<Integer>path("history.daysWithData") == days.size());
  }

  private ExtractableResponse<Response> asking(String question) {
    return tenant.posts("/v1/target-advice", "{" + question + "}").statusCode(200).extract();
  }

  private static double number(ExtractableResponse<Response> advice, String path) {
    return advice.<Number>path(path).doubleValue();
  }

  private static List<MetricDay> billing(int days) {
    LocalDate yesterday = today().minusDays(1);
    return SimulatedDays.resolutions(
        "billing", yesterday.minusDays(days - 1L), yesterday, MEDIAN, 11);
  }

  @Test
  void aKnownHistoryGivesLevelsInOrderAroundTheTruth() {
    hasDays(BILLING, billing(120));

    var advice = asking(BILLING);

    double commit = number(advice, "levels.commit.value");
    double target = number(advice, "levels.target.value");
    double stretch = number(advice, "levels.stretch.value");
    assertThat(commit).isGreaterThan(target);
    assertThat(stretch).isLessThan(target);
    assertThat(target).isEqualTo(number(advice, "forecast.median"));
    assertThat(number(advice, "forecast.intervals[1].lower")).isLessThan(MEDIAN);
    assertThat(number(advice, "forecast.intervals[1].upper")).isGreaterThan(MEDIAN);
    assertThat(number(advice, "levels.commit.odds")).isEqualTo(80);
    assertThat(number(advice, "history.level")).isBetween(0.9 * MEDIAN, 1.1 * MEDIAN);
    assertThat(number(advice, "history.samplingError")).isPositive();
    assertThat(number(advice, "current.n")).isEqualTo(14 * 30);
    assertThat(advice.<String>path("summary.what")).contains("5 h", "Promise", "aim at");
    assertThat(advice.<String>path("window.to")).isEqualTo(today().plusDays(29).toString());
    assertThat(advice.<String>path("benchmarks.note")).startsWith("No published figure");
    assertThat(advice.<List<?>>path("benchmarks.comparable")).isEmpty();
  }

  @Test
  void whatATrainingDidSoFarEntersTheAdvice() {
    // Given a team whose training brought a fifth less, and three teams without it
    LocalDate yesterday = today().minusDays(1);
    LocalDate start = today().minusDays(40);
    List<MetricDay> days = new ArrayList<>();
    for (String team : List.of("orders", "accounts", "technical")) {
      days.addAll(
          SimulatedDays.resolutions(
              team, today().minusDays(120), yesterday, MEDIAN, team.hashCode()));
    }
    topic.tellAll(tenant, days);
    List<MetricDay> billing = new ArrayList<>();
    billing.addAll(
        SimulatedDays.resolutions(
            "billing", today().minusDays(120), start.minusDays(1), MEDIAN, 3));
    billing.addAll(SimulatedDays.resolutions("billing", start, yesterday, 0.8 * MEDIAN, 4));
    hasDays(BILLING, billing);
    tenant
        .posts(
            "/v1/initiatives",
            """
            {"title": "Training", "kind": "training", "start": "%s", "scopes": [{"team": "billing"}],
             "expectedEffect": {"metric": "resolution-time"}}
            """
                .formatted(start))
        .statusCode(201);

    // When
    var advice = asking(BILLING);

    // Then
    assertThat(advice.<String>path("pastEffects[0].kind")).isEqualTo("training");
    assertThat(number(advice, "pastEffects[0].n")).isEqualTo(1);
    assertThat(number(advice, "pastEffects[0].mean")).isBetween(-0.26 * MEDIAN, -0.14 * MEDIAN);
    assertThat(advice.<String>path("summary.whatWouldChangeIt"))
        .contains("1 initiative of the kind training");
  }

  @Test
  void proposedTargetsGetTheirWord() {
    hasDays(BILLING, billing(120));
    var advice = asking(BILLING);
    double even = number(advice, "levels.target.value");
    double stretch = number(advice, "levels.stretch.value");

    judged(0.5 * MEDIAN, "unrealistic");
    judged(stretch, "ambitious");
    judged(even, "realistic");
    judged(2 * MEDIAN, "already-met");
    var far = asking(BILLING + ", \"target\": " + 0.5 * MEDIAN);
    assertThat(number(far, "proposal.changeForEvenOdds"))
        .isCloseTo(0.5 * MEDIAN - even, within(10.0));
    assertThat(far.<String>path("summary.whatWouldChangeIt")).contains("fall by");
  }

  private void judged(double target, String word) {
    assertThat(asking(BILLING + ", \"target\": " + target).<String>path("proposal.word"))
        .as("%s", target)
        .isEqualTo(word);
  }

  @Test
  void aTotalThatComesByItselfIsTooEasy() {
    // Given
    String volume =
        """
        "metric": "volume", "horizon": {"days": 30}, "direction": "higher", "target": 1000""";
    LocalDate from = today().minusDays(60);
    hasDays(
        volume,
        from.datesUntil(today())
            .map(day -> new MetricDay("volume", 1, "all", day, "UTC", 100, 100, 0, 0, null, 1))
            .toList());

    // When
    var advice = asking(volume);

    // Then
    assertThat(advice.<String>path("proposal.word")).isEqualTo("too-easy");
    assertThat(number(advice, "proposal.changeForEvenOdds")).isZero();
    assertThat(number(advice, "forecast.median")).isBetween(2_900.0, 3_100.0);
  }

  @Test
  void aLevelShiftIsDated() {
    // Given
    LocalDate shift = today().minusDays(40);
    List<MetricDay> before =
        SimulatedDays.resolutions("billing", today().minusDays(100), shift.minusDays(1), MEDIAN, 3);
    List<MetricDay> after =
        SimulatedDays.resolutions("billing", shift, today().minusDays(1), 2 * MEDIAN, 4);
    hasDays(BILLING, java.util.stream.Stream.concat(before.stream(), after.stream()).toList());

    // When
    var advice = asking(BILLING);

    // Then
    assertThat(advice.<List<String>>path("history.shifts.day"))
        .singleElement()
        .isIn(shift.minusDays(1).toString(), shift.toString(), shift.plusDays(1).toString());
  }

  @Test
  void aThinHistoryIsSaidToBeThin() {
    hasDays(BILLING, billing(10));

    tenant
        .posts("/v1/target-advice", "{" + BILLING + ", \"target\": 10000000}")
        .statusCode(200)
        .body("cannotTell", equalTo("The odds need at least 14 days with data; there are 10."))
        .body("proposal.word", equalTo("cannot-tell"))
        .body("proposal.odds", nullValue())
        .body("levels", nullValue())
        .body("forecast", nullValue())
        .body("summary.howSure", containsString("14 days"));
  }

  @Test
  void gapsAreListed() {
    // Given
    List<MetricDay> days =
        billing(60).stream()
            .filter(
                day ->
                    day.day().isBefore(today().minusDays(20))
                        || day.day().isAfter(today().minusDays(15)))
            .toList();

    // When
    hasDays(BILLING, days);

    // Then
    tenant
        .posts("/v1/target-advice", "{" + BILLING + "}")
        .body("history.gapCount", equalTo(1))
        .body("history.gaps[0].days", equalTo(6))
        .body("history.gaps[0].from", equalTo(today().minusDays(20).toString()))
        .body("history.daysWithout", equalTo(6));
  }

  @Test
  void anotherTenantsHistoryIsNotSeen() {
    hasDays(BILLING, billing(30));

    Tenant.anew()
        .posts("/v1/target-advice", "{" + BILLING + "}")
        .statusCode(200)
        .body("history.daysWithData", equalTo(0))
        .body("history.shifts", empty())
        .body("cannotTell", startsWith("The odds need at least 14 days"));
  }

  @Test
  void readingGoalsIsEnough() {
    tenant
        .with("goals:read")
        .contentType("application/json")
        .body("{" + BILLING + "}")
        .post("/v1/target-advice")
        .then()
        .statusCode(200);
    tenant
        .with("metrics:read")
        .contentType("application/json")
        .body("{" + BILLING + "}")
        .post("/v1/target-advice")
        .then()
        .statusCode(403);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"horizon": {"days": 30}}                                                  | /metric
          {"metric": "happiness", "horizon": {"days": 30}}                           | /metric
          {"metric": "csat"}                                                         | /horizon
          {"metric": "csat", "horizon": {}}                                          | /horizon
          {"metric": "csat", "horizon": {"days": 3, "to": "2030-01-01"}}             | /horizon
          {"metric": "csat", "horizon": {"days": 0}}                                 | /horizon/days
          {"metric": "csat", "horizon": {"days": 732}}                               | /horizon/days
          {"metric": "csat", "horizon": {"to": "2020-01-01"}}                        | /horizon/to
          {"metric": "csat", "horizon": {"to": "+99999-01-01"}}                      | /horizon/to
          {"metric": "csat", "horizon": {"days": 3, "from": "2001-01-01"}}           | /horizon/from
          {"metric": "csat", "horizon": {"days": 3}, "aggregation": "p90"}           | /aggregation
          {"metric": "csat", "horizon": {"days": 3}, "window": "rolling-0-days"}     | /window
          {"metric": "csat", "horizon": {"days": 3}, "direction": "up"}              | /direction
          {"metric": "volume", "horizon": {"days": 3}}                               | /direction
          {"metric": "csat", "horizon": {"days": 3}, "target": 101}                  | /target
          {"metric": "csat", "horizon": {"days": 3}, "target": "PT3H"}               | /target
          {"metric": "csat", "horizon": {"days": 3}, "target": 1e999}                | /target
          {"metric": "csat", "horizon": {"days": 3}, "scope": {"planet": "x"}}       | /scope/planet
          {"metric": "csat", "horizon": {"days": 3}, "scope": {"team": null}}        | /scope/team
          {"metric": "csat", "horizon": {"days": 3}, "odds": {"commit": 100}}        | /odds/commit
          {"metric": "csat", "horizon": {"days": 3}, "odds": {"commit": 40}}         | /odds/commit
          {"metric": "csat", "horizon": {"days": 3}, "odds": {"stretch": 60}}        | /odds/stretch
          """)
  void badQuestionsAreRefusedAtTheirPlace(String body, String pointer) {
    tenant
        .posts("/v1/target-advice", body)
        .statusCode(422)
        .body("code", equalTo("rule-violated"))
        .body("errors.pointer", hasItem(pointer));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          null
          []
          {"metric": 1, "horizon": []}
          {"metric": "csat", "horizon": {"days": "many"}}
          {"metric": "csat", "horizon": {"days": 3}, "odds": [80]}
          {"metric": "csat", "horizon": {"days": 3}, "target": {}}
          {"metric": "csat", "horizon": {"days": 3}, "unknown": 1}
          {"metric": "csat", "horizon": {"days": 99999999999}}
          """)
  void malformedQuestionsAreRefused(String body) {
    tenant.posts("/v1/target-advice", body).statusCode(400);
  }

  @Test
  void severalMistakesAreToldAtOnce() {
    tenant
        .posts(
            "/v1/target-advice", "{\"metric\": \"csat\", \"direction\": \"up\", \"window\": \"x\"}")
        .statusCode(422)
        .body("errors", hasSize(3))
        .body("errors.pointer", not(hasItem("/metric")));
  }
}
