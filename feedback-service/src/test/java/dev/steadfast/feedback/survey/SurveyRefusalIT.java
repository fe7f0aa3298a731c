package dev.steadfast.feedback.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import dev.steadfast.feedback.FeedbackBackends;
import dev.steadfast.feedback.Tenant;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(FeedbackBackends.class)
class SurveyRefusalIT {
  private final Tenant tenant = new Tenant();

  @Test
  void everythingThatIsWrongIsToldWithItsPlace() {
    tenant
        .withJson(
            Map.of(
                "title", " ",
                "language", "not a language",
                "scale", "csat-9",
                "invite", Map.of("expiresAfterDays", 0, "when", "never", "teams", List.of(""))))
        .post("/v1/surveys")
        .then()
        .statusCode(422)
        .contentType("application/problem+json")
        .body("code", equalTo("rule-violated"))
        .body(
            "errors.pointer",
            contains(
                "/title",
                "/question",
                "/language",
                "/scale",
                "/invite/when",
                "/invite/expiresAfterDays",
                "/invite/teams/0"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[]",
        "{\"title\": 1, \"titel\": 2}",
        "{\"title\": \"a\", \"title\": \"b\"}",
        "{\"invite\": {\"delayMinutes\": 1.5}}",
        "{\"invite\": \"resolved\"}",
        "{} {}"
      })
  void jsonThatWouldBeHalfUnderstoodIsRefused(String body) {
    tenant
        .withJson(body)
        .post("/v1/surveys")
        .then()
        .statusCode(400)
        .body("code", equalTo("malformed-json"));
  }

  @Test
  void nullAndNoBodyAreRefusedClearly() {
    tenant.withJson("null").post("/v1/surveys").then().statusCode(422);
    assertThat(tenant.with().contentType(ContentType.JSON).post("/v1/surveys").statusCode())
        .isBetween(400, 422);
    tenant
        .with()
        .contentType("text/plain")
        .body("x")
        .post("/v1/surveys")
        .then()
        .statusCode(415)
        .body("code", equalTo("unsupported-media-type"));
  }

  @Test
  void textsThatCannotBeStoredAreRefused() {
    tenant
        .withJson("{\"title\": \"a\\u0000b\", \"scale\": \"nps\", \"question\": \"half \\ud800\"}")
        .post("/v1/surveys")
        .then()
        .statusCode(422)
        .body("errors.pointer", contains("/title", "/question"));
  }

  @ParameterizedTest
  @CsvSource({
    "limit=0, invalid-parameter",
    "limit=501, invalid-parameter",
    "limit=many, invalid-parameter",
    "active=perhaps, invalid-parameter",
    "cursor=%21%21, invalid-cursor",
    "cursor=YWJj, invalid-cursor"
  })
  void badParametersAreRefused(String query, String code) {
    tenant
        .with()
        .urlEncodingEnabled(false)
        .get("/v1/surveys?" + query)
        .then()
        .statusCode(400)
        .body("code", equalTo(code));
  }

  @Test
  void unknownAndMalformedIdsAreNotFound() {
    tenant.with().get("/v1/surveys/" + UUID.randomUUID()).then().statusCode(404);
    tenant
        .with()
        .get("/v1/surveys/not-an-id")
        .then()
        .statusCode(404)
        .body("code", equalTo("not-found"));
  }

  @Test
  void scopesAreRequired() {
    RestAssured.given().get("/v1/surveys").then().statusCode(401);
    tenant.withScopes("goals:read").get("/v1/surveys").then().statusCode(403);
    tenant.withScopes("feedback:write").get("/v1/surveys").then().statusCode(403);
    tenant
        .withScopes("feedback:read")
        .contentType(ContentType.JSON)
        .body("{}")
        .post("/v1/surveys")
        .then()
        .statusCode(403)
        .body("code", equalTo("forbidden"));
    Tenant.inPublic().get("/v1/surveys").then().statusCode(403);
  }
}
