package dev.steadfast.goals.odds;

import static dev.steadfast.platform.access.Scopes.GOALS_READ;

import dev.steadfast.contracts.problem.ProblemCode;
import dev.steadfast.goals.GoalsApi;
import dev.steadfast.platform.problem.ProblemException;
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
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** The newest forecast of a goal over HTTP. */
@Path("/v1/goals/{id}/forecast")
@Tag(name = "Goals")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@APIResponse(responseCode = "401", ref = GoalsApi.UNAUTHENTICATED)
@APIResponse(responseCode = "403", ref = GoalsApi.FORBIDDEN)
@APIResponse(responseCode = "503", ref = GoalsApi.UNAVAILABLE)
public class GoalForecastResource {
  private final GoalOdds odds;

  @Inject
  GoalForecastResource(GoalOdds odds) {
    this.odds = odds;
  }

  @GET
  @Transactional
  @RolesAllowed(GOALS_READ)
  @Operation(
      operationId = "getGoalForecast",
      summary = "Shows the newest odds of a goal and why they changed",
      description =
          "Made when the goal is activated or its target revised, and once a day while it is active. The running"
              + " day counts as still to come. Initiatives count from the day they are planned until, three weeks after"
              + " their start, the history shows all of them. 404 while there is none: a draft has no odds.")
  @APIResponse(
      responseCode = "200",
      description = "The newest forecast",
      content = @Content(schema = @Schema(implementation = ForecastView.class)))
  @APIResponse(responseCode = "404", ref = GoalsApi.NOT_FOUND)
  public ForecastView latest(@RestPath UUID id) {
    odds.requireGoal(id);
    return odds.latest(id)
        .map(ForecastView::of)
        .orElseThrow(
            () ->
                new ProblemException(
                    ProblemCode.NOT_FOUND,
                    "There is no forecast of the goal yet: it begins when the goal is activated."));
  }
}
