package dev.steadfast.goals.forecast;

import static dev.steadfast.goals.testing.Requests.today;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.contains;
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
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(
    value = ServiceBackends.class,
    initArgs = @ResourceArg(name = "service", value = "goals"),
    restrictToAnnotatedClass = false)
class WhatIfIT {
  private final Tenant tenant = Tenant.anew();
  private final MetricDaysTopic topic = new MetricDaysTopic();

  @AfterEach
  void close() {
    topic.close();
  }

  /** A goal of 28 days to come, well under where its metric has been. */
  private String goal() {
    return tenant.hasDraft(
        """
        {"title": "Faster in billing", "scope": {"team": "billing"}, "period": {"from": "%s", "to": "%s"},
         "target": {"metric": "resolution-time", "baseline": {"value": 200000},
           "levels": {"commit": 190000, "target": 175000, "stretch": 150000}}}
        """
            .formatted(today(), today().plusDays(27)));
  }

  private void history() {
    new TeamDays(90, 31)
        .team("billing")
        .team("sales", new TeamDays.Step(today().minusDays(30), -30_000))
        .team("refunds")
        .team("orders")
        .tell(topic, tenant);
  }

  private String planned(String kind, LocalDate start, String amount) {
    return tenant
        .posts(
            "/v1/initiatives",
            """
            {"title": "Planned", "kind": "%s", "start": "%s", "scopes": [{"team": "billing"}],
             "expectedEffect": {"metric": "resolution-time"%s}}
            """
                .formatted(kind, start, amount))
        .statusCode(201)
        .extract()
        .path("id");
  }

  private ValidatableResponse asked(String body) {
    return tenant.posts("/v1/forecasts/what-if", body);
  }

  private static double number(JsonPath json, String path) {
    return json.<Number>get(path).doubleValue();
  }

  @Test
  void anAddedInitiativeRaisesTheOddsTheMoreTheEarlierItStarts() {
    history();
    String goal = goal();

    ValidatableResponse answer =
        asked(
            """
            {"goal": "%s", "initiatives": [
              {"title": "Macros", "start": "%s", "amount": "-PT60S", "uncertainty": "PT5S"},
              {"title": "Late", "start": "%s", "amount": -60000, "uncertainty": 5000},
              {"title": "Too late", "start": "%s", "amount": -60000}]}
            """
                .formatted(goal, today(), today().plusDays(21), today().plusDays(40)));

    answer
        .statusCode(200)
        .body("cannotTell", nullValue())
        .body("planned.size()", equalTo(0))
        .body("changes.change", contains("added", "added", "added"))
        .body("changes.contribution.days", contains(28, 7, 0))
        .body("changes[0].contribution.source", equalTo("stated"))
        .body("changes[0].summary", containsString("With 'Macros' from " + today()))
        .body("window.to", equalTo(today().plusDays(27).toString()))
        .body("historyTo", equalTo(today().minusDays(1).toString()));
    JsonPath json = answer.extract().jsonPath();
    double now = number(json, "now.targetPercent");
    assertThat(now).isLessThan(20);
    assertThat(number(json, "changes[0].odds.targetPercent")).isGreaterThan(90);
    assertThat(number(json, "changes[1].odds.targetPercent"))
        .isLessThan(number(json, "changes[0].odds.targetPercent"))
        .isGreaterThanOrEqualTo(now);
    assertThat(number(json, "changes[2].odds.targetPercent")).isEqualTo(now);
    assertThat(number(json, "changes[0].contribution.move")).isCloseTo(-60_000, within(1e-6));
    assertThat(number(json, "changes[1].contribution.move")).isCloseTo(-15_000, within(1e-6));
    assertThat(number(json, "now.median") - number(json, "all.median"))
        .isCloseTo(75_000, within(6_000.0));
  }

  @Test
  void aPlannedInitiativeIsInTheOddsNowUnlessItIsDelayedOrLeftOut() {
    history();
    String goal = goal();
    String planned = planned("process", today().plusDays(1), ", \"amount\": -60000");

    ValidatableResponse delayed =
        asked(
            "{\"goal\": \"%s\", \"initiatives\": [{\"id\": \"%s\", \"start\": \"%s\"}]}"
                .formatted(goal, planned, today().plusDays(26)));
    ValidatableResponse without =
        asked("{\"goal\": \"%s\", \"without\": [\"%s\"]}".formatted(goal, planned));

    delayed
        .statusCode(200)
        .body("planned.id", contains(planned))
        .body("changes.change", contains("changed"))
        .body("changes[0].summary", containsString("instead of"));
    without.statusCode(200).body("changes.change", contains("left-out"));
    JsonPath json = delayed.extract().jsonPath();
    assertThat(number(json, "now.targetPercent")).isGreaterThan(90);
    assertThat(number(json, "changes[0].odds.targetPercent")).isLessThan(50);
    assertThat(number(json, "changes[0].differencePoints")).isLessThan(-40);
    assertThat(number(without.extract().jsonPath(), "all.targetPercent")).isLessThan(20);
  }

  @Test
  void withoutAnAmountWhatItsKindDidBeforeIsTaken() {
    history();
    String goal = goal();
    String body = "{\"goal\": \"%s\", \"initiatives\": [{\"kind\": \"training\"}]}".formatted(goal);

    asked(body)
        .statusCode(200)
        .body("changes[0].contribution.cannotTell", containsString("could be judged"))
        .body("changes[0].odds", nullValue())
        .body("changes[0].summary", containsString("cannot be told"));
    tenant
        .posts(
            "/v1/initiatives",
            """
            {"title": "Training", "kind": "training", "start": "%s", "scopes": [{"team": "sales"}],
             "expectedEffect": {"metric": "resolution-time"}}
            """
                .formatted(today().minusDays(30)))
        .statusCode(201);

    ValidatableResponse answer = asked(body);

    answer
        .body("changes[0].contribution.source", equalTo("measured"))
        .body("changes[0].contribution.measuredOf", equalTo(1))
        .body("changes[0].summary", containsString("as measured of 1 initiative"));
    JsonPath json = answer.extract().jsonPath();
    assertThat(number(json, "changes[0].contribution.amount")).isCloseTo(-30_000, within(6_000.0));
    assertThat(number(json, "changes[0].odds.targetPercent"))
        .isGreaterThan(number(json, "now.targetPercent") + 10);
  }

  @Test
  void whatHasBegunOrActsElsewhereCannotBeChanged() {
    history();
    String goal = goal();
    String begun = planned("process", today().minusDays(20), ", \"amount\": -60000");
    String elsewhere =
        tenant
            .posts(
                "/v1/initiatives",
                """
                {"title": "Elsewhere", "kind": "process", "start": "%s", "scopes": [{"team": "sales"}],
                 "expectedEffect": {"metric": "resolution-time", "amount": -1}}
                """
                    .formatted(today().plusDays(2)))
            .extract()
            .path("id");

    ValidatableResponse answer =
        asked(
            "{\"goal\": \"%s\", \"initiatives\": [{\"id\": \"%s\"}], \"without\": [\"%s\"]}"
                .formatted(goal, elsewhere, begun));

    answer
        .statusCode(200)
        // What began 20 days ago is nearly, but not quite, in the history.
        .body("planned.id", contains(begun))
        .body("changes[0].contribution.cannotTell", containsString("does not act on team=billing"))
        .body("changes[1].contribution.cannotTell", containsString("has begun on"));
    assertThat(number(answer.extract().jsonPath(), "planned[0].contribution.stillToCome"))
        .isCloseTo(1 / 21.0, within(1e-6));
  }

  @Test
  void withoutAChangeTheOddsAreThoseThatTheGoalShows() {
    // Given a part of the plan to come, a part that has just begun, and one that waits for others
    history();
    planned("process", today().minusDays(3), ", \"amount\": -30000, \"uncertainty\": 9000");
    String toCome = planned("tooling", today().plusDays(9), ", \"amount\": -5000");
    planned("content", today().plusDays(2), "");
    String goal = goal();
    tenant.asks().post("/v1/goals/" + goal + ":activate").then().statusCode(200);

    // When a planned initiative is changed to what it is
    JsonPath answer =
        asked("{\"goal\": \"%s\", \"initiatives\": [{\"id\": \"%s\"}]}".formatted(goal, toCome))
            .statusCode(200)
            .extract()
            .jsonPath();

    // Then
    JsonPath shown =
        tenant.gets("/v1/goals/" + goal + "/forecast").statusCode(200).extract().jsonPath();
    for (String odds : new String[] {"now", "all", "changes[0].odds"}) {
      for (String level : new String[] {"commit", "target", "stretch"}) {
        assertThat(number(answer, odds + "." + level + "Percent"))
            .as(odds + " of " + level)
            .isEqualTo(number(shown, "odds." + level));
      }
      assertThat(number(answer, odds + ".median")).isEqualTo(number(shown, "distribution.median"));
    }
    assertThat(number(shown, "odds.target")).isBetween(1.0, 99.0);
    assertThat(number(answer, "changes[0].differencePoints")).isZero();
    assertThat(number(answer, "calibration.factor")).isEqualTo(number(shown, "calibration.factor"));
    assertThat(answer.<String>get("calibration.reason"))
        .isEqualTo(shown.<String>get("calibration.reason"));
  }

  @Test
  void aGoalWithoutAHistoryCannotBeTold() {
    asked("{\"goal\": \"%s\", \"initiatives\": [{\"amount\": -1}]}".formatted(goal()))
        .statusCode(200)
        .body("cannotTell", containsString("at least 14 days with data; there are 0"))
        .body("now", nullValue());
  }

  @Test
  void aClosedGoalIsRefusedAndAForeignOneUnknown() {
    String goal = goal();
    String body = "{\"goal\": \"%s\", \"initiatives\": [{\"amount\": -1}]}".formatted(goal);
    Tenant.anew()
        .posts("/v1/forecasts/what-if", body)
        .statusCode(422)
        .body("errors.pointer", contains("/goal"));
    tenant.asks().post("/v1/goals/" + goal + ":activate").then().statusCode(200);
    tenant
        .posts("/v1/goals/" + goal + ":close", "{\"outcome\": \"abandoned\", \"reason\": \"x\"}")
        .statusCode(200);

    asked(body).statusCode(409).body("code", equalTo("goal-closed"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "initiatives": []                                        | /initiatives
          "initiatives": [null]                                    | /initiatives/0
          "initiatives": [{}]                                      | /initiatives/0
          "initiatives": [{"kind": "magic"}]                       | /initiatives/0/kind
          "initiatives": [{"amount": 1e999}]                       | /initiatives/0/amount
          "initiatives": [{"amount": 1, "uncertainty": -1}]        | /initiatives/0/uncertainty
          "initiatives": [{"kind": "other", "uncertainty": 1}]     | /initiatives/0/uncertainty
          "initiatives": [{"amount": 1, "start": "0001-01-01"}]    | /initiatives/0/start
          "initiatives": [{"id": "ID"}]                            | /initiatives/0/id
          "initiatives": [{"id": "ID"}, {"id": "ID"}]              | /initiatives/1/id
          "without": ["ID"]                                        | /without/0
          "without": [null]                                        | /without/0
          """)
  void aRuleThatIsBrokenIsNamed(String changes, String pointer) {
    String body =
        "{\"goal\": \"%s\", %s}"
            .formatted(goal(), changes.replace("ID", UUID.randomUUID().toString()));

    asked(body)
        .statusCode(422)
        .body("code", equalTo("rule-violated"))
        .body("errors.pointer", hasItem(pointer));
  }

  @Test
  void aBodyThatCannotBeReadIsRefused() {
    asked("null").statusCode(400);
    asked("{}").statusCode(422).body("errors.pointer", hasItem("/goal"));
    asked("{\"goal\": \"x\"}").statusCode(400).body("errors[0].pointer", equalTo("/goal"));
  }
}
