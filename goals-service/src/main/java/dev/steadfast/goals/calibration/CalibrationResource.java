package dev.steadfast.goals.calibration;

import static dev.steadfast.platform.access.Scopes.GOALS_READ;

import dev.steadfast.contracts.metric.BuiltInMetrics;
import dev.steadfast.goals.GoalsApi;
import dev.steadfast.platform.access.Caller;
import dev.steadfast.platform.problem.ProblemException;
import io.agroal.api.AgroalDataSource;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The record of forecasts over HTTP. */
@Path("/v1/forecasts")
@Tag(name = "Forecasts")
@RunOnVirtualThread
@APIResponse(responseCode = "401", ref = GoalsApi.UNAUTHENTICATED)
@APIResponse(responseCode = "403", ref = GoalsApi.FORBIDDEN)
@APIResponse(responseCode = "503", ref = GoalsApi.UNAVAILABLE)
public class CalibrationResource {
  private static final String SVG = "image/svg+xml";
  private static final String WHICH =
      "Of each goal and calendar week the first forecast counts, if a day of its window was still to come:"
          + " forecasts of one goal on following days say nearly the same.";

  private final AgroalDataSource dataSource;
  private final Caller caller;

  @Inject
  CalibrationResource(AgroalDataSource dataSource, Caller caller) {
    this.dataSource = dataSource;
    this.caller = caller;
  }

  @GET
  @Path("calibration")
  @Transactional
  @RolesAllowed(GOALS_READ)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "getCalibration",
      summary = "Were the forecasts right?",
      description =
          "The tenant's forecasts that have come due: stated odds against what happened, over all and by metric,"
              + " and what follows for the spread of the next ones. "
              + WHICH
              + " Those about one outcome share its weight when the spread is judged, which takes at least 20 different"
              + " outcomes of the metric.")
  @APIResponse(
      responseCode = "200",
      description = "The record",
      content = @Content(schema = @Schema(implementation = CalibrationView.class)))
  @APIResponse(responseCode = "400", ref = GoalsApi.BAD_REQUEST)
  public CalibrationView table(
      @Parameter(description = "Only forecasts of the metric of this key.", example = "csat")
          @RestQuery
          @Nullable String metric) {
    return view(metric);
  }

  @GET
  @Path("calibration.svg")
  @Transactional
  @RolesAllowed(GOALS_READ)
  @Produces(SVG)
  @Operation(
      operationId = "getCalibrationDiagram",
      summary = "The same as a diagram",
      description =
          "Stated odds to the right, how many came true upwards, with 95 % intervals; points on the diagonal are"
              + " right. Title and description say the same in words. "
              + WHICH)
  @APIResponse(
      responseCode = "200",
      description = "An SVG document",
      content = @Content(mediaType = SVG, schema = @Schema(implementation = String.class)))
  @APIResponse(responseCode = "400", ref = GoalsApi.BAD_REQUEST)
  public String diagram(
      @Parameter(description = "Only forecasts of the metric of this key.", example = "csat")
          @RestQuery
          @Nullable String metric) {
    CalibrationView view = view(metric);
    return ReliabilityDiagram.svg(
        metric == null ? "the forecasts of all metrics" : "the forecasts of " + metric,
        view.overall());
  }

  private CalibrationView view(@Nullable String metric) {
    if (metric != null && BuiltInMetrics.named(metric).isEmpty()) {
      throw ProblemException.invalidParameter("metric", "There is no such metric.");
    }
    try (Connection connection = dataSource.getConnection()) {
      List<PastForecasts.Due> due = PastForecasts.of(connection, caller.tenant(), metric);
      List<CalibrationView.Of> adjustments = new ArrayList<>();
      for (String each : due.stream().map(PastForecasts.Due::metric).distinct().sorted().toList()) {
        adjustments.add(
            new CalibrationView.Of(
                each,
                PastForecasts.adjustment(
                    connection, new PastForecasts.Key(caller.tenant(), each))));
      }
      return CalibrationView.of(metric, due, adjustments);
    } catch (SQLException e) {
      throw new IllegalStateException("the record of forecasts could not be read", e);
    }
  }
}
