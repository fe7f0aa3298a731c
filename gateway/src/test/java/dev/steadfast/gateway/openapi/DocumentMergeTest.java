package dev.steadfast.gateway.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DocumentMergeTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final DocumentMerge merge =
      new DocumentMerge(
          (service, path) -> !path.startsWith("/internal"), path -> path.startsWith("/s/"));

  @Test
  void equalComponentsAreOneAndDifferentOnesGetTheirServiceInFront() {
    ObjectNode merged =
        merge.merge(
            documents(
                "goals-service",
                """
                {"paths": {"/v1/goals": {"get": {"operationId": "listGoals",
                  "responses": {"200": {"content": {"application/json": {"schema":
                    {"$ref": "#/components/schemas/Page"}}}}}}}},
                 "components": {"schemas": {
                  "Page": {"properties": {"items": {"items": {"$ref": "#/components/schemas/Item"}}}},
                  "Item": {"type": "object", "title": "a goal"},
                  "Problem": {"type": "object"}}}}
                """,
                "metrics-service",
                """
                {"paths": {"/v1/metrics": {"get": {"operationId": "listMetrics",
                  "responses": {"200": {"content": {"application/json": {"schema":
                    {"$ref": "#/components/schemas/Page"}}}}}}}},
                 "components": {"schemas": {
                  "Page": {"properties": {"items": {"items": {"$ref": "#/components/schemas/Item"}}}},
                  "Item": {"type": "object", "title": "a metric"},
                  "Problem": {"type": "object"}}}}
                """));

    assertThat(merged.at("/components/schemas").fieldNames())
        .toIterable()
        .containsExactly("GoalsItem", "GoalsPage", "MetricsItem", "MetricsPage", "Problem");
    assertThat(merged.findValues("$ref").stream().map(JsonNode::asText))
        .containsExactlyInAnyOrder(
            "#/components/schemas/GoalsPage",
            "#/components/schemas/MetricsPage",
            "#/components/schemas/GoalsItem",
            "#/components/schemas/MetricsItem");
  }

  @Test
  void theOrderOfTheServicesDoesNotMatter() {
    String one =
        """
        {"paths": {"/v1/a": {"get": {"operationId": "read"}}},
         "components": {"schemas": {"T": {"type": "string"}, "U": {"type": "integer"}}}}
        """;
    String two =
        """
        {"paths": {"/v1/b": {"get": {"operationId": "write"}}},
         "components": {"schemas": {"T": {"type": "number"}, "U": {"type": "integer"}}}}
        """;

    assertThat(merge.merge(documents("goals-service", one, "metrics-service", two)))
        .isEqualTo(merge.merge(documents("metrics-service", two, "goals-service", one)));
  }

  @Test
  void operationIdsStayUnique() {
    ObjectNode merged =
        merge.merge(
            documents(
                "goals-service",
                "{\"paths\": {\"/v1/goals\": {\"get\": {\"operationId\": \"list\"}}}}",
                "metrics-service",
                "{\"paths\": {\"/v1/metrics\": {\"get\": {\"operationId\": \"list\"}}}}"));

    assertThat(merged.at("/paths").findValuesAsText("operationId"))
        .containsExactlyInAnyOrder("list", "metricsList");
  }

  @Test
  void unreachablePathsAreLeftOutAndPublicOnesNeedNoKey() {
    ObjectNode merged =
        merge.merge(
            documents(
                "feedback-service",
                """
                {"tags": [{"name": "Surveys"}],
                 "paths": {"/s/{token}": {"get": {"security": [{"X": []}]}},
                           "/v1/surveys": {"get": {"security": [{"X": ["feedback:read"]}]}},
                           "/internal/x": {"get": {}}},
                 "components": {"securitySchemes": {"X": {"type": "http"}}}}
                """,
                "goals-service",
                """
                {"tags": [{"name": "Surveys", "description": "Asking customers."},
                          {"name": "Goals"}]}
                """));

    assertThat(merged.at("/paths").fieldNames())
        .toIterable()
        .containsExactly("/s/{token}", "/v1/surveys");
    assertThat(merged.at("/paths").path("/s/{token}").at("/get/security")).isEmpty();
    assertThat(merged.at("/paths").path("/v1/surveys").path("get").has("security")).isFalse();
    assertThat(merged.at("/components").has("securitySchemes")).isFalse();
    assertThat(merged.at("/tags").findValuesAsText("name")).containsExactly("Goals", "Surveys");
    assertThat(merged.at("/tags").findValuesAsText("description"))
        .containsExactly("Asking customers.");
  }

  private static Map<String, JsonNode> documents(String... namesAndTexts) {
    Map<String, JsonNode> documents = new LinkedHashMap<>();
    try {
      for (int i = 0; i < namesAndTexts.length; i += 2) {
        documents.put(namesAndTexts[i], JSON.readTree(namesAndTexts[i + 1]));
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
    return documents;
  }
}
