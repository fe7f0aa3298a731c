package dev.steadfast.goals.checkin;

import static dev.steadfast.platform.access.Scopes.GOALS_READ;
import static dev.steadfast.platform.access.Scopes.GOALS_WRITE;

import dev.steadfast.goals.GoalsApi;
import dev.steadfast.goals.goal.GoalRepository;
import dev.steadfast.platform.http.Body;
import dev.steadfast.platform.http.Cursor;
import dev.steadfast.platform.http.Idempotency;
import dev.steadfast.platform.http.Page;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
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

/** Check-ins over HTTP. */
@Path("/v1/goals/{id}/check-ins")
@Tag(name = "Check-ins", description = "Reports on goals, each with how the goal stood then.")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@APIResponse(responseCode = "401", ref = GoalsApi.UNAUTHENTICATED)
@APIResponse(responseCode = "403", ref = GoalsApi.FORBIDDEN)
@APIResponse(responseCode = "404", ref = GoalsApi.NOT_FOUND)
@APIResponse(responseCode = "503", ref = GoalsApi.UNAVAILABLE)
public class CheckInResource {
  private final CheckInRepository checkIns;
  private final CheckInService service;
  private final GoalRepository goals;
  private final Idempotency idempotency;

  @Inject
  CheckInResource(
      CheckInRepository checkIns,
      CheckInService service,
      GoalRepository goals,
      Idempotency idempotency) {
    this.checkIns = checkIns;
    this.service = service;
    this.goals = goals;
    this.idempotency = idempotency;
  }

  @POST
  @RolesAllowed(GOALS_WRITE)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(operationId = "checkIn", summary = "Reports on an active goal")
  @APIResponse(
      responseCode = "201",
      description = "The check-in with how the goal stood, with Location",
      content = @Content(schema = @Schema(implementation = CheckInView.class)))
  @APIResponse(responseCode = "400", ref = GoalsApi.BAD_REQUEST)
  @APIResponse(responseCode = "409", ref = GoalsApi.CONFLICT)
  @APIResponse(responseCode = "415", ref = GoalsApi.UNSUPPORTED)
  @APIResponse(responseCode = "422", ref = GoalsApi.RULE_VIOLATED)
  public Response record(
      @RestPath UUID id,
      @RestHeader("Idempotency-Key") @Nullable String key,
      @RequestBody(required = true) @Nullable RecordCheckIn report) {
    RecordCheckIn given = Body.required(report);
    return idempotency.once(
        key,
        "checkIn " + id,
        given,
        () -> {
          CheckIn made = service.record(id, given);
          return Response.status(Response.Status.CREATED)
              .type(MediaType.APPLICATION_JSON_TYPE)
              .header(HttpHeaders.LOCATION, "/v1/goals/" + id + "/check-ins/" + made.id())
              .entity(CheckInView.of(made))
              .build();
        });
  }

  @GET
  @Transactional
  @RolesAllowed(GOALS_READ)
  @Operation(operationId = "listCheckIns", summary = "Lists the check-ins on a goal, newest first")
  @APIResponse(responseCode = "200", description = "A page of check-ins")
  @APIResponse(responseCode = "400", ref = GoalsApi.BAD_REQUEST)
  public Page<CheckInView> list(
      @RestPath UUID id,
      @Parameter(schema = @Schema(minimum = "1", maximum = "500", defaultValue = "50")) @RestQuery
          @Nullable Integer limit,
      @Parameter(description = "The nextCursor of the page before.") @RestQuery
          @Nullable String cursor) {
    int size = Page.limit(limit);
    goals.require(id);
    return Page.of(
        checkIns.list(id, Cursor.decode(cursor, 1), size),
        size,
        CheckInView::of,
        checkIn -> Cursor.after(checkIn.id()));
  }

  @GET
  @Path("{checkInId}")
  @Transactional
  @RolesAllowed(GOALS_READ)
  @Operation(operationId = "getCheckIn", summary = "Shows a check-in")
  @APIResponse(responseCode = "200", description = "The check-in")
  public CheckInView get(@RestPath UUID id, @RestPath UUID checkInId) {
    return CheckInView.of(checkIns.require(id, checkInId));
  }
}
