package dev.steadfast.metrics.sla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.steadfast.metrics.testing.Sending;
import dev.steadfast.platform.testing.ServiceBackends;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
    value = ServiceBackends.class,
    initArgs = @ResourceArg(name = "service", value = "metrics"))
class SlaPolicyIT {
  private static final String GOLD =
      """
      {"name": "Gold", "position": 10, "conditions": {"priority": ["high", "urgent"]},
       "targets": [{"kind": "first-response", "limit": "PT4H", "limitByPriority": {"urgent": "PT1H"}},
                   {"kind": "resolution", "limit": "P3D"}]}""";

  private final Sending sending = new Sending(UuidCreator.getTimeOrderedEpoch());

  private Response post(String address, String body) {
    return sending.request().contentType("application/json").body(body).post(address);
  }

  private String created(String address, String body) {
    return post(address, body).then().statusCode(201).extract().path("id");
  }

  private ValidatableResponse patch(String policy, String tag, String body) {
    return sending
        .request()
        .contentType("application/merge-patch+json")
        .header("If-Match", tag)
        .body(body)
        .patch("/v1/sla-policies/" + policy)
        .then();
  }

  private ValidatableResponse get(String policy) {
    return sending.request().get("/v1/sla-policies/" + policy).then();
  }

  @Test
  void aPolicyIsKeptWithEachOfItsVersions() {
    // Given
    String policy = created("/v1/sla-policies", GOLD);

    // When
    patch(
            policy,
            "\"1\"",
            "{\"name\": \"Gold plus\", \"validFrom\": \"2030-01-01T00:00:00+02:00\"}")
        .statusCode(200)
        .header("ETag", equalTo("\"2\""));
    patch(policy, "\"2\"", "{\"conditions\": {\"team\": [\"billing\"], \"priority\": null}}")
        .statusCode(200);

    // Then
    get(policy)
        .statusCode(200)
        .header("ETag", equalTo("\"3\""))
        .body("name", equalTo("Gold plus"))
        .body("conditions.team", contains("billing"))
        .body("conditions.priority", nullValue())
        .body("targets[0].limitByPriority.urgent", equalTo("PT1H"))
        .body("versions.version", contains(3, 2, 1))
        .body("versions[1].validFrom", equalTo("2029-12-31T22:00:00Z"))
        .body("versions[0].validUntil", nullValue())
        .body("versions[2].policy.name", equalTo("Gold"))
        .body("versions[2].validUntil", notNullValue());
    patch(policy, "\"3\"", "{\"name\": \"Gold plus\"}").header("ETag", equalTo("\"3\""));
  }

  @Test
  void aPolicyThatIsToBeginDoesNotBeginSinceItIsChanged() {
    // Given
    String policy =
        created(
            "/v1/sla-policies",
            GOLD.replaceFirst("\\{", "{\"validFrom\": \"2030-01-01T00:00:00Z\","));

    // When
    patch(policy, "\"1\"", "{\"name\": \"Gold from 2030 on\"}").statusCode(200);

    // Then
    get(policy)
        .body("versions[0].version", equalTo(2))
        .body("versions[0].validFrom", equalTo("2030-01-01T00:00:00Z"));
  }

  @Test
  void policiesAreListedInTheOrderInWhichTheyApply() {
    // Given
    for (int position : new int[] {30, 10, 20, 10, 0}) {
      created("/v1/sla-policies", GOLD.replace("\"position\": 10", "\"position\": " + position));
    }

    // When
    List<Integer> positions = new ArrayList<>();
    String cursor = "";
    do {
      JsonPath page =
          sending
              .request()
              .queryParam("limit", 2)
              .queryParam("cursor", cursor)
              .get("/v1/sla-policies")
              .jsonPath();
      positions.addAll(page.getList("items.position"));
      cursor = page.getString("nextCursor");
    } while (cursor != null);

    // Then
    assertThat(positions).containsExactly(0, 10, 10, 20, 30);
  }

  @Test
  void theSameKeyMakesOnePolicy() {
    // When
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      ids.add(
          sending
              .request()
              .contentType("application/json")
              .header("Idempotency-Key", "once")
              .body(GOLD)
              .post("/v1/sla-policies")
              .then()
              .statusCode(201)
              .header("Location", containsString("/v1/sla-policies/"))
              .extract()
              .path("id"));
    }

    // Then
    assertThat(ids.getFirst()).isEqualTo(ids.getLast());
  }

  @Test
  void aPolicyWithoutAPositionIsToldThatItNeedsOne() {
    post("/v1/sla-policies", GOLD.replace("\"position\": 10,", ""))
        .then()
        .statusCode(422)
        .body("errors.pointer", contains("/position"))
        .body("errors[0].detail", equalTo("is required"));
  }

  @Test
  void everythingThatIsWrongIsSaidAtOnce() {
    post(
            "/v1/sla-policies",
            """
            {"name": " ", "position": -1, "validFrom": "1969-12-31T00:00:00Z", "conditions": {"team": ["a", ""]},
             "targets": [
               {"kind": "first-reply", "limit": "PT1H"},
               {"kind": "resolution"},
               {"kind": "resolution", "limit": "PT30S", "limitByPriority": {"a/b": "soon"}},
               {"kind": "agent-work", "limit": "PT1H", "clock": "business"}]}""")
        .then()
        .statusCode(422)
        .body(
            "errors.pointer",
            containsInAnyOrder(
                "/name",
                "/position",
                "/validFrom",
                "/conditions/team/1",
                "/targets/0/kind",
                "/targets/1/limit",
                "/targets/2/kind",
                "/targets/2/limit",
                "/targets/2/limitByPriority/a~1b",
                "/targets/3/scheduleId"));
    post("/v1/sla-policies", "{\"name\": \"None\", \"position\": 1, \"targets\": []}")
        .then()
        .statusCode(422)
        .body("errors.pointer", contains("/targets"));
    post("/v1/sla-policies", "{\"colour\": 1}").then().statusCode(400);
  }

  @Test
  void aChangeNeedsTheVersionThatWasRead() {
    // Given
    String policy = created("/v1/sla-policies", GOLD);

    // Then
    patch(policy, "\"7\"", "{\"position\": 3}").statusCode(412);
    patch(policy, "\"1\"", "[]").statusCode(400);
    patch(policy, "\"1\"", "{\"targets\": null}").statusCode(422);
    sending
        .request()
        .contentType("application/merge-patch+json")
        .body("{}")
        .patch("/v1/sla-policies/" + policy)
        .then()
        .statusCode(428);
  }

  @Test
  void aScheduleThatAPolicyGoesByStaysUntilThePolicyIsGone() {
    // Given
    String schedule =
        created(
            "/v1/schedules",
            """
            {"name": "Office", "zone": "Europe/Berlin",
             "versions": [{"hours": {"monday": [{"from": "09:00", "to": "17:00"}]}}]}""");
    String policy =
        created(
            "/v1/sla-policies",
            """
            {"name": "By hours", "position": 1,
             "targets": [{"kind": "resolution", "limit": "PT8H", "clock": "business", "scheduleId": "%s"}]}"""
                .formatted(schedule));

    // Then
    sending
        .request()
        .delete("/v1/schedules/" + schedule)
        .then()
        .statusCode(409)
        .body("detail", endsWith("sla-policy " + policy + "."));
    sending.request().delete("/v1/sla-policies/" + policy).then().statusCode(204);
    get(policy).statusCode(404);
    sending.request().delete("/v1/schedules/" + schedule).then().statusCode(204);
    post(
            "/v1/sla-policies",
            """
            {"name": "By hours", "position": 1,
             "targets": [{"kind": "resolution", "limit": "PT8H", "clock": "business", "scheduleId": "%s"}]}"""
                .formatted(schedule))
        .then()
        .statusCode(422)
        .body("errors.pointer", contains("/targets/0/scheduleId"));
  }

  @Test
  void policiesOfOthersAreNotThere() {
    // Given
    String policy = created("/v1/sla-policies", GOLD);
    Sending stranger = new Sending(UuidCreator.getTimeOrderedEpoch());

    // Then
    stranger.request().get("/v1/sla-policies").then().body("items", hasSize(0));
    stranger.request().get("/v1/sla-policies/" + policy).then().statusCode(404);
    stranger.request().delete("/v1/sla-policies/" + policy).then().statusCode(404);
    stranger
        .request()
        .contentType("application/merge-patch+json")
        .header("If-Match", "*")
        .body("{}")
        .patch("/v1/sla-policies/" + policy)
        .then()
        .statusCode(404);
    get(policy).statusCode(200);
  }
}
