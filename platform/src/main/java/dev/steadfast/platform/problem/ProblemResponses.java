package dev.steadfast.platform.problem;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.parameters.Parameter.In;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/**
 * Completes the OpenAPI document of a service. Every operation can answer 500 and 503, and those
 * that need a key 401 and 403; the others follow from what it takes: a path parameter can name
 * nothing, a body can be no JSON, If-Match can be stale. Every problem has the same body. An
 * operation names only the problems that are its own, and what it says of any of these stands.
 *
 * <p>401, 403 and 503 get no body here: the gateway answers with them as well, and describes them
 * for all services at once.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ProblemResponses implements OASFilter {
  /** In every document, for other filters to refer to. */
  public static final String SCHEMA = "#/components/schemas/Problem";

  private static final Map<String, String> WITH_A_KEY =
      Map.of("401", "unauthenticated", "403", "forbidden");
  private static final Set<String> OF_THE_GATEWAY_TOO = Set.of("401", "403", "503");

  /** What the generator of documents says where nobody says anything. */
  private static final Set<String> SAYING_NOTHING =
      Set.of("Bad Request", "Not Authorized", "Not Allowed");

  @Override
  public void filterOpenAPI(OpenAPI document) {
    if (document.getComponents() == null) {
      document.setComponents(OASFactory.createComponents());
    }
    document.getComponents().addSchema("Problem", problem());
    if (document.getPaths() != null) {
      document
          .getPaths()
          .getPathItems()
          .values()
          .forEach(path -> path.getOperations().forEach(ProblemResponses::complete));
    }
  }

  private static void complete(HttpMethod method, Operation operation) {
    APIResponses responses = operation.getResponses();
    ofInput(method, operation, responses);
    say(responses, "500", "internal-error");
    say(responses, "503", "unavailable; try again after Retry-After seconds");
    WITH_A_KEY.forEach(
        (status, description) -> {
          if (responses.hasAPIResponse(status)) {
            say(responses, status, description);
          }
        });
    responses
        .getAPIResponses()
        .forEach(
            (status, response) -> {
              if (isProblem(status) && response.getRef() == null) {
                withBody(status, response);
              }
            });
  }

  private static void ofInput(HttpMethod method, Operation operation, APIResponses responses) {
    boolean isPatch = method == HttpMethod.PATCH;
    if (takesJson(operation)) {
      say(responses, "400", isPatch ? "malformed-json, malformed-request" : "malformed-json");
      say(responses, "415", "unsupported-media-type");
    }
    if (takes(operation, In.QUERY, "cursor")) {
      say(responses, "400", "invalid-parameter, invalid-cursor");
    }
    if (parameters(operation).stream().anyMatch(one -> one.getIn() == In.PATH)) {
      say(responses, "404", "not-found");
    }
    if (takes(operation, In.HEADER, "If-Match")) {
      say(responses, "412", "stale-version");
    }
    if (takes(operation, In.HEADER, "Idempotency-Key")) {
      say(responses, "422", "rule-violated, idempotency-key-reused");
    }
    if (isPatch) {
      say(responses, "422", "rule-violated");
      say(responses, "428", "version-required");
    }
  }

  private static boolean takesJson(Operation operation) {
    return operation.getRequestBody() != null
        && operation.getRequestBody().getContent() != null
        && operation.getRequestBody().getContent().getMediaTypes().keySet().stream()
            .anyMatch(type -> type.endsWith("json"));
  }

  private static List<Parameter> parameters(Operation operation) {
    return operation.getParameters() == null ? List.of() : operation.getParameters();
  }

  private static boolean takes(Operation operation, In in, String name) {
    return parameters(operation).stream()
        .anyMatch(one -> one.getIn() == in && name.equalsIgnoreCase(one.getName()));
  }

  private static void say(APIResponses responses, String status, String description) {
    APIResponse said = responses.getAPIResponse(status);
    if (said == null) {
      responses.addAPIResponse(status, OASFactory.createAPIResponse().description(description));
    } else if (said.getDescription() != null && SAYING_NOTHING.contains(said.getDescription())) {
      said.setDescription(description);
    }
  }

  private static boolean isProblem(String status) {
    return status.startsWith("4") || status.startsWith("5");
  }

  private static void withBody(String status, APIResponse response) {
    Content said = response.getContent();
    if (said == null && OF_THE_GATEWAY_TOO.contains(status)) {
      return;
    }
    Content content = said == null ? OASFactory.createContent() : said;
    if (!content.hasMediaType(Problem.MEDIA_TYPE)) {
      content.addMediaType(
          Problem.MEDIA_TYPE,
          OASFactory.createMediaType().schema(OASFactory.createSchema().ref(SCHEMA)));
    }
    response.setContent(content);
  }

  private static Schema problem() {
    return object("An error answer as of RFC 9457.")
        .addProperty("type", text("The address of the documentation of the code."))
        .addProperty("title", text("What the code means, for people."))
        .addProperty(
            "status", OASFactory.createSchema().addType(Schema.SchemaType.INTEGER).format("int32"))
        .addProperty("code", text("The stable name of the problem."))
        .addProperty("detail", text("What is wrong here."))
        .addProperty(
            "errors",
            OASFactory.createSchema()
                .addType(Schema.SchemaType.ARRAY)
                .items(
                    object("One thing that is wrong with the input.")
                        .addProperty("pointer", text("A JSON pointer, or the name of a parameter."))
                        .addProperty("detail", text("What is wrong there."))))
        .addProperty("traceId", text("The id under which the request is logged."))
        .addRequired("type")
        .addRequired("title")
        .addRequired("status")
        .addRequired("code");
  }

  private static Schema object(String description) {
    return OASFactory.createSchema().addType(Schema.SchemaType.OBJECT).description(description);
  }

  private static Schema text(String description) {
    return OASFactory.createSchema().addType(Schema.SchemaType.STRING).description(description);
  }
}
