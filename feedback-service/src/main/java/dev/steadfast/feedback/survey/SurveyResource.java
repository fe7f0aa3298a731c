package dev.steadfast.feedback.survey;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.steadfast.platform.access.Scopes;
import dev.steadfast.platform.http.Cursor;
import dev.steadfast.platform.http.Idempotency;
import dev.steadfast.platform.http.Page;
import dev.steadfast.platform.http.Version;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Survey definitions over HTTP. */
@Path("/v1/surveys")
@Tag(name = "Surveys", description = "What customers are asked, and when")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SurveyResource {
  private static final String EXAMPLE =
      """
      {"title": "After each resolution", "language": "en", "scale": "csat-5",
       "question": "How satisfied are you with our help?",
       "commentQuestion": "What could we have done better?",
       "thankYou": "Thank you. We read every answer.",
       "invite": {"when": "resolved", "delayMinutes": 30, "expiresAfterDays": 14, "teams": [], "channels": ["email"]}}
      """;

  private final SurveyRepository surveys;
  private final SurveyService service;
  private final Idempotency idempotency;

  @Inject
  SurveyResource(SurveyRepository surveys, SurveyService service, Idempotency idempotency) {
    this.surveys = surveys;
    this.service = service;
    this.idempotency = idempotency;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Scopes.FEEDBACK_WRITE)
  @Operation(operationId = "defineSurvey", summary = "Define a survey")
  @APIResponse(
      responseCode = "201",
      description = "Defined; Location and ETag name it",
      content = @Content(schema = @Schema(implementation = SurveyView.class)))
  @APIResponse(responseCode = "400", description = "malformed-json")
  @APIResponse(responseCode = "415", description = "unsupported-media-type")
  @APIResponse(responseCode = "422", description = "rule-violated, idempotency-key-reused")
  public Response define(
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @NotNull
          @RequestBody(
              required = true,
              content =
                  @Content(
                      schema = @Schema(implementation = DefineSurvey.class),
                      examples = @ExampleObject(name = "csat", value = EXAMPLE)))
          DefineSurvey definition) {
    return idempotency.once(
        key,
        "POST /v1/surveys",
        definition,
        () -> {
          Survey survey = service.define(definition);
          return Response.created(URI.create("/v1/surveys/" + survey.id()))
              .header("ETag", Version.tag(survey.version()))
              .entity(SurveyView.of(survey))
              .build();
        });
  }

  @GET
  @Transactional
  @RolesAllowed(Scopes.FEEDBACK_READ)
  @Operation(operationId = "listSurveys", summary = "List surveys, oldest first")
  @APIResponse(responseCode = "200", description = "A page")
  @APIResponse(responseCode = "400", description = "invalid-parameter, invalid-cursor")
  public Page<SurveyView> list(
      @Parameter(schema = @Schema(type = SchemaType.BOOLEAN)) @QueryParam("active")
          @Nullable String active,
      @Parameter(
              schema =
                  @Schema(
                      type = SchemaType.INTEGER,
                      minimum = "1",
                      maximum = "500",
                      defaultValue = "50"))
          @QueryParam("limit")
          @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor) {
    int size = Filters.limit(limit);
    return Page.of(
        surveys.list(Filters.after(cursor), Filters.flag("active", active), size),
        size,
        SurveyView::of,
        survey -> Cursor.after(survey.id()));
  }

  @GET
  @Path("{id}")
  @Transactional
  @RolesAllowed(Scopes.FEEDBACK_READ)
  @Operation(operationId = "getSurvey", summary = "Read a survey")
  @APIResponse(
      responseCode = "200",
      description = "The survey, with its ETag",
      content = @Content(schema = @Schema(implementation = SurveyView.class)))
  @APIResponse(responseCode = "304", description = "Unchanged since the ETag in If-None-Match")
  @APIResponse(responseCode = "404", description = "not-found")
  public Response get(@PathParam("id") UUID id, @Context Request request) {
    Survey survey = surveys.require(id);
    EntityTag tag = new EntityTag(Long.toString(survey.version()));
    Response.@Nullable ResponseBuilder unchanged = request.evaluatePreconditions(tag);
    return unchanged != null
        ? unchanged.tag(tag).build()
        : Response.ok(SurveyView.of(survey)).tag(tag).build();
  }

  @PATCH
  @Path("{id}")
  @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
  @RolesAllowed(Scopes.FEEDBACK_WRITE)
  @Operation(operationId = "patchSurvey", summary = "Change a survey by JSON Merge Patch")
  @APIResponse(
      responseCode = "200",
      description = "Changed, with the new ETag",
      content = @Content(schema = @Schema(implementation = SurveyView.class)))
  @APIResponse(responseCode = "400", description = "malformed-json")
  @APIResponse(responseCode = "404", description = "not-found")
  @APIResponse(responseCode = "412", description = "stale-version")
  @APIResponse(responseCode = "415", description = "unsupported-media-type")
  @APIResponse(responseCode = "422", description = "rule-violated")
  @APIResponse(responseCode = "428", description = "version-required")
  public Response patch(
      @PathParam("id") UUID id,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @NotNull
          @RequestBody(
              required = true,
              content =
                  @Content(
                      schema =
                          @Schema(
                              type = SchemaType.OBJECT,
                              description =
                                  "Any fields of DefineSurvey but the scale; null takes a field away."),
                      examples = @ExampleObject(name = "pause", value = "{\"active\": false}")))
          JsonNode patch)
      throws JsonProcessingException {
    Survey survey = service.patch(id, ifMatch, patch);
    return Response.ok(SurveyView.of(survey)).header("ETag", Version.tag(survey.version())).build();
  }
}
