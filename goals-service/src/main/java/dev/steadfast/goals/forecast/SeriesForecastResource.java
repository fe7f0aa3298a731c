package dev.steadfast.goals.forecast;

import static dev.steadfast.platform.access.Scopes.GOALS_READ;

import dev.steadfast.core.forecast.Forecaster;
import dev.steadfast.goals.GoalsApi;
import dev.steadfast.platform.http.Body;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Forecasts over HTTP: of a series sent in, and of a goal if its initiatives were others. */
@Path("/v1/forecasts")
@Tag(name = "Forecasts", description = "What is to come, with the odds.")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@APIResponse(responseCode = "400", ref = GoalsApi.BAD_REQUEST)
@APIResponse(responseCode = "401", ref = GoalsApi.UNAUTHENTICATED)
@APIResponse(responseCode = "403", ref = GoalsApi.FORBIDDEN)
@APIResponse(responseCode = "415", ref = GoalsApi.UNSUPPORTED)
@APIResponse(responseCode = "422", ref = GoalsApi.RULE_VIOLATED)
@APIResponse(responseCode = "503", ref = GoalsApi.UNAVAILABLE)
public class SeriesForecastResource {
  private final WhatIfService whatIf;

  @Inject
  SeriesForecastResource(WhatIfService whatIf) {
    this.whatIf = whatIf;
  }

  @POST
  @RolesAllowed(GOALS_READ)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "forecastSeries",
      summary = "Forecasts a series sent in",
      description =
          "Nothing is stored; the same series gives the same answer. Fewer than eight values are answered with"
              + " cannotTell and no numbers. At most 10,000 values and 1,000 steps, which takes about a second.")
  @APIResponse(responseCode = "200", description = "The steps to come, or why they cannot be told")
  public SeriesForecastView forecast(
      @RequestBody(required = true) @Nullable SeriesForecastRequest request) {
    SeriesForecastRequest.Checked asked = Body.required(request).check();
    return SeriesForecastView.of(asked, Forecaster.forecast(asked.series(), asked.horizon()));
  }

  @POST
  @Path("what-if")
  @RolesAllowed(GOALS_READ)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "forecastWhatIf",
      summary = "Tells the odds of a goal with initiatives added, moved or left out",
      description =
          "Nothing is stored. The odds now are those that the goal shows when they are made anew: of the history"
              + " carried on, and of the initiatives that are planned on the goal's metric. Of those that have begun"
              + " they count what the history cannot show yet: less each day, nothing after three weeks. An"
              + " initiative moves a mean, share or quantile by its amount times the share of the"
              + " window's days to come from its start on, a count or sum by its amount times those days, and a level by"
              + " its amount. One on parts of the goal's scope counts by their share of the last 28 days'"
              + " observations. Without a stated amount, what this tenant's initiatives of its kind did to the"
              + " metric is used; without any, it is answered with cannotTell and adds nothing.")
  @APIResponse(
      responseCode = "200",
      description = "The odds now, with each change, and with all; or why they cannot be told")
  @APIResponse(responseCode = "409", ref = GoalsApi.CONFLICT)
  public WhatIfView whatIf(@RequestBody(required = true) @Nullable WhatIfRequest request) {
    return whatIf.answer(Body.required(request));
  }
}
