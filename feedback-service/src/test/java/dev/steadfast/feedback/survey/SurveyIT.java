package dev.steadfast.feedback.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.steadfast.feedback.FeedbackBackends;
import dev.steadfast.feedback.Tenant;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(FeedbackBackends.class)
class SurveyIT {
  private final Tenant tenant = new Tenant();

  private void patch(String id, @Nullable String ifMatch, String body, int status, String code) {
    var request = tenant.with().contentType("application/merge-patch+json").body(body);
    if (ifMatch != null) {
      request.header("If-Match", ifMatch);
    }
    request
        .patch("/v1/surveys/" + id)
        .then()
        .statusCode(status)
        .body("code", equalTo(code))
        .body("traceId", notNullValue());
  }

  @Test
  void aDefinedSurveyIsReadBackWithItsDefaults() {
    Response created =
        tenant
            .withJson(Map.of("title", "T", "scale", "csat-5", "question", "How was it?"))
            .post("/v1/surveys");

    created
        .then()
        .statusCode(201)
        .header("ETag", "\"0\"")
        .body("language", equalTo("en"))
        .body("active", equalTo(true))
        .body("invite.when", equalTo("resolved"))
        .body("invite.delayMinutes", equalTo(0))
        .body("invite.expiresAfterDays", equalTo(14))
        .body("invite.teams", empty())
        .body("commentQuestion", nullValue());
    tenant
        .with()
        .get(created.header("Location").replaceFirst("^https?://[^/]+", ""))
        .then()
        .statusCode(200)
        .body("", equalTo(created.jsonPath().getMap("")));
  }

  @Test
  void anUnchangedSurveyIsNotSentAgain() {
    String id = tenant.survey();

    tenant.with().header("If-None-Match", "\"0\"").get("/v1/surveys/" + id).then().statusCode(304);
    tenant.with().header("If-None-Match", "\"7\"").get("/v1/surveys/" + id).then().statusCode(200);
  }

  @Test
  void aRepeatedRequestWithItsKeyIsDoneOnce() {
    Map<String, Object> body = Map.of("title", "T", "scale", "nps", "question", "Q?");

    Response first = tenant.withJson(body).header("Idempotency-Key", "once").post("/v1/surveys");
    Response second = tenant.withJson(body).header("Idempotency-Key", "once").post("/v1/surveys");

    assertThat(second.statusCode()).isEqualTo(201);
    assertThat(second.header("ETag")).isEqualTo(first.header("ETag"));
    assertThat(second.jsonPath().getMap("")).isEqualTo(first.jsonPath().getMap(""));
    tenant.with().get("/v1/surveys").then().body("items", hasSize(1));
    tenant
        .withJson(Map.of("title", "Other", "scale", "nps", "question", "Q?"))
        .header("Idempotency-Key", "once")
        .post("/v1/surveys")
        .then()
        .statusCode(422)
        .body("code", equalTo("idempotency-key-reused"));
  }

  @Test
  void aPatchChangesWhatItNamesAndGrowsTheVersion() {
    String id = tenant.survey(Map.of("thankYou", "Thanks!", "invite", Map.of("delayMinutes", 30)));

    tenant
        .with()
        .contentType("application/merge-patch+json")
        .header("If-Match", "\"0\"")
        .body("{\"active\": false, \"thankYou\": null, \"invite\": {\"teams\": [\"Billing\"]}}")
        .patch("/v1/surveys/" + id)
        .then()
        .statusCode(200)
        .header("ETag", "\"1\"")
        .body("active", equalTo(false))
        .body("thankYou", nullValue())
        .body("title", equalTo("After each resolution"))
        .body("invite.teams", contains("Billing"))
        .body("invite.delayMinutes", equalTo(30));
    tenant.with().get("/v1/surveys/" + id).then().header("ETag", "\"1\"");
  }

  @Test
  void aPatchNeedsTheVersionThatWasRead() {
    String id = tenant.survey();

    patch(id, null, "{\"title\": \"New\"}", 428, "version-required");
    patch(id, "\"5\"", "{\"title\": \"New\"}", 412, "stale-version");
    patch(id, "\"0\"", "{\"title\": null}", 422, "rule-violated");
    patch(id, "\"0\"", "{\"titel\": \"New\"}", 400, "malformed-json");
    patch(id, "\"0\"", "[1]", 422, "rule-violated");
    tenant.with().get("/v1/surveys/" + id).then().body("version", equalTo(0));
  }

  @Test
  void theScaleStaysForTheLifeOfTheSurvey() {
    String id = tenant.survey();

    patch(id, "\"0\"", "{\"scale\": \"nps\"}", 422, "rule-violated");
  }

  @Test
  void listsArePagedInStableOrder() {
    List<String> defined = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      defined.add(tenant.survey(Map.of("title", "Survey " + i, "active", i % 2 == 0)));
    }

    List<String> seen = new ArrayList<>();
    String cursor = "";
    do {
      JsonPath page =
          tenant
              .with()
              .queryParam("limit", 2)
              .queryParam("cursor", cursor)
              .get("/v1/surveys")
              .jsonPath();
      seen.addAll(page.getList("items.id"));
      cursor = page.getString("nextCursor");
    } while (cursor != null);

    assertThat(seen).containsExactlyElementsOf(defined);
    tenant.with().get("/v1/surveys?active=false").then().body("items", hasSize(2));
  }

  @Test
  void anotherTenantsSurveyDoesNotExist() {
    String id = tenant.survey();
    Tenant other = new Tenant();

    other.with().get("/v1/surveys").then().body("items", empty());
    other.with().get("/v1/surveys/" + id).then().statusCode(404);
    other.with().get("/v1/surveys/" + id + "/results").then().statusCode(404);
    other
        .withJson("{\"title\": \"Mine\"}")
        .header("If-Match", "*")
        .patch("/v1/surveys/" + id)
        .then()
        .statusCode(404);
    other
        .withJson(Map.of("surveyId", id, "system", "s", "subject", "1"))
        .post("/v1/invitations")
        .then()
        .statusCode(422);
    tenant.with().get("/v1/surveys/" + id).then().body("version", equalTo(0));
  }

  @Test
  void theServiceIsReadyOnceItReadsResolutions() {
    Awaitility.await()
        .untilAsserted(
            () ->
                RestAssured.given()
                    .get("/q/health/ready")
                    .then()
                    .statusCode(200)
                    .body("checks.name", hasItem("consumer of interactions")));
  }
}
