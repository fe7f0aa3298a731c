package dev.steadfast.metrics.check;

import dev.steadfast.metrics.definition.MetricCatalogue;
import dev.steadfast.platform.access.Scopes;
import dev.steadfast.platform.http.Cursor;
import dev.steadfast.platform.http.Idempotency;
import dev.steadfast.platform.http.Page;
import dev.steadfast.platform.problem.Problem;
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
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The raw-versus-cells check in the background, for tenants of any size. */
@Path("/v1/checks")
@Tag(name = "Metrics")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class CheckJobResource {
  private final MetricCatalogue catalogue;
  private final CheckRepository checks;
  private final CheckWorkers workers;
  private final Idempotency idempotency;

  @Inject
  CheckJobResource(
      MetricCatalogue catalogue,
      CheckRepository checks,
      CheckWorkers workers,
      Idempotency idempotency) {
    this.catalogue = catalogue;
    this.checks = checks;
    this.workers = workers;
    this.idempotency = idempotency;
  }

  @POST
  @RolesAllowed(Scopes.ADMIN)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "createCheck",
      summary = "Check the cells against the raw events, in the background",
      description =
          "The same as `POST /v1/metrics:check` without its limits: the cells are checked in parts, of which each is"
              + " compared in one state of the database. A tenant has one check at a time; the same request while it"
              + " waits or runs is that same check. It survives a crash.")
  @APIResponse(
      responseCode = "202",
      description = "Queued; Location is the job",
      content = @Content(schema = @Schema(implementation = CheckJobView.class)))
  @APIResponse(responseCode = "400", description = "malformed-json")
  @APIResponse(
      responseCode = "409",
      description = "conflict: a check of other metrics has not ended")
  @APIResponse(responseCode = "415", description = "unsupported-media-type")
  @APIResponse(
      responseCode = "422",
      description = "rule-violated, idempotency-key-reused",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  public Response create(
      @RestHeader("Idempotency-Key") @Nullable String key,
      @RequestBody @Nullable CheckRequest request) {
    Set<String> keys = (request == null ? CheckRequest.ALL : request).keys(catalogue);
    Response answer =
        idempotency.once(key, "createCheck", String.join(" ", keys), () -> queued(keys));
    workers.wake();
    return answer;
  }

  private Response queued(Set<String> keys) {
    UUID id = checks.queue(keys);
    return Response.accepted(get(id)).location(URI.create("/v1/checks/" + id)).build();
  }

  @GET
  @RolesAllowed(Scopes.ADMIN)
  @Operation(operationId = "listChecks", summary = "List checks, newest first")
  @APIResponse(responseCode = "200", description = "One page")
  @APIResponse(responseCode = "400", description = "invalid-parameter, invalid-cursor")
  public Page<CheckJobView> list(
      @RestQuery @Nullable Integer limit, @RestQuery @Nullable String cursor) {
    int size = Page.limit(limit);
    Cursor after = Cursor.decode(cursor, 1);
    return Page.of(
        checks.list(size, after == null ? null : after.uuid(0)),
        size,
        view -> view,
        view -> Cursor.after(view.id()));
  }

  @GET
  @Path("{id}")
  @RolesAllowed(Scopes.ADMIN)
  @Operation(operationId = "getCheck", summary = "How far a check is, and what it found")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = CheckJobView.class)))
  @APIResponse(responseCode = "404", description = "not-found")
  public CheckJobView get(@RestPath UUID id) {
    return checks.find(id).orElseThrow(() -> ProblemException.notFound("check", id));
  }
}
