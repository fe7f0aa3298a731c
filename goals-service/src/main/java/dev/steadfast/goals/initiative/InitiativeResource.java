package dev.steadfast.goals.initiative;

import static dev.steadfast.platform.access.Scopes.GOALS_READ;
import static dev.steadfast.platform.access.Scopes.GOALS_WRITE;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.steadfast.platform.http.Body;
import dev.steadfast.platform.http.Cursor;
import dev.steadfast.platform.http.Idempotency;
import dev.steadfast.platform.http.Page;
import dev.steadfast.platform.http.Version;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Initiatives over HTTP. */
@Path("/v1/initiatives")
@Tag(
    name = "Initiatives",
    description = "What is done where from when on to move a metric, and whether it did.")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class InitiativeResource {
  private static final String MERGE_PATCH = "application/merge-patch+json";

  private final InitiativeRepository initiatives;
  private final InitiativeService service;
  private final Idempotency idempotency;
  private final Clock clock;

  @Inject
  InitiativeResource(
      InitiativeRepository initiatives,
      InitiativeService service,
      Idempotency idempotency,
      Clock clock) {
    this.initiatives = initiatives;
    this.service = service;
    this.idempotency = idempotency;
    this.clock = clock;
  }

  @POST
  @RolesAllowed(GOALS_WRITE)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "createInitiative",
      summary = "Notes an initiative",
      description =
          "Past ones too: their effect can be measured at once. Amounts are in the metric's unit with their sign; those in"
              + " milliseconds may also be ISO 8601 durations.")
  @APIResponse(
      responseCode = "201",
      description = "The initiative, with Location and ETag",
      content = @Content(schema = @Schema(implementation = InitiativeView.class)))
  public Response create(
      @Parameter(description = "Repeats of the same request answer the same for 24 hours.")
          @RestHeader("Idempotency-Key")
          @Nullable String key,
      @RequestBody(required = true) @Nullable InitiativeRequest request) {
    InitiativeRequest given = Body.required(request);
    return idempotency.once(
        key,
        "createInitiative",
        given,
        () -> {
          Initiative made = service.create(given);
          return withTag(Response.status(Response.Status.CREATED), made)
              .header(HttpHeaders.LOCATION, "/v1/initiatives/" + made.id())
              .build();
        });
  }

  @GET
  @Transactional
  @RolesAllowed(GOALS_READ)
  @Operation(operationId = "listInitiatives", summary = "Lists initiatives, newest first")
  @APIResponse(responseCode = "200", description = "A page of initiatives")
  public Page<InitiativeView> list(
      @Parameter(
              schema =
                  @Schema(
                      enumeration = {
                        "training",
                        "process",
                        "tooling",
                        "staffing",
                        "content",
                        "proactive-outreach",
                        "other"
                      }),
              description = "Of this kind.")
          @RestQuery
          @Nullable String kind,
      @Parameter(description = "That should move the metric of this key.") @RestQuery
          @Nullable String metric,
      @Parameter(
              description = "That name this scope: all, team=Billing, team=Billing;channel=email.")
          @RestQuery
          @Nullable String scope,
      @Parameter(
              schema = @Schema(enumeration = {"planned", "running", "ended"}),
              description = "By their days, today in UTC.")
          @RestQuery
          @Nullable String status,
      @Parameter(description = "That are for this goal.") @RestQuery @Nullable String goal,
      @Parameter(schema = @Schema(minimum = "1", maximum = "500", defaultValue = "50")) @RestQuery
          @Nullable Integer limit,
      @Parameter(description = "The nextCursor of the page before.") @RestQuery
          @Nullable String cursor) {
    InitiativeFilter filter = InitiativeFilter.of(kind, metric, scope, status, goal);
    int size = Page.limit(limit);
    LocalDate today = today();
    return Page.of(
        initiatives.list(filter, today, Cursor.decode(cursor, 1), size),
        size,
        initiative -> InitiativeView.of(initiative, today),
        initiative -> Cursor.after(initiative.id()));
  }

  @GET
  @Path("{id}")
  @Transactional
  @RolesAllowed(GOALS_READ)
  @Operation(operationId = "getInitiative", summary = "Shows an initiative")
  @APIResponse(
      responseCode = "200",
      description = "The initiative, with ETag",
      content = @Content(schema = @Schema(implementation = InitiativeView.class)))
  public Response get(@RestPath UUID id) {
    return withTag(Response.ok(), initiatives.require(id)).build();
  }

  @PATCH
  @Path("{id}")
  @RolesAllowed(GOALS_WRITE)
  @Consumes({MERGE_PATCH, MediaType.APPLICATION_JSON})
  @Operation(
      operationId = "patchInitiative",
      summary = "Changes an initiative by JSON Merge Patch",
      description =
          "Lists are replaced as a whole. Its effect is measured anew when next asked for.")
  @APIResponse(
      responseCode = "200",
      description = "The initiative, with its new ETag",
      content = @Content(schema = @Schema(implementation = InitiativeView.class)))
  public Response patch(
      @RestPath UUID id,
      @Parameter(description = "The ETag that you read.") @RestHeader("If-Match")
          @Nullable String ifMatch,
      @RequestBody(
              required = true,
              content = {
                @Content(
                    mediaType = MERGE_PATCH,
                    schema = @Schema(implementation = InitiativeRequest.class))
              })
          @Nullable JsonNode patch)
      throws JsonProcessingException {
    return withTag(Response.ok(), service.patch(id, ifMatch, Body.required(patch))).build();
  }

  @DELETE
  @Path("{id}")
  @RolesAllowed(GOALS_WRITE)
  @Operation(
      operationId = "deleteInitiative",
      summary = "Deletes an initiative and what was measured of it")
  @APIResponse(responseCode = "204", description = "It is gone")
  public void delete(
      @RestPath UUID id,
      @Parameter(description = "Optional here.") @RestHeader("If-Match") @Nullable String ifMatch) {
    service.delete(id, ifMatch);
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  private Response.ResponseBuilder withTag(
      Response.ResponseBuilder response, Initiative initiative) {
    return Version.tagged(response, InitiativeView.of(initiative, today()), initiative.version());
  }
}
