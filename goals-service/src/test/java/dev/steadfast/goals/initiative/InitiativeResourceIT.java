package dev.steadfast.goals.initiative;

import static dev.steadfast.goals.testing.Requests.resolutionTime;
import static dev.steadfast.goals.testing.Requests.today;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import dev.steadfast.goals.testing.Tenant;
import dev.steadfast.platform.testing.ServiceBackends;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(
    value = ServiceBackends.class,
    initArgs = @ResourceArg(name = "service", value = "goals"),
    restrictToAnnotatedClass = false)
class InitiativeResourceIT {
  private static final String MACROS =
      """
      {"title": "Macros", "kind": "tooling", "start": "2026-10-05", "scopes": [{"team": "billing"}, {"team": "sales"}],
       "expectedEffect": {"metric": "resolution-time", "amount": "-PT4H", "uncertainty": "PT2H"}}
      """;

  private final Tenant tenant = Tenant.anew();

  private String has(String body) {
    return tenant.posts("/v1/initiatives", body).statusCode(201).extract().path("id");
  }

  private ValidatableResponse patches(String id, String tag, String body) {
    return tenant
        .asks()
        .contentType("application/merge-patch+json")
        .header("If-Match", tag)
        .body(body)
        .patch("/v1/initiatives/" + id)
        .then();
  }

  private static String training(String start, String end) {
    return """
        {"title": "T", "kind": "training", "start": "%s", "end": "%s", "expectedEffect": {"metric": "csat"}}
        """
        .formatted(start, end);
  }

  @Test
  void whatWasNotedIsRead() {
    String goal = tenant.hasDraft(resolutionTime("billing"));
    ValidatableResponse created =
        tenant.posts("/v1/initiatives", MACROS.replace("}}", "}, \"goals\": [\"" + goal + "\"]}"));

    created
        .statusCode(201)
        .header("ETag", "\"1\"")
        .header("Location", matchesPattern("/v1/initiatives/[0-9a-f-]{36}"));
    String id = created.extract().path("id");
    tenant
        .gets("/v1/initiatives/" + id)
        .statusCode(200)
        .header("ETag", "\"1\"")
        .body("title", equalTo("Macros"))
        .body("kind", equalTo("tooling"))
        .body("scopes.team", contains("billing", "sales"))
        .body("expectedEffect.amount", equalTo(-14_400_000))
        .body("expectedEffect.uncertainty", equalTo(7_200_000))
        .body("expectedEffect.unit", equalTo("ms"))
        .body("goals", contains(goal))
        .body("createdBy", equalTo("test-key"));
  }

  @Test
  void theWholeOrganisationHasItUnlessScopesAreNamed() {
    tenant
        .posts("/v1/initiatives", training(today().toString(), today().toString()))
        .statusCode(201)
        .body("scopes.size()", equalTo(1))
        .body("scopes[0].size()", equalTo(0))
        .body("status", equalTo("running"))
        .body("expectedEffect.amount", nullValue());
  }

  @Test
  void aRepeatedRequestIsDoneOnce() {
    List<String> ids =
        List.of(1, 2).stream()
            .map(
                time ->
                    tenant
                        .asks()
                        .header("Idempotency-Key", "once")
                        .contentType("application/json")
                        .body(MACROS)
                        .post("/v1/initiatives")
                        .<String>path("id"))
            .toList();

    assertThat(ids.getFirst()).isEqualTo(ids.getLast());
    tenant.gets("/v1/initiatives").body("items.size()", equalTo(1));
  }

  @Test
  void aListIsFilteredAndPaged() {
    String macros = has(MACROS);
    String past = has(training("2026-01-05", "2026-01-09"));
    String planned = has(training(today().plusDays(9).toString(), today().plusDays(9).toString()));

    tenant
        .gets("/v1/initiatives?kind=training")
        .body("items.id", contains(planned, past))
        .body("items.status", contains("planned", "ended"));
    tenant.gets("/v1/initiatives?status=planned").body("items.id", contains(planned));
    tenant.gets("/v1/initiatives?status=ended").body("items.id", contains(past));
    tenant.gets("/v1/initiatives?metric=resolution-time").body("items.id", contains(macros));
    tenant.gets("/v1/initiatives?scope=team=sales").body("items.id", contains(macros));
    tenant.gets("/v1/initiatives?scope=all&kind=training").body("items.size()", equalTo(2));
    String next =
        tenant
            .gets("/v1/initiatives?limit=2")
            .body("items.id", contains(planned, past))
            .extract()
            .path("nextCursor");
    tenant
        .gets("/v1/initiatives?limit=2&cursor=" + next)
        .body("items.id", contains(macros))
        .body("nextCursor", nullValue());
  }

  @Test
  void aMergePatchChangesWhatItNames() {
    String goal = tenant.hasDraft(resolutionTime("billing"));
    String id = has(MACROS);

    patches(
            id,
            "\"1\"",
            """
            {"start": "2026-10-12", "scopes": [{"team": "billing"}], "goals": ["%s"],
             "expectedEffect": {"amount": -60000, "uncertainty": null}}
            """
                .formatted(goal))
        .statusCode(200)
        .header("ETag", "\"2\"")
        .body("start", equalTo("2026-10-12"))
        .body("title", equalTo("Macros"))
        .body("scopes.team", contains("billing"))
        .body("expectedEffect.amount", equalTo(-60_000))
        .body("expectedEffect.uncertainty", nullValue());

    tenant.gets("/v1/initiatives?goal=" + goal).body("items.id", contains(id));
    patches(id, "\"2\"", "{\"title\": \"Macros\"}").statusCode(200).header("ETag", "\"2\"");
    patches(id, "\"1\"", "{\"title\": \"Late\"}").statusCode(412);
    patches(id, "\"2\"", "[1]").statusCode(400).body("code", equalTo("malformed-request"));
    patches(id, "\"2\"", "{\"kind\": \"magic\"}")
        .statusCode(422)
        .body("errors.pointer", contains("/kind"));
    tenant
        .asks()
        .contentType("application/merge-patch+json")
        .body("{}")
        .patch("/v1/initiatives/" + id)
        .then()
        .statusCode(428);
  }

  @Test
  void aGoalThatIsDeletedTakesItsLinkAlong() {
    String goal = tenant.hasDraft(resolutionTime("billing"));
    String id = has(MACROS.replace("}}", "}, \"goals\": [\"" + goal + "\"]}"));

    tenant.asks().delete("/v1/goals/" + goal).then().statusCode(204);

    tenant.gets("/v1/initiatives/" + id).body("goals.size()", equalTo(0));
    patches(id, "\"1\"", "{\"title\": \"Other\"}").statusCode(200);
  }

  @Test
  void aDeletedInitiativeIsGone() {
    String id = has(MACROS);

    tenant
        .asks()
        .header("If-Match", "\"7\"")
        .delete("/v1/initiatives/" + id)
        .then()
        .statusCode(412);
    tenant.asks().delete("/v1/initiatives/" + id).then().statusCode(204);

    tenant.gets("/v1/initiatives/" + id).statusCode(404).body("code", equalTo("not-found"));
    tenant.gets("/v1/initiatives/" + id + "/effect").statusCode(404);
  }

  @Test
  void anotherTenantHasNothingOfIt() {
    String id = has(MACROS);
    Tenant other = Tenant.anew();

    other.gets("/v1/initiatives/" + id).statusCode(404);
    other.gets("/v1/initiatives/" + id + "/effect").statusCode(404);
    other.gets("/v1/initiatives").body("items.size()", equalTo(0));
    other.asks().delete("/v1/initiatives/" + id).then().statusCode(404);
    other
        .asks()
        .contentType("application/merge-patch+json")
        .header("If-Match", "*")
        .body("{}")
        .patch("/v1/initiatives/" + id)
        .then()
        .statusCode(404);
    String goal = tenant.hasDraft(resolutionTime("billing"));
    other
        .posts("/v1/initiatives", MACROS.replace("}}", "}, \"goals\": [\"" + goal + "\"]}"))
        .statusCode(422)
        .body("errors.pointer", contains("/goals/0"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "title": "Macros"                    | "title": " "                             | /title
          "kind": "tooling"                    | "kind": "magic"                          | /kind
          "kind": "tooling"                    | "kind": null                             | /kind
          "start": "2026-10-05"                | "start": null                            | /start
          "start": "2026-10-05"                | "start": "1066-10-14"                    | /start
          "start": "2026-10-05"                | "start": "2026-10-05", "end": "2026-10-04" | /end
          {"team": "sales"}                    | {"team": "billing"}                      | /scopes/1
          {"team": "sales"}                    | {"channel": "email"}                     | /scopes/1
          {"team": "sales"}                    | {"colour": "red"}                        | /scopes/1/colour
          {"team": "sales"}                    | {"team": null}                           | /scopes/1/team
          {"team": "sales"}                    | null                                     | /scopes/1
          [{"team": "billing"}, {"team": "sales"}] | []                                   | /scopes
          [{"team": "billing"}, {"team": "sales"}] | [{"team": "a", "priority": "high"}]  | /scopes/0
          "resolution-time"                    | "luck"                                   | /expectedEffect/metric
          "resolution-time"                    | "csat"                                   | /expectedEffect/amount
          "resolution-time"                    | "resolution-time", "version": 9          | /expectedEffect/version
          "-PT4H"                              | 0                                        | /expectedEffect/amount
          "-PT4H"                              | 1e999                                    | /expectedEffect/amount
          "-PT4H"                              | null                                     | /expectedEffect/uncertainty
          "PT2H"                               | "-PT2H"                                  | /expectedEffect/uncertainty
          "title": "Macros"                    | "title": "M", "goals": [null]            | /goals/0
          """)
  void aRuleThatIsBrokenIsNamed(String was, String is, String pointer) {
    tenant
        .posts("/v1/initiatives", MACROS.replace(was, is))
        .statusCode(422)
        .body("code", equalTo("rule-violated"))
        .body("errors.pointer", hasItem(pointer));
    tenant.gets("/v1/initiatives").body("items.size()", equalTo(0));
  }

  @Test
  void aBodyThatCannotBeReadIsRefused() {
    tenant.posts("/v1/initiatives", "{\"title\": ").statusCode(400);
    tenant.posts("/v1/initiatives", "null").statusCode(400);
    tenant.posts("/v1/initiatives", "{}").statusCode(422).body("errors.size()", equalTo(4));
    tenant
        .posts("/v1/initiatives", MACROS.replace("\"kind\"", "\"sort\""))
        .statusCode(400)
        .body("errors[0].pointer", equalTo("/sort"));
    tenant
        .posts("/v1/initiatives", MACROS.replace("2026-10-05", "soon"))
        .statusCode(400)
        .body("errors[0].pointer", equalTo("/start"));
    tenant
        .posts("/v1/initiatives", MACROS.replace("\"M", "\"goals\": [\"x\"], \"title\": \"M"))
        .statusCode(400);
    tenant
        .posts(
            "/v1/initiatives",
            MACROS.replace("}}", "}, \"goals\": [\"" + UUID.randomUUID() + "\"]}"))
        .statusCode(422)
        .body("errors[0].detail", containsString("is no goal"));
  }

  @ParameterizedTest
  @CsvSource({
    "kind=magic, kind",
    "status=lost, status",
    "scope=colour=red, scope",
    "goal=x, goal",
    "limit=0, limit"
  })
  void aQueryThatMakesNoSenseIsRefused(String query, String parameter) {
    tenant
        .gets("/v1/initiatives?" + query)
        .statusCode(400)
        .body("code", equalTo("invalid-parameter"))
        .body("errors[0].pointer", equalTo(parameter));
  }

  @Test
  void aForeignCursorIsRefused() {
    tenant
        .gets("/v1/initiatives?cursor=eHl6")
        .statusCode(400)
        .body("code", equalTo("invalid-cursor"));
  }

  @Test
  void scopesAreNeeded() {
    tenant.with("metrics:read").get("/v1/initiatives").then().statusCode(403);
    tenant
        .with("goals:read")
        .contentType("application/json")
        .body(MACROS)
        .post("/v1/initiatives")
        .then()
        .statusCode(403);
  }
}
