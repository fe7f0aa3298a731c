package dev.steadfast.feedback;

import dev.steadfast.platform.problem.Problem;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/**
 * Completes the OpenAPI document: every problem answer has the same body, and every operation can
 * answer 401, 403, 500 and 503. An operation names only the problems that are its own. A page needs
 * no key: its address is the credential.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ProblemResponses implements OASFilter {
  private static final String PAGES = "/s/";
  private static final Map<String, String> EVERYWHERE =
      Map.of(
          "401", "unauthenticated",
          "403", "forbidden",
          "500", "internal-error",
          "503", "unavailable; try again after Retry-After seconds");

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
          .forEach(
              (address, path) ->
                  path.getOperations()
                      .values()
                      .forEach(operation -> complete(operation, address.startsWith(PAGES))));
    }
  }

  private static void complete(Operation operation, boolean page) {
    APIResponses responses = operation.getResponses();
    EVERYWHERE.forEach(
        (status, description) ->
            responses.addAPIResponse(
                status, OASFactory.createAPIResponse().description(description)));
    responses
        .getAPIResponses()
        .forEach(
            (status, response) -> {
              if (isProblem(status)) {
                withBody(response, page);
              }
            });
    if (page) {
      operation.setSecurity(List.of());
    }
  }

  private static boolean isProblem(String status) {
    return status.startsWith("4") || status.startsWith("5");
  }

  private static void withBody(APIResponse response, boolean page) {
    Content content =
        response.getContent() == null ? OASFactory.createContent() : response.getContent();
    content.addMediaType(
        Problem.MEDIA_TYPE,
        OASFactory.createMediaType()
            .schema(OASFactory.createSchema().ref("#/components/schemas/Problem")));
    if (page) {
      content.addMediaType(
          MediaType.TEXT_HTML, OASFactory.createMediaType().schema(text("The page for people.")));
    }
    response.setContent(content);
  }

  private static Schema problem() {
    return object("An error answer as of RFC 9457.")
        .addProperty("type", text("The address of the documentation of the code."))
        .addProperty("title", text("What the code means, for people."))
        .addProperty("status", OASFactory.createSchema().addType(Schema.SchemaType.INTEGER))
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
