package dev.steadfast.goals.goal;

import static dev.steadfast.platform.access.Scopes.GOALS_READ;
import static dev.steadfast.platform.access.Scopes.GOALS_WRITE;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.steadfast.goals.GoalsApi;
import dev.steadfast.goals.odds.GoalOdds;
import dev.steadfast.platform.http.Body;
import dev.steadfast.platform.http.Cursor;
import dev.steadfast.platform.http.Idempotency;
import dev.steadfast.platform.http.MergePatch;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

/** Goals over HTTP. */
@Path("/v1/goals")
@Tag(name = "Goals", description = "What is wanted of a metric by when, and how it stands.")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class GoalResource {
  /** Without a colon, so that {@code id:activate} is not taken for an id. */
  private static final String ID = "{id:[^/:]+}";

  private final GoalRepository goals;
  private final GoalOdds odds;
  private final GoalService service;
  private final Idempotency idempotency;

  @Inject
  GoalResource(GoalRepository goals, GoalOdds odds, GoalService service, Idempotency idempotency) {
    this.goals = goals;
    this.odds = odds;
    this.service = service;
    this.idempotency = idempotency;
  }

  @POST
  @RolesAllowed(GOALS_WRITE)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "createGoal",
      summary = "Creates a goal as a draft",
      description =
          "Values are numbers in the metric's unit; those in milliseconds may also be ISO 8601 durations.")
  @APIResponse(
      responseCode = "201",
      description = "The draft, with Location and ETag",
      content = @Content(schema = @Schema(implementation = GoalView.class)))
  public Response create(
      @Parameter(description = "Repeats of the same request answer the same for 24 hours.")
          @RestHeader("Idempotency-Key")
          @Nullable String key,
      @RequestBody(required = true) @Nullable GoalRequest request) {
    GoalRequest given = Body.required(request);
    return idempotency.once(
        key,
        "createGoal",
        given,
        () -> {
          GoalView view = service.create(given);
          return withTag(Response.status(Response.Status.CREATED), view)
              .header(HttpHeaders.LOCATION, "/v1/goals/" + view.id())
              .build();
        });
  }

  @GET
  @Transactional
  @RolesAllowed(GOALS_READ)
  @Operation(operationId = "listGoals", summary = "Lists goals, newest first")
  @APIResponse(responseCode = "200", description = "A page of goals")
  public Page<GoalView> list(
      @Parameter(
              schema = @Schema(enumeration = {"draft", "active", "closed"}),
              description = "In this state.")
          @RestQuery
          @Nullable String state,
      @Parameter(
              schema =
                  @Schema(
                      enumeration = {
                        "achieved",
                        "on-track",
                        "at-risk",
                        "off-track",
                        "cannot-tell",
                        "no-data",
                        "stale"
                      }),
              description = "Standing so now.")
          @RestQuery
          @Nullable String status,
      @Parameter(description = "On the metric of this key.") @RestQuery @Nullable String metric,
      @Parameter(description = "Scoped to this team, whatever else.") @RestQuery
          @Nullable String team,
      @Parameter(description = "With this tag.") @RestQuery @Nullable String tag,
      @Parameter(schema = @Schema(minimum = "1", maximum = "500", defaultValue = "50")) @RestQuery
          @Nullable Integer limit,
      @Parameter(description = "The nextCursor of the page before.") @RestQuery
          @Nullable String cursor) {
    GoalFilter filter = new GoalFilter(state, status, metric, team, tag);
    filter.check();
    int size = Page.limit(limit);
    List<Goal> rows = goals.list(filter, Cursor.decode(cursor, 1), size);
    Map<UUID, Standing> standings = goals.standings(rows);
    Map<UUID, GoalOdds.Shown> shown = odds.shown(rows.stream().map(Goal::id).toList());
    return Page.of(
        rows,
        size,
        goal ->
            GoalView.of(
                goal,
                Optional.ofNullable(standings.get(goal.id())),
                shown.getOrDefault(goal.id(), GoalOdds.Shown.NOTHING)),
        goal -> Cursor.after(goal.id()));
  }

  @GET
  @Path(ID)
  @Transactional
  @RolesAllowed(GOALS_READ)
  @Operation(
      operationId = "getGoal",
      summary = "Shows a goal and how it stands",
      description =
          "The ETag names the version of what people set. The standing changes without it, seconds after the"
              + " events that change it.")
  @APIResponse(
      responseCode = "200",
      description = "The goal, with ETag",
      content = @Content(schema = @Schema(implementation = GoalView.class)))
  public Response get(@RestPath UUID id) {
    return ok(GoalView.of(goals.require(id), goals.standing(id), odds.shown(id)));
  }

  @PATCH
  @Path(ID)
  @RolesAllowed(GOALS_WRITE)
  @Consumes({MergePatch.MEDIA_TYPE, MediaType.APPLICATION_JSON})
  @Operation(
      operationId = "patchGoal",
      summary = "Changes a goal by JSON Merge Patch",
      description =
          "Each change is kept as a revision. To change target, scope or period of an active goal, say why.")
  @APIResponse(
      responseCode = "200",
      description = "The goal, with its new ETag",
      content = @Content(schema = @Schema(implementation = GoalView.class)))
  @APIResponse(responseCode = "409", ref = GoalsApi.CONFLICT)
  public Response patch(
      @RestPath UUID id,
      @Parameter(description = "The ETag that you read.") @RestHeader("If-Match")
          @Nullable String ifMatch,
      @RequestBody(
              required = true,
              content = {
                @Content(
                    mediaType = MergePatch.MEDIA_TYPE,
                    schema = @Schema(implementation = GoalPatch.class))
              })
          @Nullable JsonNode patch)
      throws JsonProcessingException {
    return ok(service.patch(id, ifMatch, Body.required(patch)));
  }

  @DELETE
  @Path(ID)
  @RolesAllowed(GOALS_WRITE)
  @Operation(operationId = "deleteGoal", summary = "Deletes a draft")
  @APIResponse(responseCode = "204", description = "It is gone")
  @APIResponse(responseCode = "409", ref = GoalsApi.CONFLICT)
  public void delete(
      @RestPath UUID id,
      @Parameter(description = "Optional here.") @RestHeader("If-Match") @Nullable String ifMatch) {
    service.delete(id, ifMatch);
  }

  @POST
  @Path(ID + ":activate")
  @RolesAllowed(GOALS_WRITE)
  @Operation(
      operationId = "activateGoal",
      summary = "Begins to measure a draft",
      description = "It is measured at once by what was observed before.")
  @APIResponse(
      responseCode = "200",
      description = "The active goal and how it stands",
      content = @Content(schema = @Schema(implementation = GoalView.class)))
  @APIResponse(responseCode = "409", ref = GoalsApi.CONFLICT)
  public Response activate(
      @RestPath UUID id,
      @Parameter(description = "Optional here.") @RestHeader("If-Match") @Nullable String ifMatch,
      @RestHeader("Idempotency-Key") @Nullable String key) {
    return idempotency.once(key, "activateGoal " + id, "", () -> ok(service.activate(id, ifMatch)));
  }

  @POST
  @Path(ID + ":close")
  @RolesAllowed(GOALS_WRITE)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(operationId = "closeGoal", summary = "Closes an active goal and freezes its verdict")
  @APIResponse(
      responseCode = "200",
      description = "The closed goal",
      content = @Content(schema = @Schema(implementation = GoalView.class)))
  @APIResponse(responseCode = "409", ref = GoalsApi.CONFLICT)
  public Response close(
      @RestPath UUID id,
      @Parameter(description = "Optional here.") @RestHeader("If-Match") @Nullable String ifMatch,
      @RestHeader("Idempotency-Key") @Nullable String key,
      @RequestBody(required = true) @Nullable CloseGoal request) {
    CloseGoal given = Body.required(request);
    return idempotency.once(
        key, "closeGoal " + id, given, () -> ok(service.close(id, ifMatch, given)));
  }

  private static Response ok(GoalView view) {
    return withTag(Response.ok(), view).build();
  }

  private static Response.ResponseBuilder withTag(
      Response.ResponseBuilder response, GoalView view) {
    return Version.tagged(response, view, view.version());
  }
}
