package dev.steadfast.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.steadfast.launcher.suite.Service;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the suite shows of itself, and what it keeps to itself. */
@ExtendWith(RunningSuite.Shared.class)
class SurfaceE2E {
  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "patch", "head", "options", "trace");

  private final RunningSuite suite;
  private final TenantClient stranger;

  SurfaceE2E(RunningSuite suite) {
    this.suite = suite;
    this.stranger = suite.stranger();
  }

  @Test
  void healthNamesEveryPart() {
    // When
    JsonNode health = stranger.get("/health").expect(200).json();

    // Then
    assertThat(health.path("status").asText()).isEqualToIgnoringCase("up");
    assertThat(health.path("parts").size()).isGreaterThanOrEqualTo(3);
    for (JsonNode part : health.path("parts")) {
      assertThat(part.path("status").asText()).as(part.toString()).isEqualToIgnoringCase("up");
    }
  }

  @Test
  void everyFailureInTheDocumentHasAProblemForABody() {
    JsonNode document = stranger.get("/openapi?format=json").expect(200).json();

    for (var path : document.path("paths").properties()) {
      for (var operation : path.getValue().properties()) {
        for (var response : operation.getValue().path("responses").properties()) {
          String reference = response.getValue().path("$ref").asText();
          JsonNode said =
              reference.isEmpty() ? response.getValue() : document.at(reference.substring(1));
          if (response.getKey().matches("[45]..")) {
            assertThat(said.at("/content/application~1problem+json/schema").isObject())
                .as("%s %s %s", operation.getKey(), path.getKey(), response.getKey())
                .isTrue();
          }
        }
      }
    }
  }

  @Test
  void theDocumentIsOpenApi31InJsonAndYaml() throws IOException {
    // When
    Answer json = stranger.get("/openapi?format=json").expect(200);
    Answer yaml = stranger.get("/openapi").expect(200);

    // Then
    assertThat(json.header("content-type")).startsWith("application/json");
    assertThat(yaml.header("content-type")).startsWith("application/yaml");
    assertThat(json.json().path("openapi").asText()).startsWith("3.1");
    assertThat(new YAMLMapper().readTree(yaml.body())).isEqualTo(json.json());
    assertThat(json.json().path("paths").properties())
        .extracting(path -> path.getKey())
        .contains("/v1/events", "/v1/goals", "/v1/surveys", "/v1/api-keys", "/v1/stream")
        .noneMatch(path -> path.startsWith("/internal") || path.startsWith("/q/"));
  }

  @Test
  void everyOperationHasANameOfItsOwnASummaryAndATag() {
    // When
    JsonNode paths = stranger.get("/openapi?format=json").expect(200).json().path("paths");

    // Then
    Set<String> ids = new HashSet<>();
    for (var path : paths.properties()) {
      for (var operation : path.getValue().properties()) {
        if (METHODS.contains(operation.getKey())) {
          String name = operation.getKey() + " " + path.getKey();
          JsonNode said = operation.getValue();
          assertThat(said.path("operationId").asText()).as(name).isNotBlank();
          assertThat(ids.add(said.path("operationId").asText())).as("only " + name).isTrue();
          assertThat(said.path("summary").asText()).as(name).isNotBlank();
          assertThat(said.path("tags").size()).as(name).isPositive();
          assertThat(said.path("responses").properties())
              .as(name)
              .anyMatch(response -> response.getKey().startsWith("2"));
        }
      }
    }
    assertThat(ids).hasSizeGreaterThan(30);
  }

  @Test
  void theDocumentIsAlsoForReading() {
    assertThat(stranger.get("/docs/").expect(200).body()).contains("swagger-ui");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/nowhere",
        "/v1/nowhere",
        "/v1/metrics/nothing",
        "/v1/goals/00000000-0000-7000-8000-000000000000",
        "/v1/goals/not-an-id"
      })
  void whatIsNotThereIsAProblem404(String path) {
    suite.newTenant("Lost").get(path).expectProblem(404, "not-found");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/q/health", "/q/metrics", "/internal/jwks", "/v1/../q/metrics"})
  void whatIsInternalIsNotReachedThroughTheGatewaysRoutes(String path) {
    // When
    Answer answer = suite.operator().get("/v1/goals/.." + path);

    // Then
    assertThat(answer.status()).as(answer.body()).isIn(400, 404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/q/health", "/q/metrics", "/q/openapi", "/internal/jwks"})
  void whatIsForOperatorsIsNotOnThePublicPort(String path) {
    stranger.get(path).expectProblem(404, "not-found");
    suite.operator().get(path).expectProblem(404, "not-found");
  }

  @Test
  void theManagementPortHasItAndServesNobodyElse() {
    // Given
    String management = suite.processes().managementUrl(Service.GATEWAY);

    // When / Then
    assertThat(stranger.get(management + "/internal/jwks").expect(200).json().path("keys"))
        .hasSize(1);
    assertThat(stranger.get(management + "/q/metrics").expect(200).body()).contains("jvm_memory");
    suite.operator().get(management + "/v1/goals").expect(404);
    suite.operator().get(management + "/v1/api-keys").expect(404);
  }

  @Test
  void withoutAKeyOrWithAnotherNothingIsServed() {
    for (String path : List.of("/v1/goals", "/v1/metrics", "/v1/surveys", "/v1/tenants")) {
      stranger.get(path).expectProblem(401, "unauthenticated");
      stranger
          .get(path, "Authorization", "Bearer sf_0123456789abcdef_" + "x".repeat(43))
          .expectProblem(401, "unauthenticated");
    }
  }

  @Test
  void aKeyDoesWhatItsScopesAllowUntilItIsRevoked() {
    // Given
    TenantClient tenant = suite.newTenant("Scopes");
    JsonNode issued =
        tenant
            .post("/v1/api-keys", Map.of("name", "reader", "scopes", List.of("metrics:read")))
            .expect(201)
            .json();
    TenantClient reader = suite.withKey(tenant, issued.path("key").asText());

    // When / Then
    reader.get("/v1/metrics").expect(200);
    reader.get("/v1/goals").expectProblem(403, "forbidden");
    reader.postEvents(List.of()).expectProblem(403, "forbidden");
    reader.get("/v1/api-keys").expectProblem(403, "forbidden");
    String key = "/v1/api-keys/" + issued.path("id").asText();
    assertThat(tenant.get(key).expect(200).body()).doesNotContain(issued.path("key").asText());
    tenant.send("POST", key + ":revoke", new byte[0]).expect(200);
    reader.get("/v1/metrics").expectProblem(401, "unauthenticated");
  }

  @ParameterizedTest
  @EnumSource(
      value = Service.class,
      names = {"METRICS", "FEEDBACK", "GOALS"})
  void aServiceTakesNoKeyOfTheGateway(Service service) {
    // Given
    String path =
        switch (service) {
          case METRICS -> "/v1/metrics";
          case FEEDBACK -> "/v1/surveys";
          case GOALS -> "/v1/goals";
          case GATEWAY -> "";
        };

    // When
    Answer answer = suite.operator().get(suite.processes().url(service) + path);

    // Then
    answer.expect(401);
    suite.stranger().get(suite.processes().url(service) + path).expect(401);
  }
}
