package dev.steadfast.goals.effect;

import static dev.steadfast.platform.access.Scopes.GOALS_READ;

import dev.steadfast.goals.GoalsApi;
import dev.steadfast.platform.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The effect of an initiative over HTTP. */
@Path("/v1/initiatives/{id}/effect")
@Tag(name = "Initiatives")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@APIResponse(responseCode = "400", ref = GoalsApi.BAD_REQUEST)
@APIResponse(responseCode = "401", ref = GoalsApi.UNAUTHENTICATED)
@APIResponse(responseCode = "403", ref = GoalsApi.FORBIDDEN)
@APIResponse(responseCode = "404", ref = GoalsApi.NOT_FOUND)
@APIResponse(responseCode = "503", ref = GoalsApi.UNAVAILABLE)
public class InitiativeEffectResource {
  private final InitiativeEffects effects;

  @Inject
  InitiativeEffectResource(InitiativeEffects effects) {
    this.effects = effects;
  }

  @GET
  @RolesAllowed(GOALS_READ)
  @Operation(
      operationId = "getInitiativeEffect",
      summary = "Judges whether an initiative moved its metric",
      description =
          "The days from its start on (at most 180, whole ones only) against what was to be expected by up to 180 days before,"
              + " the week, and the scopes of the same dimensions that have no initiative on this metric (at most 30): a"
              + " synthetic control from three or more of them, difference-in-differences from one or two, otherwise"
              + " an interrupted time series. A day's value is that of the metric's own aggregation. Several scopes"
              + " with the initiative are taken together as their mean, each moved to the common level before the"
              + " start, and each is judged for itself as well. Others that began on the same metric and scope are"
              + " judged with it; one that began too early for a level before it is where the comparison begins."
              + " Fewer than 14 days with a value on either side, or a failed check, is cannot-tell. The newest"
              + " answer is kept for later advice.")
  @APIResponse(responseCode = "200", description = "The effect, or why it cannot be told")
  public InitiativeEffectView get(
      @RestPath UUID id,
      @Parameter(
              description =
                  "The last day that counts, at most 730 days from the start on; such as the end of a trial.",
              schema = @Schema(format = "date"))
          @RestQuery
          @Nullable String until) {
    return InitiativeEffectView.of(effects.measure(id, day(until)));
  }

  private static Optional<LocalDate> day(@Nullable String until) {
    try {
      return Optional.ofNullable(until).map(LocalDate::parse);
    } catch (DateTimeParseException e) {
      throw ProblemException.invalidParameter("until", "A day such as 2026-10-31.");
    }
  }
}
