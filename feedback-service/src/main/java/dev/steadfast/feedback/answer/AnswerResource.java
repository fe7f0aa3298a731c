package dev.steadfast.feedback.answer;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.steadfast.feedback.survey.Filters;
import dev.steadfast.feedback.survey.OptionalBody;
import dev.steadfast.platform.access.Scopes;
import dev.steadfast.platform.http.Cursor;
import dev.steadfast.platform.http.Idempotency;
import dev.steadfast.platform.http.Page;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
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

/** Answers over HTTP, for internal systems. */
@Path("/v1/answers")
@Tag(name = "Answers", description = "What customers said")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class AnswerResource {
  private static final String EXAMPLE =
      """
      {"surveyId": "01954f3e-0021-7a10-9c4d-5be2f1a0c3d7", "system": "acme-zendesk",
       "subject": "48211", "value": 5, "comment": "Solved at once."}
      """;

  private final AnswerRepository answers;
  private final AnswerService service;
  private final Idempotency idempotency;
  private final OptionalBody bodies;

  @Inject
  AnswerResource(
      AnswerRepository answers,
      AnswerService service,
      Idempotency idempotency,
      OptionalBody bodies) {
    this.answers = answers;
    this.service = service;
    this.idempotency = idempotency;
    this.bodies = bodies;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Scopes.FEEDBACK_WRITE)
  @Operation(operationId = "recordAnswer", summary = "Record an answer that an internal system got")
  @APIResponse(
      responseCode = "201",
      description = "Recorded",
      content = @Content(schema = @Schema(implementation = AnswerView.class)))
  @APIResponse(responseCode = "400", description = "malformed-json")
  @APIResponse(responseCode = "404", description = "not-found: the invitation")
  @APIResponse(
      responseCode = "409",
      description =
          "already-answered; conflict: the survey is inactive, or the customer of the interaction was erased")
  @APIResponse(responseCode = "410", description = "link-expired: the invitation is not open")
  @APIResponse(responseCode = "415", description = "unsupported-media-type")
  @APIResponse(responseCode = "422", description = "rule-violated, idempotency-key-reused")
  public Response record(
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @NotNull
          @RequestBody(
              required = true,
              content =
                  @Content(
                      schema = @Schema(implementation = RecordAnswer.class),
                      examples = @ExampleObject(name = "csat", value = EXAMPLE)))
          RecordAnswer request) {
    return idempotency.once(
        key,
        "POST /v1/answers",
        request,
        () -> {
          Answer answer = service.answerByApi(request);
          return Response.created(URI.create("/v1/answers/" + answer.id()))
              .entity(AnswerView.of(answer))
              .build();
        });
  }

  @GET
  @Transactional
  @RolesAllowed(Scopes.FEEDBACK_READ)
  @Operation(operationId = "listAnswers", summary = "List answers, oldest first")
  @APIResponse(responseCode = "200", description = "A page")
  @APIResponse(responseCode = "400", description = "invalid-parameter, invalid-cursor")
  public Page<AnswerView> list(
      @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid"))
          @QueryParam("surveyId")
          @Nullable String surveyId,
      @QueryParam("system") @Nullable String system,
      @QueryParam("subject") @Nullable String subject,
      @Parameter(
              description = "Answered at this instant or later.",
              schema = @Schema(type = SchemaType.STRING, format = "date-time"))
          @QueryParam("from")
          @Nullable String from,
      @Parameter(
              description = "Answered before this instant.",
              schema = @Schema(type = SchemaType.STRING, format = "date-time"))
          @QueryParam("to")
          @Nullable String to,
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
    AnswerRepository.Filter filter =
        new AnswerRepository.Filter(
            Filters.id("surveyId", surveyId),
            Filters.text("system", system),
            Filters.text("subject", subject),
            Filters.instant("from", from),
            Filters.instant("to", to));
    return Page.of(
        answers.list(filter, Filters.after(cursor), size),
        size,
        AnswerView::of,
        answer -> Cursor.after(answer.id()));
  }

  @GET
  @Path("{id}")
  @Transactional
  @RolesAllowed(Scopes.FEEDBACK_READ)
  @Operation(operationId = "getAnswer", summary = "Read an answer")
  @APIResponse(responseCode = "200", description = "The answer")
  @APIResponse(responseCode = "404", description = "not-found")
  public AnswerView get(@PathParam("id") UUID id) {
    return AnswerView.of(answers.require(id));
  }

  @POST
  @Path("{id}:withdraw")
  @RolesAllowed(Scopes.FEEDBACK_WRITE)
  @Operation(
      operationId = "withdrawAnswer",
      summary = "Take an answer back, so that it no longer counts; again changes nothing")
  @APIResponse(responseCode = "200", description = "Withdrawn")
  @APIResponse(responseCode = "400", description = "malformed-json")
  @APIResponse(responseCode = "404", description = "not-found")
  @APIResponse(responseCode = "415", description = "unsupported-media-type")
  @APIResponse(responseCode = "422", description = "rule-violated")
  public AnswerView withdraw(
      @PathParam("id") UUID id,
      @RequestBody(
              required = false,
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_JSON,
                      schema = @Schema(implementation = WithdrawAnswer.class),
                      examples =
                          @ExampleObject(
                              name = "mistake",
                              value = "{\"reason\": \"given for the wrong ticket\"}")))
          @Nullable String body,
      @Context HttpHeaders headers)
      throws JsonProcessingException {
    Optional<String> reason =
        bodies.read(body, headers, WithdrawAnswer.class).map(WithdrawAnswer::reason);
    return AnswerView.of(service.withdraw(id, reason.orElse(null)));
  }
}
