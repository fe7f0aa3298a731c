package dev.steadfast.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(FeedbackBackends.class)
class OpenApiIT {
  private static final Set<String> OF_THE_GATEWAY_TOO = Set.of("401", "403", "503");

  @Test
  void everyOperationSaysWhatItDoesAndHowItFails() throws JsonProcessingException {
    JsonNode document =
        new ObjectMapper().readTree(RestAssured.given().get("/q/openapi?format=json").asString());

    assertThat(document.get("openapi").textValue()).startsWith("3.1");
    assertThat(document.at("/components/schemas/Problem/properties/code").isObject()).isTrue();
    Set<String> ids = new HashSet<>();
    document
        .get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        operation -> {
                          String name = operation.getKey() + " " + path.getKey();
                          JsonNode body = operation.getValue();
                          assertThat(body.path("operationId").asText()).as(name).isNotEmpty();
                          assertThat(ids.add(body.path("operationId").asText())).as(name).isTrue();
                          assertThat(body.path("summary").asText()).as(name).isNotEmpty();
                          assertThat(body.path("tags").isEmpty()).as(name).isFalse();
                          checkResponses(name, body.path("responses"));
                        }));
    assertThat(ids)
        .containsExactlyInAnyOrder(
            "defineSurvey",
            "listSurveys",
            "getSurvey",
            "patchSurvey",
            "getSurveyResults",
            "createInvitation",
            "listInvitations",
            "getInvitation",
            "deliverInvitation",
            "recordAnswer",
            "listAnswers",
            "getAnswer",
            "withdrawAnswer",
            "showSurveyPage",
            "answerSurvey");
  }

  private static void checkResponses(String name, JsonNode responses) {
    assertThat(responses.properties())
        .as(name)
        .anyMatch(response -> response.getKey().startsWith("2"));
    responses
        .properties()
        .forEach(
            response -> {
              if (response.getKey().startsWith("2")) {
                assertThat(response.getValue().path("content").isEmpty())
                    .as("%s %s has a body", name, response.getKey())
                    .isFalse();
              }
              // Whatever the gateway answers with too has its body in the document of the suite.
              boolean isOfTheGatewayToo = OF_THE_GATEWAY_TOO.contains(response.getKey());
              if (response.getKey().matches("[45]..") && !isOfTheGatewayToo) {
                assertThat(
                        response
                            .getValue()
                            .at("/content/application~1problem+json/schema/$ref")
                            .asText())
                    .as("%s %s", name, response.getKey())
                    .isEqualTo("#/components/schemas/Problem");
              }
            });
  }
}
