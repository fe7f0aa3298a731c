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
import dev.steadfast.goals.testing.SimulatedDays;
import dev.steadfast.goals.testing.Tenant;
import dev.steadfast.platform.testing.ServiceBackends;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
    value = ServiceBackends.class,
    initArgs = @ResourceArg(name = "service", value = "goals"),
    restrictToAnnotatedClass = false)
class OddsIT extends WithHistory {
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
