package dev.steadfast.goals.effect;

import static dev.steadfast.goals.testing.Requests.today;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import dev.steadfast.goals.testing.MetricDaysTopic;
import dev.steadfast.goals.testing.TeamDays;
import dev.steadfast.goals.testing.Tenant;
import dev.steadfast.platform.testing.ServiceBackends;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
    value = ServiceBackends.class,
    initArgs = @ResourceArg(name = "service", value = "goals"),
    restrictToAnnotatedClass = false)
class InitiativeEffectIT {
  private static final double TRUTH = -30_000;

  private final Tenant tenant = Tenant.anew();
  private final MetricDaysTopic topic = new MetricDaysTopic();
  private final LocalDate start = today().minusDays(30);

  @AfterEach
  void close() {
    topic.close();
  }

  private String has(String kind, LocalDate from, String scopes) {
    return tenant
        .posts(
            "/v1/initiatives",
            """
            {"title": "On %s", "kind": "%s", "start": "%s", "scopes": %s,
             "expectedEffect": {"metric": "resolution-time", "amount": -30000}}
            """
                .formatted(from, kind, from, scopes))
        .statusCode(201)
        .extract()
        .path("id");
  }

  private static String team(String name) {
    return "[{\"team\": \"" + name + "\"}]";
  }

  private ValidatableResponse effect(String initiative) {
    return tenant.gets("/v1/initiatives/" + initiative + "/effect").statusCode(200);
  }

  private static double number(JsonPath json, String path) {
    return json.<Number>get(path).doubleValue();
  }

  private TeamDays teams() {
    return new TeamDays(90, 4711)
        .team("billing", new TeamDays.Step(start, TRUTH))
        .team("sales")
        .team("refunds")
        .team("orders")
        .team("returns");
  }

  @Test
  void anEffectIsFoundAndItsIntervalHoldsTheTruth() {
    teams().tell(topic, tenant);
    String id = has("training", start, team("billing"));

    ValidatableResponse answer = effect(id);

    answer
        .body("effect.verdict", equalTo("lowered"))
        .body("effect.method", equalTo("synthetic-control"))
        .body("effect.daysBefore", equalTo(60))
        .body("effect.daysAfter", equalTo(30))
        .body("values.size()", equalTo(90))
        .body("effect.counterfactual.size()", equalTo(90))
        .body("effect.band.lower.size()", equalTo(90))
        .body("effect.weights.size()", equalTo(4))
        .body("controls.team", containsInAnyOrder("sales", "refunds", "orders", "returns"))
        .body("effect.checks.name", hasItem("placebo-dates"))
        .body("scopes.size()", equalTo(0))
        .body("overlapping.size()", equalTo(0))
        .body("unit", equalTo("ms"))
        .body("aggregation", equalTo("median"))
        .body("summary", containsString("not proof of cause"))
        .body("summary", containsString("inside the interval"));
    JsonPath json = answer.extract().jsonPath();
    assertThat(number(json, "effect.average.lower")).isLessThan(TRUTH);
    assertThat(number(json, "effect.average.upper")).isGreaterThan(TRUTH).isNegative();
    assertThat(number(json, "effect.average.value")).isCloseTo(TRUTH, within(6_000.0));
    assertThat(number(json, "effect.probability")).isGreaterThan(0.99);
    assertThat(number(json, "effect.cumulative.value"))
        .isCloseTo(30 * number(json, "effect.average.value"), within(1.0));
  }

  @Test
  void nothingIsFoundWhereNothingChanged() {
    teams().tell(topic, tenant);
    has("training", start, team("billing"));

    ValidatableResponse answer = effect(has("tooling", start, team("sales")));

    answer
        .body("effect.verdict", equalTo("no-effect-found"))
        .body("controls.team", containsInAnyOrder("refunds", "orders", "returns"));
    JsonPath json = answer.extract().jsonPath();
    assertThat(number(json, "effect.average.lower")).isNegative();
    assertThat(number(json, "effect.average.upper")).isPositive();
  }

  @Test
  void withoutOtherTeamsItsOwnPastIsComparedWith() {
    new TeamDays(90, 3).team("billing", new TeamDays.Step(start, TRUTH)).tell(topic, tenant);

    effect(has("training", start, team("billing")))
        .body("effect.method", equalTo("interrupted-time-series"))
        .body("effect.verdict", equalTo("lowered"))
        .body("controls.size()", equalTo(0));
  }

  @Test
  void oneOtherTeamGivesDifferenceInDifferences() {
    new TeamDays(90, 5)
        .team("billing", new TeamDays.Step(start, TRUTH))
        .team("sales")
        .tell(topic, tenant);

    effect(has("training", start, team("billing")))
        .body("effect.method", equalTo("difference-in-differences"))
        .body("effect.verdict", equalTo("lowered"))
        .body("controls.team", contains("sales"));
  }

  @Test
  void fewerThanFourteenDaysCannotBeJudged() {
    teams().tell(topic, tenant);

    effect(has("training", today().minusDays(10), team("sales")))
        .body("effect.verdict", equalTo("cannot-tell"))
        .body("effect.daysAfter", equalTo(10))
        .body("effect.checks.find { it.name == 'points-after' }.result", equalTo("failed"));
    effect(has("training", today().minusDays(85), team("refunds")))
        .body("effect.verdict", equalTo("cannot-tell"))
        .body("effect.checks.find { it.name == 'points-before' }.result", equalTo("failed"));
    effect(has("training", today().plusDays(3), team("orders")))
        .body("effect.verdict", equalTo("cannot-tell"))
        .body("effect.average", nullValue())
        .body("effect.probability", nullValue())
        .body("values.size()", equalTo(0))
        .body("summary", containsString("No whole day has passed"));
    effect(has("training", today().minusDays(40), team("nobody")))
        .body("effect.verdict", equalTo("cannot-tell"))
        .body("effect.daysBefore", equalTo(0));
  }

  @Test
  void initiativesThatOverlapShareWhatChanged() {
    LocalDate second = today().minusDays(25);
    LocalDate first = second.minusDays(25);
    new TeamDays(110, 17)
        .team("billing", new TeamDays.Step(first, -20_000), new TeamDays.Step(second, -25_000))
        .team("sales")
        .team("refunds")
        .team("orders")
        .tell(topic, tenant);
    String one = has("training", first, team("billing"));
    String other = has("tooling", second, team("billing"));

    JsonPath oneEffect = effect(one).body("overlapping.id", contains(other)).extract().jsonPath();
    JsonPath otherEffect =
        effect(other)
            .body("overlapping.id", contains(one))
            .body("summary", containsString("1 other initiative began"))
            .extract()
            .jsonPath();

    assertThat(number(oneEffect, "effect.average.value")).isCloseTo(-20_000, within(6_000.0));
    assertThat(number(otherEffect, "effect.average.value")).isCloseTo(-25_000, within(6_000.0));
    double joint = 50 * -20_000.0 + 25 * -25_000.0;
    assertThat(
            number(oneEffect, "effect.cumulative.value")
                + number(otherEffect, "effect.cumulative.value"))
        .isCloseTo(joint, within(250_000.0));
  }

  @Test
  void initiativesThatBeganTogetherCannotBeToldApart() {
    teams().tell(topic, tenant);
    has("training", start, team("billing"));

    effect(has("tooling", start, team("billing")))
        .body("effect.verdict", equalTo("cannot-tell"))
        .body("effect.checks.find { it.name == 'separable' }.result", equalTo("failed"));
  }

  @Test
  void severalTeamsAreJudgedTogetherAndEach() {
    new TeamDays(90, 23)
        .team("billing", new TeamDays.Step(start, TRUTH))
        .team("sales", new TeamDays.Step(start, TRUTH))
        .team("refunds")
        .team("orders")
        .tell(topic, tenant);

    ValidatableResponse answer =
        effect(has("content", start, "[{\"team\": \"billing\"}, {\"team\": \"sales\"}]"));

    answer
        .body("effect.verdict", equalTo("lowered"))
        .body("controls.team", containsInAnyOrder("refunds", "orders"))
        .body("scopes.scope.team", contains("billing", "sales"))
        .body("scopes.effect.verdict", contains("lowered", "lowered"))
        .body("summary", containsString("2 scopes"));
    assertThat(number(answer.extract().jsonPath(), "effect.average.value"))
        .isCloseTo(TRUTH, within(6_000.0));
  }

  @Test
  void theLastDayThatCountsCanBeNamed() {
    teams().tell(topic, tenant);
    String id = has("training", start, team("billing"));

    tenant
        .gets("/v1/initiatives/" + id + "/effect?until=" + start.plusDays(19))
        .statusCode(200)
        .body("effect.daysAfter", equalTo(20));
    tenant
        .gets("/v1/initiatives/" + id + "/effect?until=" + start.minusDays(1))
        .statusCode(400)
        .body("errors[0].pointer", equalTo("until"));
    tenant.gets("/v1/initiatives/" + id + "/effect?until=soon").statusCode(400);
  }

  @Test
  void whatSuchInitiativesDidIsKnownTheNextTime() {
    teams().tell(topic, tenant);
    tenant
        .gets("/v1/effects?kind=training&metric=resolution-time")
        .statusCode(200)
        .body("next", nullValue())
        .body("effects.size()", equalTo(0));
    String id = has("training", start, team("billing"));
    has("training", today().minusDays(3), team("orders"));

    ValidatableResponse answer =
        tenant.gets("/v1/effects?kind=training&metric=resolution-time").statusCode(200);

    answer
        .body("next.n", equalTo(1))
        .body("effects.initiative", contains(id))
        .body("effects[0].verdict", equalTo("lowered"))
        .body("summary", containsString("1 initiative of the kind training"));
    JsonPath json = answer.extract().jsonPath();
    assertThat(number(json, "next.mean")).isCloseTo(TRUTH, within(6_000.0));
    assertThat(number(json, "next.sd")).isPositive();
    Tenant.anew()
        .gets("/v1/effects?kind=training&metric=resolution-time")
        .body("effects.size()", equalTo(0));
    tenant.gets("/v1/effects?kind=magic&metric=resolution-time").statusCode(400);
    tenant
        .gets("/v1/effects?kind=training")
        .statusCode(400)
        .body("errors[0].pointer", equalTo("metric"));
  }

  @Test
  void aChangedInitiativeIsMeasuredAnew() {
    teams().tell(topic, tenant);
    String id = has("training", start, team("billing"));
    effect(id).body("effect.verdict", equalTo("lowered"));
    has("tooling", start, team("billing"));

    tenant
        .asks()
        .contentType("application/merge-patch+json")
        .header("If-Match", "\"1\"")
        .body("{\"scopes\": [{\"team\": \"sales\"}]}")
        .patch("/v1/initiatives/" + id)
        .then()
        .statusCode(200);

    tenant
        .gets("/v1/effects?kind=training&metric=resolution-time")
        .body("effects[0].verdict", equalTo("no-effect-found"))
        .body("next.n", equalTo(1));
  }
}
