package dev.steadfast.feedback.invitation;

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
import java.time.Clock;
import java.time.Instant;
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

/** Invitations over HTTP, for the helpdesk that sends the links. */
@Path("/v1/invitations")
@Tag(name = "Invitations", description = "Who is asked, and the link to answer by")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class InvitationResource {
  private final InvitationRepository invitations;
  private final InvitationService service;
  private final SurveyLinks links;
  private final Idempotency idempotency;
  private final OptionalBody bodies;
  private final Clock clock;

  @Inject
  InvitationResource(
      InvitationRepository invitations,
      InvitationService service,
      SurveyLinks links,
      Idempotency idempotency,
      OptionalBody bodies,
      Clock clock) {
    this.invitations = invitations;
    this.service = service;
    this.links = links;
    this.idempotency = idempotency;
    this.bodies = bodies;
    this.clock = clock;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Scopes.FEEDBACK_WRITE)
  @Operation(operationId = "createInvitation", summary = "Invite by hand")
  @APIResponse(
      responseCode = "201",
      description = "Invited; the body has the link",
      content = @Content(schema = @Schema(implementation = InvitationView.class)))
  @APIResponse(responseCode = "400", description = "malformed-json")
  @APIResponse(
      responseCode = "409",
      description =
          "conflict: an invitation is open, the survey is inactive, or the customer of the interaction was erased")
  @APIResponse(responseCode = "415", description = "unsupported-media-type")
  @APIResponse(responseCode = "422", description = "rule-violated, idempotency-key-reused")
  public Response create(
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @NotNull @RequestBody(required = true) CreateInvitation request) {
    return idempotency.once(
        key,
        "POST /v1/invitations",
        request,
        () -> {
          Invitation invitation = service.invite(request);
          return Response.created(URI.create("/v1/invitations/" + invitation.id()))
              .entity(view(invitation))
              .build();
        });
  }

  @GET
  @Transactional
  @RolesAllowed(Scopes.FEEDBACK_READ)
  @Operation(operationId = "listInvitations", summary = "List invitations with their links")
  @APIResponse(responseCode = "200", description = "A page, oldest first")
  @APIResponse(responseCode = "400", description = "invalid-parameter, invalid-cursor")
  public Page<InvitationView> list(
      @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid"))
          @QueryParam("surveyId")
          @Nullable String surveyId,
      @QueryParam("system") @Nullable String system,
      @QueryParam("subject") @Nullable String subject,
      @Parameter(
              schema =
                  @Schema(
                      type = SchemaType.STRING,
                      enumeration = {"invited", "delivered", "answered", "expired", "withdrawn"}))
          @QueryParam("state")
          @Nullable String state,
      @Parameter(
              description = "true: only those whose delay is over; false: only the others.",
              schema = @Schema(type = SchemaType.BOOLEAN))
          @QueryParam("due")
          @Nullable String due,
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
    InvitationRepository.Filter filter =
        new InvitationRepository.Filter(
            Filters.id("surveyId", surveyId),
            Filters.text("system", system),
            Filters.text("subject", subject),
            Optional.ofNullable(state).map(InvitationState::named),
            Filters.flag("due", due));
    return Page.of(
        invitations.list(filter, Filters.after(cursor), now(), size),
        size,
        this::view,
        invitation -> Cursor.after(invitation.id()));
  }

  @GET
  @Path("{id}")
  @Transactional
  @RolesAllowed(Scopes.FEEDBACK_READ)
  @Operation(operationId = "getInvitation", summary = "Read an invitation")
  @APIResponse(responseCode = "200", description = "The invitation")
  @APIResponse(responseCode = "404", description = "not-found")
  public InvitationView get(@PathParam("id") UUID id) {
    return view(invitations.require(id));
  }

  @POST
  @Path("{id}:deliver")
  @RolesAllowed(Scopes.FEEDBACK_WRITE)
  @Operation(
      operationId = "deliverInvitation",
      summary = "Note that an invitation reached its recipient; again changes nothing")
  @APIResponse(responseCode = "200", description = "Delivered")
  @APIResponse(responseCode = "400", description = "malformed-json")
  @APIResponse(responseCode = "404", description = "not-found")
  @APIResponse(responseCode = "409", description = "conflict: expired or withdrawn")
  @APIResponse(responseCode = "415", description = "unsupported-media-type")
  @APIResponse(responseCode = "422", description = "rule-violated")
  public InvitationView deliver(
      @PathParam("id") UUID id,
      @RequestBody(
              required = false,
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_JSON,
                      schema = @Schema(implementation = MarkDelivered.class),
                      examples = @ExampleObject(name = "email", value = "{\"via\": \"email\"}")))
          @Nullable String body,
      @Context HttpHeaders headers)
      throws JsonProcessingException {
    Optional<MarkDelivered> request = bodies.read(body, headers, MarkDelivered.class);
    return view(service.deliver(id, MarkDelivered.viaOf(request)));
  }

  private InvitationView view(Invitation invitation) {
    return InvitationView.of(invitation, links, now());
  }

  private Instant now() {
    return clock.instant();
  }
}
