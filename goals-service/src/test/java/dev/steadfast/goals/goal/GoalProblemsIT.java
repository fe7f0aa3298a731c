package dev.steadfast.goals.goal;

import static dev.steadfast.goals.testing.Requests.resolutionTime;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.steadfast.contracts.problem.ProblemCode;
import dev.steadfast.goals.testing.Tenant;
import dev.steadfast.launcher.embedded.Backends;
import dev.steadfast.platform.testing.InternalTokens;
import dev.steadfast.platform.testing.ServiceBackends;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Provokes every problem that this service answers with. */
@QuarkusTest
@QuarkusTestResource(
    value = ServiceBackends.class,
    initArgs = @ResourceArg(name = "service", value = "goals"),
    restrictToAnnotatedClass = false)
class GoalProblemsIT {
  private final Tenant tenant = Tenant.anew();

  private static ValidatableResponse refused(Response response, ProblemCode code) {
    return response
        .then()
        .statusCode(code.status())
        .contentType(startsWith("application/problem+json"))
        .body("code", equalTo(code.code()))
        .body("type", equalTo(code.type()))
        .body("status", equalTo(code.status()))
        .body("traceId", notNullValue());
  }

  private Response posting(String body) {
    return tenant.asks().contentType("application/json").body(body).post("/v1/goals");
  }

  @Test
  void unauthenticated() {
    refused(given().get("/v1/goals"), ProblemCode.UNAUTHENTICATED);
    refused(
        given().header("Authorization", "Bearer nonsense").get("/v1/goals"),
        ProblemCode.UNAUTHENTICATED);
    refused(
        given()
            .header(
                "Authorization",
                "Bearer " + InternalTokens.token("metrics-service", tenant.id(), "goals:read"))
            .get("/v1/goals"),
        ProblemCode.UNAUTHENTICATED);
  }

  @Test
  void forbidden() {
    refused(tenant.with("metrics:read").get("/v1/goals"), ProblemCode.FORBIDDEN);
    refused(
        tenant
            .with("goals:read")
            .contentType("application/json")
            .body(resolutionTime("billing"))
            .post("/v1/goals"),
        ProblemCode.FORBIDDEN);
  }

  @Test
  void notFound() {
    refused(tenant.asks().get("/v1/goals/" + UUID.randomUUID()), ProblemCode.NOT_FOUND);
    refused(tenant.asks().get("/v1/goals/not-an-id"), ProblemCode.NOT_FOUND);
    String goal = tenant.hasDraft(resolutionTime("billing"));
    refused(
        tenant.asks().get("/v1/goals/" + goal + "/check-ins/" + UUID.randomUUID()),
        ProblemCode.NOT_FOUND);
  }

  @Test
  void methodNotAllowed() {
    refused(tenant.asks().put("/v1/goals"), ProblemCode.METHOD_NOT_ALLOWED);
  }

  @Test
  void notAcceptable() {
    refused(tenant.asks().accept("image/png").get("/v1/goals"), ProblemCode.NOT_ACCEPTABLE);
  }

  @Test
  void unsupportedMediaType() {
    refused(
        tenant.asks().contentType("text/plain").body("x").post("/v1/goals"),
        ProblemCode.UNSUPPORTED_MEDIA_TYPE);
  }

  @Test
  void missingMediaType() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + "/v1/goals"))
            .header(
                "Authorization",
                "Bearer " + InternalTokens.token("goals-service", tenant.id(), "goals:write"))
            .POST(HttpRequest.BodyPublishers.ofString(resolutionTime("billing")))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());

      assertThat(answer.statusCode()).isEqualTo(415);
      assertThat(answer.body()).contains("unsupported-media-type");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"title\": ", "{\"title\": NaN}", "[]", "7", "null", ""})
  void malformedJson(String body) {
    refused(posting(body), ProblemCode.MALFORMED_JSON);
  }

  @Test
  void malformedJsonNamesTheField() {
    refused(posting("{\"title\": \"x\", \"colour\": \"red\"}"), ProblemCode.MALFORMED_JSON)
        .body("errors[0].pointer", equalTo("/colour"))
        .body("errors[0].detail", containsString("colour"));
    refused(posting("{\"target\": {\"levels\": {\"traget\": 1}}}"), ProblemCode.MALFORMED_JSON)
        .body("errors[0].pointer", equalTo("/target/levels/traget"));
    refused(posting("{\"period\": {\"from\": \"yesterday\"}}"), ProblemCode.MALFORMED_JSON)
        .body("errors[0].pointer", equalTo("/period/from"));
    refused(
            posting("{\"target\": {\"levels\": {\"target\": \"4 hours\"}}}"),
            ProblemCode.MALFORMED_JSON)
        .body("errors[0].pointer", equalTo("/target/levels/target"))
        .body("errors[0].detail", containsString("ISO 8601"));
  }

  @Test
  void malformedPatchNamesTheField() {
    String goal = tenant.hasDraft(resolutionTime("billing"));

    refused(patching(goal, "{\"target\": {\"colour\": 1}}"), ProblemCode.MALFORMED_JSON)
        .body("errors[0].pointer", equalTo("/target/colour"));
    refused(patching(goal, "[1]"), ProblemCode.MALFORMED_REQUEST);
  }

  private Response patching(String goal, String body) {
    return tenant
        .asks()
        .contentType("application/merge-patch+json")
        .header("If-Match", "*")
        .body(body)
        .patch("/v1/goals/" + goal);
  }

  @Test
  void bodyTooDeep() {
    String deep = "{\"a\":".repeat(2_000) + "1" + "}".repeat(2_000);

    refused(posting(deep), ProblemCode.MALFORMED_JSON);
    String goal = tenant.hasDraft(resolutionTime("billing"));
    refused(patching(goal, deep), ProblemCode.MALFORMED_JSON);
  }

  @Test
  void invalidParameter() {
    refused(tenant.asks().get("/v1/goals?limit=0"), ProblemCode.INVALID_PARAMETER);
    refused(tenant.asks().get("/v1/goals?limit=many"), ProblemCode.INVALID_PARAMETER);
    refused(tenant.asks().get("/v1/goals?state=open"), ProblemCode.INVALID_PARAMETER)
        .body("errors[0].pointer", equalTo("state"));
    refused(tenant.asks().get("/v1/goals?status=fine"), ProblemCode.INVALID_PARAMETER);
    refused(
        tenant
            .asks()
            .header("Idempotency-Key", "x".repeat(201))
            .contentType("application/json")
            .body(resolutionTime("billing"))
            .post("/v1/goals"),
        ProblemCode.INVALID_PARAMETER);
  }

  @Test
  void invalidCursor() {
    refused(tenant.asks().get("/v1/goals?cursor=***"), ProblemCode.INVALID_CURSOR);
    refused(tenant.asks().get("/v1/goals?cursor=eHl6"), ProblemCode.INVALID_CURSOR);
  }

  @Test
  void ruleViolated() {
    refused(
            posting(resolutionTime("billing").replace("200000", "100000")),
            ProblemCode.RULE_VIOLATED)
        .body("errors[0].pointer", equalTo("/target/levels/target"));
  }

  @Test
  void charactersThatCannotBeStored() {
    refused(
            posting(resolutionTime("billing").replace("Faster", "F\\u0000")),
            ProblemCode.RULE_VIOLATED)
        .body("errors[0].pointer", equalTo("/title"));
    refused(
            posting(resolutionTime("billing").replace("Faster", "F\\ud83d")),
            ProblemCode.RULE_VIOLATED)
        .body("errors[0].pointer", equalTo("/title"));
  }

  @Test
  void idempotencyKeyReused() {
    keyed(resolutionTime("one")).then().statusCode(201);

    refused(keyed(resolutionTime("two")), ProblemCode.IDEMPOTENCY_KEY_REUSED);
  }

  private Response keyed(String body) {
    return tenant
        .asks()
        .header("Idempotency-Key", "same")
        .contentType("application/json")
        .body(body)
        .post("/v1/goals");
  }

  @Test
  void versionRequiredAndStale() {
    String goal = tenant.hasDraft(resolutionTime("billing"));

    refused(
        tenant
            .asks()
            .contentType("application/merge-patch+json")
            .body("{\"title\": \"x\"}")
            .patch("/v1/goals/" + goal),
        ProblemCode.VERSION_REQUIRED);
    tenant.patches(goal, "\"1\"", "{\"title\": \"x\"}").statusCode(200);
    refused(
        tenant
            .asks()
            .contentType("application/merge-patch+json")
            .header("If-Match", "\"1\"")
            .body("{\"title\": \"y\"}")
            .patch("/v1/goals/" + goal),
        ProblemCode.STALE_VERSION);
    refused(
        tenant.asks().header("If-Match", "\"1\"").post("/v1/goals/" + goal + ":activate"),
        ProblemCode.STALE_VERSION);
  }

  @Test
  void goalNotDraft() {
    String goal = tenant.hasActive(resolutionTime("billing"));

    refused(tenant.asks().post("/v1/goals/" + goal + ":activate"), ProblemCode.GOAL_NOT_DRAFT);
    refused(tenant.asks().delete("/v1/goals/" + goal), ProblemCode.GOAL_NOT_DRAFT);
  }

  @Test
  void goalNotActive() {
    String goal = tenant.hasDraft(resolutionTime("billing"));

    refused(closing(goal), ProblemCode.GOAL_NOT_ACTIVE);
    refused(
        tenant
            .asks()
            .contentType("application/json")
            .body("{\"confidence\": 5}")
            .post("/v1/goals/" + goal + "/check-ins"),
        ProblemCode.GOAL_NOT_ACTIVE);
  }

  private Response closing(String goal) {
    return tenant
        .asks()
        .contentType("application/json")
        .body("{\"outcome\": \"abandoned\", \"reason\": \"x\"}")
        .post("/v1/goals/" + goal + ":close");
  }

  @Test
  void goalClosed() {
    String goal = tenant.hasActive(resolutionTime("billing"));
    closing(goal).then().statusCode(200);

    refused(closing(goal), ProblemCode.GOAL_CLOSED);
    refused(patching(goal, "{\"title\": \"x\"}"), ProblemCode.GOAL_CLOSED);
    refused(tenant.asks().post("/v1/goals/" + goal + ":activate"), ProblemCode.GOAL_CLOSED);
    refused(tenant.asks().delete("/v1/goals/" + goal), ProblemCode.GOAL_CLOSED);
  }

  @Test
  void unavailableWhileTheDatabaseIsAwayAndTheRetryCountsOnce() {
    tenant.hasDraft(resolutionTime("first"));
    Backends.shared().killDatabase();
    try {
      refused(keyed(resolutionTime("second")), ProblemCode.UNAVAILABLE)
          .header("Retry-After", notNullValue());
    } finally {
      Backends.shared().startDatabase();
    }

    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptions()
        .until(() -> keyed(resolutionTime("second")).statusCode() == 201);
    tenant.gets("/v1/goals").body("items.size()", equalTo(2));
  }
}
