package dev.steadfast.goals.advice;

import static dev.steadfast.platform.access.Scopes.GOALS_READ;

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
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Advice on targets over HTTP. */
@Path("/v1/target-advice")
@Tag(
    name = "Forecasts",
    description = "What to expect, how sure that is, and whether it was right.")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@APIResponse(responseCode = "401", ref = GoalsApi.UNAUTHENTICATED)
@APIResponse(responseCode = "403", ref = GoalsApi.FORBIDDEN)
@APIResponse(responseCode = "503", ref = GoalsApi.UNAVAILABLE)
public class AdviceResource {
  private final Advisor advisor;

  @Inject
  AdviceResource(Advisor advisor) {
    this.advisor = advisor;
  }

  @POST
  @RolesAllowed(GOALS_READ)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "adviseTarget",
      summary = "Advises a target that is challenging yet realistic",
      description =
          "What the metric has done, what it will measure if nothing changes, which levels have which odds, and how"
              + " a proposed target compares. Keeps nothing. Rests on the whole days of up to two years; the running"
              + " day counts as still to come. With fewer than 14 days of data the answer is 200 with cannotTell.")
  @APIResponse(
      responseCode = "200",
      description = "The advice",
      content = @Content(schema = @Schema(implementation = AdviceView.class)))
  @APIResponse(responseCode = "400", ref = GoalsApi.BAD_REQUEST)
  @APIResponse(responseCode = "415", ref = GoalsApi.UNSUPPORTED)
  @APIResponse(responseCode = "422", ref = GoalsApi.RULE_VIOLATED)
  public AdviceView advise(@RequestBody(required = true) @Nullable AdviceRequest request) {
    return advisor.advise(Body.required(request));
  }
}
