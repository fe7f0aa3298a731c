package dev.steadfast.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.parameters.Parameter.In;
import org.junit.jupiter.api.Test;

class ProblemResponsesTest {
  private static Operation operation() {
    return OASFactory.createOperation().responses(OASFactory.createAPIResponses());
  }

  private static Operation withBody(String type) {
    return operation()
        .requestBody(
            OASFactory.createRequestBody()
                .content(
                    OASFactory.createContent().addMediaType(type, OASFactory.createMediaType())));
  }

  private static Operation taking(Operation operation, In in, String name) {
    return operation.addParameter(OASFactory.createParameter().in(in).name(name));
  }

  /** What the completed document says of it, by status. */
  private static Map<String, String> completed(HttpMethod method, Operation operation) {
    OpenAPI document =
        OASFactory.createOpenAPI()
            .paths(OASFactory.createPaths().addPathItem("/v1/things", OASFactory.createPathItem()));
    document.getPaths().getPathItem("/v1/things").setOperation(method, operation);
    new ProblemResponses().filterOpenAPI(document);
    assertThat(document.getComponents().getSchemas()).containsKey("Problem");
    Map<String, String> said = new TreeMap<>();
    operation
        .getResponses()
        .getAPIResponses()
        .forEach((status, response) -> said.put(status, response.getDescription()));
    return said;
  }

  @Test
  void whatCanGoWrongFollowsFromWhatAnOperationTakes() {
    // Given
    Operation patch = taking(withBody("application/merge-patch+json"), In.PATH, "id");
    Operation create = taking(withBody("application/json"), In.HEADER, "Idempotency-Key");
    Operation list = taking(operation(), In.QUERY, "cursor");

    // Then
    assertThat(completed(HttpMethod.PATCH, taking(patch, In.HEADER, "If-Match")))
        .containsEntry("400", "malformed-json, malformed-request")
        .containsEntry("404", "not-found")
        .containsEntry("412", "stale-version")
        .containsEntry("415", "unsupported-media-type")
        .containsEntry("422", "rule-violated")
        .containsEntry("428", "version-required");
    assertThat(completed(HttpMethod.POST, create))
        .containsEntry("400", "malformed-json")
        .containsEntry("422", "rule-violated, idempotency-key-reused")
        .doesNotContainKeys("404", "412", "428");
    assertThat(completed(HttpMethod.GET, list))
        .containsOnlyKeys("400", "500", "503")
        .containsEntry("400", "invalid-parameter, invalid-cursor");
  }

  @Test
  void whatAnOperationSaysItselfStandsUnlessItSaysNothing() {
    // Given
    Operation own = taking(withBody("application/json"), In.PATH, "id");
    own.getResponses()
        .addAPIResponse("404", OASFactory.createAPIResponse().description("not-found: no page"))
        .addAPIResponse("400", OASFactory.createAPIResponse().description("Bad Request"));

    // Then
    assertThat(completed(HttpMethod.POST, own))
        .containsEntry("404", "not-found: no page")
        .containsEntry("400", "malformed-json");
  }

  @Test
  void problemsHaveTheirBodyButForThoseThatTheGatewayDescribes() {
    // Given
    Operation get = taking(operation(), In.PATH, "id");
    get.getResponses()
        .addAPIResponse("401", OASFactory.createAPIResponse().description("Not Authorized"));

    // When
    Map<String, String> said = completed(HttpMethod.GET, get);

    // Then
    assertThat(said).containsEntry("401", "unauthenticated");
    assertThat(get.getResponses().getAPIResponse("404").getContent().getMediaTypes())
        .containsOnlyKeys(Problem.MEDIA_TYPE);
    assertThat(get.getResponses().getAPIResponse("500").getContent()).isNotNull();
    assertThat(get.getResponses().getAPIResponse("503").getContent()).isNull();
    assertThat(get.getResponses().getAPIResponse("401").getContent()).isNull();
  }

  @Test
  void whoeverNeedsNoKeyIsNotAskedForOne() {
    assertThat(completed(HttpMethod.GET, operation())).containsOnlyKeys("500", "503");
  }

  @Test
  void aFormIsNoJson() {
    assertThat(completed(HttpMethod.POST, withBody("application/x-www-form-urlencoded")))
        .doesNotContainKeys("400", "415");
  }
}
