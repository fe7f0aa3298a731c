package dev.steadfast.goals.odds;

import static dev.steadfast.goals.testing.Requests.today;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.steadfast.goals.testing.Known;
import dev.steadfast.goals.testing.MetricDaysTopic;
import dev.steadfast.goals.testing.MovableClock;
import dev.steadfast.goals.testing.SimulatedDays;
import dev.steadfast.goals.testing.Tenant;
import dev.steadfast.platform.testing.ServiceBackends;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
    value = ServiceBackends.class,
    initArgs = @ResourceArg(name = "service", value = "goals"),
    restrictToAnnotatedClass = false)
class OddsIT {
  private static final double MEDIAN = 20_000_000;

  private final Tenant tenant = Tenant.anew();
  private final MetricDaysTopic topic = new MetricDaysTopic();

  @Inject OddsRefresh refresh;

  @Inject
  @DataSource("worker")
  AgroalDataSource worker;

  @Inject MovableClock clock;

  @AfterEach
  void close() {
    topic.close();
    clock.reset();
  }

  private static String goal(String team, double target) {
    LocalDate today = today();
    return """
        {"title": "Faster in %1$s", "scope": {"team": "%1$s"}, "period": {"from": "%2$s", "to": "%3$s"},
         "target": {"metric": "resolution-time", "window": "rolling-14-days", "direction": "lower",
           "baseline": {"value": 90000000},
           "levels": {"commit": %4$s, "target": %5$s, "stretch": %6$s}, "minimumSample": 5}}
        """
        .formatted(
            team, today.minusDays(3), today.plusDays(25), target * 1.05, target, target * 0.9);
  }

  /** Ninety days up to yesterday, known to the service. */
  private void hasHistory(String team, double median) {
    topic.tellAll(
        tenant,
        SimulatedDays.resolutions(team, today().minusDays(90), today().minusDays(1), median, 7));
    Known.await(tenant, team, 90 * 30);
  }

  private static double number(Number value) {
    return value.doubleValue();
  }

  @Test
  void anActivatedGoalHasOddsAtOnce() {
    // Given
    hasHistory("billing", MEDIAN);
    String draft = tenant.hasDraft(goal("billing", MEDIAN));
    tenant.gets("/v1/goals/" + draft).body("odds", nullValue()).body("oddsWhenSet", nullValue());
    tenant.gets("/v1/goals/" + draft + "/forecast").statusCode(404);

    // When
    tenant
        .asks()
        .post("/v1/goals/" + draft + ":activate")
        .then()
        .statusCode(200)
        .body("odds.target", notNullValue());

    // Then
    var shown = tenant.gets("/v1/goals/" + draft).extract();
    double commit = number(shown.path("odds.commit"));
    double target = number(shown.path("odds.target"));
    double stretch = number(shown.path("odds.stretch"));
    assertThat(target).isBetween(15.0, 85.0);
    assertThat(commit).isGreaterThan(target);
    assertThat(stretch).isLessThan(target).isLessThan(20);
    assertThat(shown.<String>path("odds.madeOn")).isEqualTo(today().toString());
    assertThat(number(shown.path("oddsWhenSet.target"))).isEqualTo(target);
    tenant
        .gets("/v1/goals/" + draft + "/forecast")
        .statusCode(200)
        .body("occasion", equalTo("activated"))
        .body("inputs.daysWithData", equalTo(90))
        .body("inputs.lastDay", equalTo(today().minusDays(1).toString()))
        .body("distribution.quantiles", hasSize(19))
        .body("change", nullValue())
        .body("window.to", equalTo(today().plusDays(25).toString()))
        .body("summary.what", containsString("the odds of the target"));
    assertThat(
            number(
                tenant
                    .gets("/v1/goals/" + draft + "/forecast")
                    .extract()
                    .path("distribution.median")))
        .isCloseTo(MEDIAN, within(0.1 * MEDIAN));
    tenant
        .gets("/v1/goals?state=active")
        .body("items.find{it.id=='" + draft + "'}.odds.target", notNullValue());
  }

  @Test
  void theNextDayRefreshesTheOddsAndSaysWhyTheyChanged() {
    // Given
    hasHistory("billing", MEDIAN);
    String goal = tenant.hasActive(goal("billing", MEDIAN));
    double before = number(tenant.goal(goal).path("odds.target"));

    // When a day comes that is far worse than usual
    topic.tellAll(tenant, SimulatedDays.resolutions("billing", today(), today(), 3 * MEDIAN, 8));
    Known.await(tenant, "billing", 91 * 30);
    clock.moveAhead(Duration.ofHours(25));
    refresh.round();

    // Then
    var forecast = tenant.gets("/v1/goals/" + goal + "/forecast").extract();
    assertThat(forecast.<String>path("occasion")).isEqualTo("daily");
    double points = number(forecast.path("change.points"));
    double after = number(forecast.path("odds.target"));
    assertThat(after).isLessThan(before);
    assertThat(number(forecast.path("change.from"))).isEqualTo(before);
    assertThat(points).isCloseTo(after - before, within(1e-3));
    List<Number> parts = forecast.path("change.parts.points");
    assertThat(parts).hasSize(5);
    assertThat(parts.stream().mapToDouble(Number::doubleValue).sum())
        .isCloseTo(points, within(1e-3));
    assertThat(parts.get(1).doubleValue()).isNegative();
    assertThat(forecast.<String>path("change.words")).contains("new data");
    assertThat(number(tenant.goal(goal).path("odds.target"))).isEqualTo(after);
    assertThat(number(tenant.goal(goal).path("oddsWhenSet.target"))).isEqualTo(before);
  }

  @Test
  void twoReplicasForecastAGoalOnce() throws InterruptedException {
    // Given
    hasHistory("billing", MEDIAN);
    List<String> goals =
        IntStream.range(0, 5).mapToObj(i -> tenant.hasActive(goal("billing", MEDIAN))).toList();
    clock.moveAhead(Duration.ofHours(25));

    // When
    Thread one = Thread.ofPlatform().start(refresh::round);
    Thread other = Thread.ofPlatform().start(refresh::round);
    one.join();
    other.join();

    // Then
    for (String goal : goals) {
      tenant.gets("/v1/goals/" + goal + "/forecasts").body("items", hasSize(2));
    }
  }

  @Test
  void aGoalThatCannotBeForecastKeepsNoOtherFromItsOdds() throws SQLException {
    // Given two goals, of which one rests on a cell that cannot be read
    hasHistory("billing", MEDIAN);
    hasHistory("sales", MEDIAN);
    String broken = tenant.hasActive(goal("billing", MEDIAN));
    String whole = tenant.hasActive(goal("sales", MEDIAN));
    try (Connection connection = worker.getConnection();
        PreparedStatement update =
            connection.prepareStatement(
                "UPDATE metric_day SET histogram = '\\x7f7f7f' WHERE scope = 'team=billing'"
                    + " AND metric = 'resolution-time' AND tenant_id ="
                    + " (SELECT tenant_id FROM goal WHERE id = ?::uuid)")) {
      update.setString(1, broken);
      assertThat(update.executeUpdate()).isPositive();
    }
    clock.moveAhead(Duration.ofHours(25));

    // When
    refresh.round();

    // Then
    tenant.gets("/v1/goals/" + whole + "/forecasts").body("items", hasSize(2));
    tenant.gets("/v1/goals/" + broken + "/forecasts").body("items", hasSize(1));
    assertThat(isDue(broken)).isFalse();
    clock.moveAhead(Duration.ofHours(7));
    assertThat(isDue(broken)).isTrue();
  }

  private boolean isDue(String goal) throws SQLException {
    try (Connection connection = worker.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT refresh_at <= ? FROM goal_outlook WHERE goal_id = ?::uuid")) {
      select.setObject(1, clock.instant().atOffset(ZoneOffset.UTC));
      select.setString(2, goal);
      try (ResultSet row = select.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  @Test
  void theStartOfAnInitiativeIsThePassingOfTimeAndNoChangeOfPlan() {
    // Given a goal whose odds count on a training that begins tomorrow
    hasHistory("billing", MEDIAN);
    tenant
        .posts(
            "/v1/initiatives",
            """
            {"title": "Training", "kind": "training", "start": "%s", "scopes": [{"team": "billing"}],
             "expectedEffect": {"metric": "resolution-time", "amount": -4000000, "uncertainty": 500000}}
            """
                .formatted(today().plusDays(1)))
        .statusCode(201);
    String goal = tenant.hasActive(goal("billing", 0.9 * MEDIAN));
    double before = number(tenant.goal(goal).path("odds.target"));

    // When it has begun, and the data do not show it yet
    topic.tellAll(
        tenant, SimulatedDays.resolutions("billing", today(), today().plusDays(2), MEDIAN, 11));
    clock.moveAhead(Duration.ofDays(3));
    Known.await(tenant, "billing", 93 * 30);
    refresh.round();

    // Then
    var forecast = tenant.gets("/v1/goals/" + goal + "/forecast").extract();
    assertThat(forecast.<String>path("occasion")).isEqualTo("daily");
    assertThat(number(forecast.path("odds.target"))).isGreaterThan(before - 40);
    assertThat(forecast.<String>path("inputs.plan")).isNotEmpty();
    Number byPlan = forecast.path("change.parts.find { it.cause == 'plan' }.points");
    assertThat(byPlan == null ? 0 : byPlan.doubleValue()).isZero();
  }

  @Test
  void aRoundOnTheSameDayDoesNothing() {
    hasHistory("billing", MEDIAN);
    String goal = tenant.hasActive(goal("billing", MEDIAN));

    refresh.round();

    tenant.gets("/v1/goals/" + goal + "/forecasts").body("items", hasSize(1));
  }

  @Test
  void anInitiativeToComeIsPartOfTheOddsAndOfTheirChange() {
    // Given a goal that asks for a tenth less than there is
    hasHistory("billing", MEDIAN);
    String goal = tenant.hasDraft(goal("billing", 0.9 * MEDIAN));
    tenant.asks().post("/v1/goals/" + goal + ":activate").then().statusCode(200);
    double before = number(tenant.gets("/v1/goals/" + goal).extract().path("odds.target"));

    // When a training that should bring twice that is planned for the days of the window
    tenant
        .asks()
        .contentType("application/json")
        .body(
            """
            {"title": "Training", "kind": "training", "start": "%s", "scopes": [{"team": "billing"}],
             "expectedEffect": {"metric": "resolution-time", "amount": -4000000, "uncertainty": 500000}}
            """
                .formatted(today().plusDays(1)))
        .post("/v1/initiatives")
        .then()
        .statusCode(201);
    refresh.round();

    // Then
    double after = number(tenant.gets("/v1/goals/" + goal).extract().path("odds.target"));
    assertThat(after).isGreaterThan(before + 10);
    var forecast = tenant.gets("/v1/goals/" + goal + "/forecast").extract();
    double byPlan = number(forecast.path("change.parts.find { it.cause == 'plan' }.points"));
    assertThat(byPlan).isGreaterThan(10);
  }

  @Test
  void aRevisionKeepsTheOddsOfBothTargets() {
    // Given
    hasHistory("billing", MEDIAN);
    String goal = tenant.hasActive(goal("billing", MEDIAN));
    double before = number(tenant.goal(goal).path("oddsWhenSet.target"));

    // When
    tenant
        .patches(
            goal,
            "\"2\"",
            """
            {"target": {"levels": {"commit": 18000000, "target": 12000000, "stretch": 10000000}},
             "revision": {"kind": "too-easy", "reason": "We did half of it in a week."}}
            """)
        .statusCode(200)
        .body("oddsWhenSet.target", notNullValue());

    // Then
    tenant.gets("/v1/goals/" + goal).body("oddsWhenSet.word", equalTo("unrealistic"));
    tenant
        .gets("/v1/goals/" + goal + "/revisions")
        .body("items[0].odds.word", equalTo("unrealistic"));
    var forecasts = tenant.gets("/v1/goals/" + goal + "/forecasts?limit=1").extract();
    assertThat(forecasts.<String>path("items[0].occasion")).isEqualTo("revised");
    List<Number> parts = forecasts.path("items[0].change.parts.points");
    assertThat(parts.get(2).doubleValue())
        .isCloseTo(number(forecasts.path("items[0].change.points")), within(1e-3));
    tenant
        .gets("/v1/goals/" + goal + "/forecasts?cursor=" + forecasts.path("nextCursor"))
        .body("items", hasSize(1))
        .body("items[0].occasion", equalTo("activated"))
        .body("items[0].odds.target", equalTo((float) before));
  }

  @Test
  void aRenamedGoalKeepsTheOddsWhenSet() {
    hasHistory("billing", MEDIAN);
    String goal = tenant.hasActive(goal("billing", MEDIAN));

    tenant
        .patches(goal, "\"2\"", "{\"title\": \"Another name\"}")
        .statusCode(200)
        .body("oddsWhenSet.target", notNullValue());

    tenant.gets("/v1/goals/" + goal + "/forecasts").body("items", hasSize(1));
  }

  @Test
  void withoutHistoryItSaysWhatIsMissing() {
    String goal = tenant.hasActive(goal("nobody", MEDIAN));

    tenant.gets("/v1/goals/" + goal).body("odds", nullValue()).body("oddsWhenSet", nullValue());
    tenant
        .gets("/v1/goals/" + goal + "/forecast")
        .statusCode(200)
        .body("cannotTell", startsWith("The odds need at least 14 days with data"))
        .body("odds", nullValue());
  }

  @Test
  void aStrangerSeesNoForecast() {
    String goal = tenant.hasActive(goal("billing", MEDIAN));
    Tenant stranger = Tenant.anew();

    stranger.gets("/v1/goals/" + goal + "/forecast").statusCode(404);
    stranger.gets("/v1/goals/" + goal + "/forecasts").statusCode(404);
    tenant
        .gets("/v1/goals/" + goal + "/forecasts?cursor=nonsense")
        .statusCode(400)
        .body("code", equalTo("invalid-cursor"));
    tenant
        .gets("/v1/goals/" + goal + "/forecasts?limit=0")
        .statusCode(400)
        .body("errors[0].pointer", equalTo("limit"));
  }
}
