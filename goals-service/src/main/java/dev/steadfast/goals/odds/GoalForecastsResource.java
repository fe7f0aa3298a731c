package dev.steadfast.goals.odds;

import static dev.steadfast.platform.access.Scopes.GOALS_READ;

import dev.steadfast.goals.GoalsApi;
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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The kept forecasts of a goal over HTTP. */
@Path("/v1/goals/{id}/forecasts")
@Tag(name = "Goals")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@APIResponse(responseCode = "401", ref = GoalsApi.UNAUTHENTICATED)
@APIResponse(responseCode = "403", ref = GoalsApi.FORBIDDEN)
@APIResponse(responseCode = "503", ref = GoalsApi.UNAVAILABLE)
public class GoalForecastsResource {
  private static final UUID LAST = new UUID(-1L, -1L);

  private final GoalOdds odds;

  @Inject
  GoalForecastsResource(GoalOdds odds) {
    this.odds = odds;
  }

  @GET
  @Transactional
  @RolesAllowed(GOALS_READ)
  @Operation(
      operationId = "listGoalForecasts",
      summary = "Lists the kept forecasts of a goal, newest first",
      description =
          "None is ever changed. Once its window is over (and a day for late events), each has a score.")
  @APIResponse(responseCode = "200", description = "A page of forecasts")
  @APIResponse(responseCode = "400", ref = GoalsApi.BAD_REQUEST)
  @APIResponse(responseCode = "404", ref = GoalsApi.NOT_FOUND)
  public Page<ForecastView> list(
      @RestPath UUID id,
      @Parameter(schema = @Schema(minimum = "1", maximum = "500", defaultValue = "50")) @RestQuery
          @Nullable Integer limit,
      @Parameter(description = "The nextCursor of the page before.") @RestQuery
          @Nullable String cursor) {
    int size = Page.limit(limit);
    Cursor after = Cursor.decode(cursor, 1);
    UUID before = after == null ? LAST : after.uuid(0);
    odds.requireGoal(id);
    return Page.of(
        odds.page(id, before, size),
        size,
        ForecastView::of,
        forecast -> Cursor.after(forecast.id()));
  }
}
