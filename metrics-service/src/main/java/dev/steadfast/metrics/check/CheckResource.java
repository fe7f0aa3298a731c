package dev.steadfast.metrics.check;

import dev.steadfast.contracts.problem.ProblemCode;
import dev.steadfast.metrics.definition.MetricCatalogue;
import dev.steadfast.metrics.processing.CellCheck;
import dev.steadfast.platform.access.Scopes;
import dev.steadfast.platform.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The raw-versus-cells check over HTTP. */
@Path("/v1/metrics:check")
@Tag(name = "Metrics")
@RunOnVirtualThread
public class CheckResource {
  /**
   * Some ten seconds on one core, and as many again to show differences; the gateway waits thirty.
   */
  private static final long MAX_EVENTS = 500_000;

  /** A fingerprint of a cell takes 111 bytes. */
  private static final long MAX_CELLS = 200_000;

  /** What a customer's interaction is to the others takes 300 bytes. */
  private static final int POOLED = 50_000;

  private static final Duration TIMEOUT = Duration.ofMinutes(5);

  private final MetricCatalogue catalogue;
  private final CellChecks checks;
  private final Semaphore turn = new Semaphore(1);

  @Inject
  CheckResource(MetricCatalogue catalogue, CellChecks checks) {
    this.catalogue = catalogue;
    this.checks = checks;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @RolesAllowed(Scopes.ADMIN)
  @Operation(
      operationId = "checkMetrics",
      summary = "Check the cells against the raw events",
      description =
          "Computes all cells of the tenant anew from its raw events, in one state of the database while events go"
              + " on, and compares count, sum, numerator, denominator, histogram and quarter hours of each. Nothing"
              + " is changed. What is beyond retention is taken as it was counted. Of a tenant with more than"
              + " 500,000 events, or more than 200,000 cells of the metrics that are named, it is refused:"
              + " `POST /v1/checks` does the same in the background. One is answered at a time.")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = CheckView.class)))
  @APIResponse(responseCode = "400", description = "malformed-json")
  @APIResponse(responseCode = "409", description = "conflict: another check is running")
  @APIResponse(responseCode = "415", description = "unsupported-media-type")
  @APIResponse(
      responseCode = "422",
      description = "rule-violated: also if there is too much to check")
  public CheckView check(@RequestBody @Nullable CheckRequest request) {
    Set<String> keys = (request == null ? CheckRequest.ALL : request).keys(catalogue);
    if (!turn.tryAcquire()) {
      throw new ProblemException(
          ProblemCode.CONFLICT, "Another check is running; send this once that has ended.");
    }
    try {
      return checks.check(
          keys,
          new CellCheck.Part(0, 1, checks.together(keys).isEmpty() ? 0 : POOLED),
          TIMEOUT,
          connection -> requireFew(connection, keys),
          events -> {});
    } finally {
      turn.release();
    }
  }

  private void requireFew(Connection connection, Set<String> keys) throws SQLException {
    if (checks.events(connection, MAX_EVENTS + 1) > MAX_EVENTS) {
      throw ProblemException.ruleViolated(
          "",
          "The tenant has more than 500,000 events and observations without events: too many for an answer at once."
              + " POST /v1/checks has no limit.");
    }
    if (checks.cells(connection, keys, MAX_CELLS + 1) > MAX_CELLS) {
      throw ProblemException.ruleViolated(
          "/metrics",
          "These metrics have more than 200,000 cells: name fewer. POST /v1/checks has no limit.");
    }
  }
}
