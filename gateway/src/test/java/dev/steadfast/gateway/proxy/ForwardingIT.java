package dev.steadfast.gateway.proxy;

import static dev.steadfast.gateway.testing.Callers.asOperator;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.steadfast.gateway.testing.GatewayBackends;
import dev.steadfast.gateway.testing.RawHttp;
import dev.steadfast.gateway.testing.StubService;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(value = GatewayBackends.class, restrictToAnnotatedClass = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForwardingIT {
  private static final int MEBIBYTE = 1 << 20;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @SuppressWarnings("NullAway.Init") // started before the tests
  private StubService goals;

  @BeforeAll
  void start() {
    goals = StubService.at("goals");
  }

  @AfterAll
  void stop() {
    goals.close();
  }

  @Test
  void aRequestArrivesAsItWasSentButForTheCredential() {
    asOperator()
        .header("If-Match", "\"3\"")
        .body("{\"title\":\"x\"}")
        .patch("/v1/goals/7?x=a%2Fb&y=%20")
        .then()
        .statusCode(200)
        .body("method", equalTo("PATCH"))
        .body("uri", equalTo("/v1/goals/7?x=a%2Fb&y=%20"))
        .body("size", equalTo(13))
        .body("headers.if-match", hasItem("\"3\""))
        .header("RateLimit-Limit", "2000")
        .header("RateLimit-Remaining", notNullValue())
        .header("RateLimit-Reset", "1")
        .header("X-Content-Type-Options", "nosniff");
  }

  @Test
  void theTraceOfTheCallerGoesOnAndOneIsBegunWithout() {
    String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    asOperator()
        .header("traceparent", trace)
        .get("/v1/goals")
        .then()
        .body("headers.traceparent[0]", equalTo(trace));
    asOperator()
        .header("traceparent", "nonsense")
        .get("/v1/goals")
        .then()
        .body("headers.traceparent[0]", matchesPattern("00-[0-9a-f]{32}-[0-9a-f]{16}-01"));
    given()
        .header("traceparent", trace)
        .get("/v1/goals")
        .then()
        .statusCode(401)
        .body("traceId", equalTo("0af7651916cd43dd8448eb211c80319c"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/initiatives",
        "/v1/forecasts/calibration",
        "/v1/benchmarks/7",
        "/v1/benchmarks:compare?metric=csat"
      })
  void whatBelongsToGoalsArrivesThere(String uri) {
    asOperator().get(uri).then().statusCode(200).body("uri", equalTo(uri));
  }

  @Test
  void largeAnswersStreamThrough() {
    byte[] body =
        asOperator().get("/v1/goals/large").then().statusCode(200).extract().asByteArray();

    assertThat(body).hasSize(20 * MEBIBYTE);
  }

  @Test
  void aHeadRequestHasNoBodyAndStaysUsable() {
    asOperator().head("/v1/goals").then().statusCode(200);
    asOperator().get("/v1/goals").then().statusCode(200);
  }

  @Test
  void aServiceThatIsAwayIsA503ThatSaysWhenToComeBack() {
    goals.close();
    try {
      asOperator()
          .body("{}")
          .post("/v1/goals")
          .then()
          .statusCode(503)
          .contentType("application/problem+json")
          .header("Retry-After", "2")
          .body("code", equalTo("unavailable"))
          .body(
              "detail",
              equalTo(
                  "goals-service cannot be reached. Nothing was done; send the request again."));
    } finally {
      goals = StubService.at("goals");
    }
    asOperator().get("/v1/goals").then().statusCode(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"broken", "silent"})
  void aServiceThatBreaksOffOrFallsSilentIsA503(String way) {
    asOperator()
        .body("{}")
        .post("/v1/goals/" + way)
        .then()
        .statusCode(503)
        .header("Retry-After", "2")
        .body("code", equalTo("unavailable"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/v1", "/v1/", "/v1/nothing", "/v2/goals", "/v1/goalsx", "/admin"})
  void anAddressThatIsNotRoutedIsA404(String path) {
    asOperator()
        .get(path)
        .then()
        .statusCode(404)
        .contentType("application/problem+json")
        .body("code", equalTo("not-found"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/goals/../../q/metrics",
        "/v1/goals/%2e%2e/%2e%2e/q/health",
        "//internal/x",
        "/v1/goals\\..\\q"
      })
  void noWayLeadsToTheInnerAddressesOfAService(String path) {
    int before = goals.requests();

    String answer =
        RawHttp.exchange(
            "GET %s HTTP/1.1\nHost: gateway\nAuthorization: Bearer %s\nConnection: close\n\n"
                .formatted(path, GatewayBackends.ADMIN_KEY));

    assertThat(answer).startsWith("HTTP/1.1 400");
    assertThat(goals.requests()).isEqualTo(before);
  }

  @Test
  void theAddressOfSomethingNewIsThatOfTheGateway() {
    asOperator()
        .body("{}")
        .post("/v1/goals/created")
        .then()
        .statusCode(201)
        .header("Location", "/v1/goals/7");
  }

  @Test
  void pagesOfOtherOriginsCallOnlyWhereTheSettingsAllowIt() {
    given()
        .header("Origin", "https://board.example")
        .header("Access-Control-Request-Method", "GET")
        .options("/v1/goals")
        .then()
        .header("Access-Control-Allow-Origin", "https://board.example");
    given()
        .header("Origin", "https://evil.example")
        .header("Access-Control-Request-Method", "GET")
        .options("/v1/goals")
        .then()
        .header("Access-Control-Allow-Origin", nullValue());
  }

  @Test
  void anAddressWithoutAKeyIsHeldToItsRate() {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + RestAssured.port + "/s/none"))
            .build();
    List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();

    for (int i = 0; i < 200; i++) {
      answers.add(http.sendAsync(request, HttpResponse.BodyHandlers.ofString()));
    }

    HttpResponse<String> refused =
        answers.stream()
            .map(CompletableFuture::join)
            .filter(answer -> answer.statusCode() == 429)
            .findFirst()
            .orElseThrow();
    assertThat(refused.headers().firstValue("Retry-After")).contains("1");
    assertThat(refused.headers().firstValue("RateLimit-Remaining")).contains("0");
    assertThat(refused.body()).contains("\"too-many-requests\"");
  }
}
