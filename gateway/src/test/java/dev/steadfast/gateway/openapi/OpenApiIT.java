package dev.steadfast.gateway.openapi;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.steadfast.gateway.testing.GatewayBackends;
import dev.steadfast.gateway.testing.StubService;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = GatewayBackends.class, restrictToAnnotatedClass = false)
class OpenApiIT {
  private static final String ADDRESS = "/q/openapi";

  @Test
  void theDocumentUnitesAllServicesAndOutlivesThem() throws IOException {
    given()
        .get("/openapi")
        .then()
        .statusCode(503)
        .header("Retry-After", "2")
        .body("code", equalTo("unavailable"));

    String etag;
    try (StubService metrics = StubService.at("metrics");
        StubService feedback = StubService.at("feedback");
        StubService goals = StubService.at("goals")) {
      metrics.serving(ADDRESS, document("/v1/metrics", "listMetrics", "a metric"));
      feedback.serving(ADDRESS, document("/s/{link}", "answerPage", "a page"));
      goals.serving(ADDRESS, document("/v1/goals", "listGoals", "a goal"));

      Response answer = given().get("/openapi?format=json");

      answer.then().statusCode(200).contentType("application/json");
      JsonNode json = new YAMLMapper().readTree(answer.asString());
      assertThat(json.path("openapi").asText()).isEqualTo("3.1.0");
      assertThat(json.at("/info/title").asText()).isEqualTo("Steadfast");
      assertThat(json.at("/servers/0/url").asText()).isEqualTo("https://steadfast.example");
      assertThat(json.at("/components/securitySchemes/bearer/scheme").asText()).isEqualTo("bearer");
      assertThat(json.path("paths").fieldNames())
          .toIterable()
          .contains(
              "/v1/goals",
              "/v1/metrics",
              "/s/{link}",
              "/v1/api-keys",
              "/v1/tenants",
              "/v1/tenant",
              "/v1/stream",
              "/health",
              "/openapi")
          .noneMatch(path -> path.startsWith("/q") || path.startsWith("/internal"))
          .doesNotContain("/v1/hidden");
      assertThat(json.at("/components/schemas").has("GoalsItem")).isTrue();
      assertThat(json.at("/components/schemas").has("MetricsItem")).isTrue();
      assertEveryOperationIsComplete(json);
      assertEveryReferenceResolves(json);
      Response yaml = given().get("/openapi");
      yaml.then().statusCode(200).contentType("application/yaml");
      assertThat(new YAMLMapper().readTree(yaml.asString())).isEqualTo(json);
      etag = answer.getHeader("ETag");
    }

    await()
        .pollDelay(Duration.ofMillis(1_500))
        .untilAsserted(
            () -> given().get("/openapi?format=json").then().statusCode(200).header("ETag", etag));
    given().header("If-None-Match", etag).get("/openapi?format=json").then().statusCode(304);
  }

  @Test
  void thePageThatShowsItNeedsNothingFromElsewhere() {
    String page = given().get("/docs/").then().statusCode(200).extract().asString();

    assertThat(page).contains("/openapi?format=json").doesNotContain("http://", "https://");
    given().get("/docs/swagger-ui-bundle.js").then().statusCode(200);
    given().get("/docs/swagger-ui.css").then().statusCode(200);
    assertThat(given().redirects().follow(false).get("/docs").header("Location"))
        .endsWith("/docs/");
  }

  private static void assertEveryOperationIsComplete(JsonNode document) {
    Set<String> ids = new LinkedHashSet<>();
    for (JsonNode path : document.path("paths")) {
      for (JsonNode operation : path) {
        if (!operation.has("responses")) {
          continue;
        }
        String id = operation.path("operationId").asText();
        assertThat(ids.add(id)).as("operation id '%s' is there once", id).isTrue();
        assertThat(operation.path("responses").has("429")).as(id).isTrue();
        boolean open = operation.has("security");
        assertThat(operation.path("responses").has("401")).as(id).isEqualTo(!open);
      }
    }
  }

  private static void assertEveryReferenceResolves(JsonNode document) {
    for (JsonNode reference : document.findValues("$ref")) {
      assertThat(document.at(reference.asText().substring(1)).isMissingNode())
          .as(reference.asText())
          .isFalse();
    }
  }

  private static String document(String path, String operationId, String title) {
    return """
        {"openapi": "3.1.0", "info": {"title": "x", "version": "1"},
         "paths": {
          "%s": {"get": {"operationId": "%s", "responses": {"200": {"description": "Fine.",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Item"}}}}}}},
          "/v1/hidden": {"get": {"operationId": "hidden", "responses": {}}},
          "/internal/x": {"get": {"operationId": "inner", "responses": {}}}},
         "components": {"schemas": {"Item": {"type": "object", "title": "%s"}}}}
        """
        .formatted(path, operationId, title);
  }
}
