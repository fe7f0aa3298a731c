package dev.steadfast.goals.goal;

import static dev.steadfast.goals.testing.Requests.resolutionTime;
import static dev.steadfast.goals.testing.Requests.today;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.steadfast.contracts.Topics;
import dev.steadfast.goals.testing.Tenant;
import dev.steadfast.platform.testing.EventsTopic;
import dev.steadfast.platform.testing.ServiceBackends;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
    value = ServiceBackends.class,
    initArgs = @ResourceArg(name = "service", value = "goals"),
    restrictToAnnotatedClass = false)
class GoalResourceIT {
  private static final String REVISION =
      "\"revision\": {\"kind\": \"too-easy\", \"reason\": \"Half of it came in a week.\"}";

  private final Tenant tenant = Tenant.anew();

  @Test
  void aGoalBeginsAsADraft() {
    tenant
        .posts("/v1/goals", resolutionTime("billing"))
        .statusCode(201)
        .header("ETag", "\"1\"")
        .header("Location", matchesPattern("/v1/goals/[0-9a-f-]{36}"))
        .body("state", equalTo("draft"))
        .body("scope.team", equalTo("billing"))
        .body("target.unit", equalTo("ms"))
        .body("target.direction", equalTo("lower"))
        .body("target.aggregation", equalTo("median"))
        .body("target.baseline.value", equalTo(200000))
        .body("target.levels.commit", equalTo(150000))
        .body("createdBy", equalTo("test-key"))
        .body("standing", nullValue());
  }

  @Test
  void whatWasCreatedIsRead() {
    String goal = tenant.hasDraft(resolutionTime("billing"));

    tenant
        .gets("/v1/goals/" + goal)
        .statusCode(200)
        .header("ETag", "\"1\"")
        .body("id", equalTo(goal))
        .body("title", equalTo("Faster in billing"));
  }

  @Test
  void aRepeatedRequestIsDoneOnce() {
    var first = creates("once", resolutionTime("billing"));
    var second = creates("once", resolutionTime("billing"));

    assertThat(second.statusCode()).isEqualTo(201);
    assertThat(second.<String>path("id")).isEqualTo(first.path("id"));
    assertThat(second.header("Location")).isEqualTo(first.header("Location"));
    assertThat(second.header("ETag")).isEqualTo(first.header("ETag"));
    tenant.gets("/v1/goals").body("items.size()", equalTo(1));
  }

  private io.restassured.response.Response creates(String key, String body) {
    return tenant
        .asks()
        .header("Idempotency-Key", key)
        .contentType("application/json")
        .body(body)
        .post("/v1/goals");
  }

  @Test
  void aMergePatchChangesWhatItNames() {
    String goal = tenant.hasDraft(resolutionTime("billing"));

    tenant
        .patches(
            goal,
            "\"1\"",
            """
            {"title": "Slower", "description": "why", "target": {"levels": {"stretch": null, "target": "PT2M"}}}
            """)
        .statusCode(200)
        .header("ETag", "\"2\"")
        .body("title", equalTo("Slower"))
        .body("target.levels.target", equalTo(120000))
        .body("target.levels.commit", equalTo(150000))
        .body("target.levels.stretch", nullValue());

    tenant
        .gets("/v1/goals/" + goal + "/revisions")
        .body("items.size()", equalTo(1))
        .body(
            "items[0].changes.field",
            contains("/description", "/target/levels/stretch", "/target/levels/target", "/title"))
        .body("items[0].changes[2].before", equalTo(100000))
        .body("items[0].changes[2].after", equalTo(120000))
        .body("items[0].by", equalTo("test-key"));
  }

  @Test
  void aPatchThatChangesNothingIsNoRevision() {
    String goal = tenant.hasDraft(resolutionTime("billing"));

    tenant
        .patches(goal, "\"1\"", "{\"title\": \"Faster in billing\"}")
        .statusCode(200)
        .header("ETag", "\"1\"");

    tenant.gets("/v1/goals/" + goal + "/revisions").body("items.size()", equalTo(0));
  }

  @Test
  void anActiveGoalMovesOnlyWithAReason() {
    String goal = tenant.hasActive(resolutionTime("billing"));

    tenant
        .patches(goal, "\"2\"", "{\"target\": {\"levels\": {\"target\": 90000}}}")
        .statusCode(422)
        .body("code", equalTo("rule-violated"))
        .body("errors[0].pointer", equalTo("/revision"));
    tenant
        .patches(goal, "\"2\"", "{\"target\": {\"levels\": {\"target\": 90000}}, " + REVISION + "}")
        .statusCode(200)
        .header("ETag", "\"3\"")
        .body("standing", notNullValue());
    tenant
        .gets("/v1/goals/" + goal + "/revisions")
        .body("items[0].kind", equalTo("too-easy"))
        .body("items[0].reason", equalTo("Half of it came in a week."));
  }

  @Test
  void anActiveGoalIsRenamedWithoutAReason() {
    String goal = tenant.hasActive(resolutionTime("billing"));

    tenant.patches(goal, "\"2\"", "{\"title\": \"Other\"}").statusCode(200);
  }

  @Test
  void activatingMeasuresAtOnce() {
    String goal = tenant.hasDraft(resolutionTime("billing"));

    tenant
        .asks()
        .post("/v1/goals/" + goal + ":activate")
        .then()
        .statusCode(200)
        .header("ETag", "\"2\"")
        .body("state", equalTo("active"))
        .body("standing.status", equalTo("no-data"))
        .body("standing.verdict.outcome", equalTo("no-data"))
        .body("standing.reached", equalTo("none"))
        .body("standing.value", nullValue());
  }

  @Test
  void closingFreezesTheVerdict() {
    String goal =
        tenant.hasActive(resolutionTime("billing", today().minusDays(30), today().minusDays(2)));

    tenant
        .posts("/v1/goals/" + goal + ":close", "{}")
        .statusCode(200)
        .body("state", equalTo("closed"))
        .body("closing.verdict", equalTo("no-data"))
        .body("closing.by", equalTo("test-key"));
  }

  @Test
  void abandoningNeedsAReason() {
    String goal = tenant.hasActive(resolutionTime("billing"));

    tenant
        .posts("/v1/goals/" + goal + ":close", "{\"outcome\": \"abandoned\"}")
        .statusCode(422)
        .body("errors[0].pointer", equalTo("/reason"));
    tenant
        .posts(
            "/v1/goals/" + goal + ":close",
            "{\"outcome\": \"abandoned\", \"reason\": \"The team was dissolved.\"}")
        .statusCode(200)
        .body("closing.verdict", equalTo("abandoned"))
        .body("closing.reason", equalTo("The team was dissolved."));
  }

  @Test
  void closingBeforeTheEndNeedsAReason() {
    String goal = tenant.hasActive(resolutionTime("billing"));

    tenant
        .posts("/v1/goals/" + goal + ":close", "{}")
        .statusCode(422)
        .body("errors[0].pointer", equalTo("/reason"));
  }

  @Test
  void aDraftIsDeleted() {
    String goal = tenant.hasDraft(resolutionTime("billing"));

    tenant.asks().delete("/v1/goals/" + goal).then().statusCode(204);
    tenant.gets("/v1/goals/" + goal).statusCode(404);
  }

  @Test
  void listsAreFilteredAndPagedNewestFirst() {
    String one = tenant.hasDraft(resolutionTime("one"));
    String two = tenant.hasActive(resolutionTime("two"));
    String three =
        tenant.hasDraft(
            """
            {"title": "Happier", "scope": {"team": "two", "channel": "chat"}, "tags": ["q4", "care"],
             "period": {"from": "2026-10-01", "to": "2026-12-31"},
             "target": {"metric": "csat", "baseline": {"value": 80}, "levels": {"target": 85}}}
            """);

    assertThat(ids("")).containsExactly(three, two, one);
    assertThat(ids("?state=draft")).containsExactly(three, one);
    assertThat(ids("?status=no-data")).containsExactly(two);
    assertThat(ids("?metric=csat")).containsExactly(three);
    assertThat(ids("?team=two")).containsExactly(three, two);
    assertThat(ids("?team=tw")).isEmpty();
    assertThat(ids("?tag=care")).containsExactly(three);
    String cursor =
        tenant
            .gets("/v1/goals?limit=2")
            .body("items.size()", equalTo(2))
            .extract()
            .path("nextCursor");
    assertThat(ids("?limit=2&cursor=" + cursor)).containsExactly(one);
    tenant.gets("/v1/goals?limit=2&cursor=" + cursor).body("nextCursor", nullValue());
  }

  private List<String> ids(String query) {
    return tenant.gets("/v1/goals" + query).statusCode(200).extract().path("items.id");
  }

  @Test
  void everyCommandIsTold() {
    String goal = tenant.hasActive(resolutionTime("billing"));
    tenant
        .patches(goal, "\"2\"", "{\"target\": {\"levels\": {\"target\": 90000}}, " + REVISION + "}")
        .statusCode(200);
    tenant.posts("/v1/goals/" + goal + "/check-ins", "{\"confidence\": 7}").statusCode(201);
    tenant
        .posts("/v1/goals/" + goal + ":close", "{\"outcome\": \"abandoned\", \"reason\": \"x\"}")
        .statusCode(200);

    try (EventsTopic events = new EventsTopic(Topics.GOAL_EVENTS)) {
      var told = events.beginning(goal, "created", "activated", "revised", "checked-in", "closed");

      assertThat(told).extracting(EventsTopic.Event::tenant).containsOnly(tenant.id().toString());
      assertThat(told.get(2).data().at("/fields/0").asText()).isEqualTo("target");
      assertThat(told.get(2).data().at("/reason").asText()).isEqualTo("Half of it came in a week.");
      assertThat(told.get(4).data().at("/verdict").asText()).isEqualTo("abandoned");
    }
  }

  @Test
  void anotherTenantSeesNothingAndChangesNothing() {
    String goal = tenant.hasDraft(resolutionTime("billing"));
    Tenant other = Tenant.anew();

    other.gets("/v1/goals/" + goal).statusCode(404);
    other.gets("/v1/goals/" + goal + "/revisions").statusCode(404);
    other.gets("/v1/goals/" + goal + "/check-ins").statusCode(404);
    other.gets("/v1/goals").body("items.size()", equalTo(0));
    other.patches(goal, "*", "{\"title\": \"Mine\"}").statusCode(404);
    other.asks().post("/v1/goals/" + goal + ":activate").then().statusCode(404);
    other.posts("/v1/goals/" + goal + ":close", "{}").statusCode(404);
    other.posts("/v1/goals/" + goal + "/check-ins", "{\"note\": \"x\"}").statusCode(404);
    other.asks().delete("/v1/goals/" + goal).then().statusCode(404);
    tenant
        .gets("/v1/goals/" + goal)
        .body("version", equalTo(1))
        .body("title", not(equalTo("Mine")))
        .body("state", equalTo("draft"));
  }

  @Test
  void theDocumentNamesEveryOperation() {
    io.restassured.RestAssured.given()
        .get("/q/openapi?format=json")
        .then()
        .statusCode(200)
        .body("openapi", matchesPattern("3\\.1\\..*"))
        .body("paths.'/v1/goals'.post.operationId", equalTo("createGoal"))
        .body("paths.'/v1/goals'.post.responses.keySet()", hasItem("422"))
        .body("paths.'/v1/goals/{id}:activate'.post.operationId", equalTo("activateGoal"))
        .body("paths.'/v1/goals/{id}/check-ins'.post.tags", contains("Check-ins"))
        .body("paths.'/v1/goals/{id}'.patch.responses.keySet()", hasItem("428"));
  }

  @Test
  void readyOnceTheDatabaseAndTheConsumerAre() {
    org.awaitility.Awaitility.await()
        .untilAsserted(
            () ->
                io.restassured.RestAssured.given()
                    .get("/q/health/ready")
                    .then()
                    .statusCode(200)
                    .body("checks.name", hasItem("metric-days consumer")));
  }
}
