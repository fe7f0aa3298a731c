package dev.steadfast.feedback;

import dev.steadfast.platform.problem.Problem;
import dev.steadfast.platform.problem.ProblemResponses;
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
 * What the OpenAPI document says of pages: they answer problems to people as well, and need no key,
 * because their address is the credential. It does not matter whether it runs before or after
 * {@link ProblemResponses}.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class PageResponses implements OASFilter {
  private static final String PAGES = "/s/";
  private static final Map<String, String> EVERYWHERE =
      Map.of(
          "401", "unauthenticated",
          "403", "forbidden",
          "500", "internal-error",
          "503", "unavailable; try again after Retry-After seconds");

  @Override
  public void filterOpenAPI(OpenAPI document) {
    if (document.getPaths() != null) {
      document
          .getPaths()
          .getPathItems()
          .forEach(
              (address, path) -> {
                if (address.startsWith(PAGES)) {
                  path.getOperations().values().forEach(PageResponses::complete);
                }
              });
    }
  }

  private static void complete(Operation page) {
    page.setSecurity(List.of());
    APIResponses responses = page.getResponses();
    EVERYWHERE.forEach(
        (status, description) -> {
          if (!responses.hasAPIResponse(status)) {
            responses.addAPIResponse(status, OASFactory.createAPIResponse());
          }
          responses.getAPIResponse(status).setDescription(description);
        });
    responses
        .getAPIResponses()
        .forEach(
            (status, response) -> {
              if (status.startsWith("4") || status.startsWith("5")) {
                forPeople(response);
              }
            });
  }

  private static void forPeople(APIResponse response) {
    Content content =
        response.getContent() == null ? OASFactory.createContent() : response.getContent();
    content.addMediaType(
        Problem.MEDIA_TYPE,
        OASFactory.createMediaType()
            .schema(OASFactory.createSchema().ref(ProblemResponses.SCHEMA)));
    content.addMediaType(
        MediaType.TEXT_HTML,
        OASFactory.createMediaType()
            .schema(
                OASFactory.createSchema()
                    .addType(Schema.SchemaType.STRING)
                    .description("The page for people.")));
    response.setContent(content);
  }
}
