package dev.steadfast.metrics.check;

import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.contracts.problem.ProblemCode;
import dev.steadfast.metrics.definition.MetricCatalogue;
import dev.steadfast.metrics.processing.CellCheck;
import dev.steadfast.metrics.processing.RawEventRetention;
import dev.steadfast.metrics.query.Snapshot;
import dev.steadfast.platform.access.Caller;
import dev.steadfast.platform.access.Scopes;
import dev.steadfast.platform.problem.ProblemException;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
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

  private static final int TIMEOUT_S = 300;

  private final MetricCatalogue catalogue;
  private final AgroalDataSource dataSource;
  private final Snapshot snapshot;
  private final Caller caller;
  private final Clock clock;
  private final Semaphore turn = new Semaphore(1);

  @Inject
  CheckResource(
      MetricCatalogue catalogue,
      AgroalDataSource dataSource,
      Snapshot snapshot,
      Caller caller,
      Clock clock) {
    this.catalogue = catalogue;
    this.dataSource = dataSource;
    this.snapshot = snapshot;
    this.caller = caller;
    this.clock = clock;
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
              + " is changed. What is beyond retention is taken as it was counted. Of a tenant with more than 500,000 events, or more than 200,000 cells of the metrics"
              + " that are named, it is refused; name fewer metrics then. One check runs at a time.")
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
      return QuarkusTransaction.requiringNew().timeout(TIMEOUT_S).call(() -> checked(keys));
    } finally {
      turn.release();
    }
  }

  private CheckView checked(Set<String> keys) throws SQLException {
    long begin = clock.millis();
    UUID tenant = caller.tenant();
    snapshot.begin();
    try (Connection connection = dataSource.getConnection()) {
      RawEventRetention.hold(connection);
      requireFewEvents(connection);
      requireFewCells(connection, keys);
      CellCheck.Found found = CellCheck.run(connection, tenant, keys);
      return CheckView.of(keys, found, this::defined, clock.millis() - begin);
    }
  }

  private Optional<MetricDefinition> defined(String name) {
    return catalogue.all().stream().filter(metric -> metric.name().equals(name)).findFirst();
  }

  private void requireFewEvents(Connection connection) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            SELECT count(*) FROM ((SELECT FROM raw_event WHERE tenant_id = ?)
              UNION ALL (SELECT FROM observation JOIN interaction USING (tenant_id, interaction_id)
                         WHERE tenant_id = ? AND FROZEN) LIMIT ?) few
            """
                .replace("FROZEN", RawEventRetention.IS_FROZEN))) {
      select.setObject(1, caller.tenant());
      select.setObject(2, caller.tenant());
      select.setLong(3, MAX_EVENTS + 1);
      if (number(select) > MAX_EVENTS) {
        throw ProblemException.ruleViolated(
            "",
            "The tenant has more than 500,000 events and observations without events: too many for one check.");
      }
    }
  }

  private void requireFewCells(Connection connection, Set<String> keys) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT count(*) FROM (SELECT 1 FROM cell_day CROSS JOIN unnest(metrics) AS metric"
                + " WHERE tenant_id = ? AND split_part(metric, '@', 1) = ANY (?) LIMIT ?) few")) {
      select.setObject(1, caller.tenant());
      select.setArray(2, connection.createArrayOf("text", keys.toArray()));
      select.setLong(3, MAX_CELLS + 1);
      if (number(select) > MAX_CELLS) {
        throw ProblemException.ruleViolated(
            "/metrics", "These metrics have more than 200,000 cells: name fewer.");
      }
    }
  }

  private static long number(PreparedStatement select) throws SQLException {
    try (ResultSet row = select.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }
}
