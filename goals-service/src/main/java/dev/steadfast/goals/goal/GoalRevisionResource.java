package dev.steadfast.goals.goal;

import static dev.steadfast.platform.access.Scopes.GOALS_READ;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.steadfast.goals.GoalsApi;
import dev.steadfast.goals.odds.GoalOdds;
import dev.steadfast.goals.odds.OddsView;
import dev.steadfast.platform.http.Cursor;
import dev.steadfast.platform.http.Page;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The revisions of a goal over HTTP. */
@Path("/v1/goals/{id}/revisions")
@Tag(name = "Goals")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@APIResponse(responseCode = "401", ref = GoalsApi.UNAUTHENTICATED)
@APIResponse(responseCode = "403", ref = GoalsApi.FORBIDDEN)
@APIResponse(responseCode = "503", ref = GoalsApi.UNAVAILABLE)
public class GoalRevisionResource {
  private final GoalRepository goals;
  private final GoalOdds odds;
  private final ObjectMapper json;

  @Inject
  GoalRevisionResource(GoalRepository goals, GoalOdds odds, ObjectMapper json) {
    this.goals = goals;
    this.odds = odds;
    this.json = json;
  }

  @GET
  @Transactional
  @RolesAllowed(GOALS_READ)
  @Operation(
      operationId = "listGoalRevisions",
      summary = "Lists what was changed and why, newest first")
  @APIResponse(responseCode = "200", description = "A page of revisions")
  @APIResponse(responseCode = "400", ref = GoalsApi.BAD_REQUEST)
  @APIResponse(responseCode = "404", ref = GoalsApi.NOT_FOUND)
  public Page<RevisionView> list(
      @RestPath UUID id,
      @Parameter(schema = @Schema(minimum = "1", maximum = "500", defaultValue = "50")) @RestQuery
          @Nullable Integer limit,
      @Parameter(description = "The nextCursor of the page before.") @RestQuery
          @Nullable String cursor) {
    int size = Page.limit(limit);
    goals.require(id);
    List<GoalRevision> revisions = goals.revisions(id, Cursor.decode(cursor, 1), size);
    Map<UUID, OddsView> set = odds.ofRevisions(revisions.stream().map(GoalRevision::id).toList());
    return Page.of(
        revisions,
        size,
        revision -> RevisionView.of(revision, set.get(revision.id()), json),
        revision -> Cursor.after(revision.id()));
  }
}
