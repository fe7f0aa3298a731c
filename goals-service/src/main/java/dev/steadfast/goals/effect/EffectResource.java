package dev.steadfast.goals.effect;

import static dev.steadfast.platform.access.Scopes.GOALS_READ;

import dev.steadfast.contracts.metric.BuiltInMetrics;
import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.core.effect.EffectEstimator;
import dev.steadfast.goals.GoalsApi;
import dev.steadfast.goals.plan.InitiativeKind;
import dev.steadfast.platform.http.Body;
import dev.steadfast.platform.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Effects over HTTP: of a series sent in, and of past initiatives of a kind. */
@Path("/v1/effects")
@Tag(name = "Effects", description = "What changed beyond what was to be expected.")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@APIResponse(responseCode = "400", ref = GoalsApi.BAD_REQUEST)
@APIResponse(responseCode = "401", ref = GoalsApi.UNAUTHENTICATED)
@APIResponse(responseCode = "403", ref = GoalsApi.FORBIDDEN)
@APIResponse(responseCode = "503", ref = GoalsApi.UNAVAILABLE)
public class EffectResource {
  private final PastEffects past;

  @Inject
  EffectResource(PastEffects past) {
    this.past = past;
  }

  @POST
  @RolesAllowed(GOALS_READ)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "estimateEffect",
      summary = "Judges whether a series sent in changed at a step",
      description =
          "Nothing is stored. The values from the intervention on are compared with what was to be expected by the"
              + " values before, the season and the controls. Fewer than 14 values on either side, or a failed check,"
              + " is answered with the verdict cannot-tell.")
  @APIResponse(responseCode = "200", description = "The effect, or why it cannot be told")
  @APIResponse(responseCode = "415", ref = GoalsApi.UNSUPPORTED)
  @APIResponse(responseCode = "422", ref = GoalsApi.RULE_VIOLATED)
  public EffectView estimate(@RequestBody(required = true) @Nullable SeriesEffectRequest request) {
    SeriesEffectRequest given = Body.required(request);
    var answer = EffectEstimator.estimate(given.check());
    return EffectView.of(answer, given.wording().summary(answer));
  }

  @GET
  @RolesAllowed(GOALS_READ)
  @Operation(
      operationId = "getPastEffects",
      summary = "Tells what initiatives of a kind did to a metric so far",
      description =
          "Of this tenant's initiatives that can be judged, those without an effect included. Effects that were"
              + " never measured, or not within a day, are measured now, at most ten at a time.")
  @APIResponse(responseCode = "200", description = "What they did, taken together and each")
  public PastEffectsView past(
      @Parameter(
              required = true,
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
                      }))
          @RestQuery
          @Nullable String kind,
      @Parameter(required = true, description = "The key of a metric.", example = "resolution-time")
          @RestQuery
          @Nullable String metric) {
    InitiativeKind ofKind = kind(kind);
    MetricDefinition onMetric = metric(metric);
    return PastEffectsView.of(ofKind, onMetric, past.all(ofKind, onMetric));
  }

  private static InitiativeKind kind(@Nullable String kind) {
    if (kind == null || !InitiativeKind.codes().contains(kind)) {
      throw ProblemException.invalidParameter(
          "kind", "One of: " + String.join(", ", InitiativeKind.codes()) + ".");
    }
    return InitiativeKind.named(kind);
  }

  private static MetricDefinition metric(@Nullable String key) {
    return BuiltInMetrics.ofOneCell(key == null ? "" : key)
        .orElseThrow(
            () ->
                ProblemException.invalidParameter(
                    "metric",
                    "One of: "
                        + BuiltInMetrics.ofOneCell().stream()
                            .map(MetricDefinition::key)
                            .collect(Collectors.joining(", "))
                        + "."));
  }
}
