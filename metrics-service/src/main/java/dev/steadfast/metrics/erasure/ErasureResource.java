package dev.steadfast.metrics.erasure;

import dev.steadfast.platform.access.Scopes;
import dev.steadfast.platform.http.Body;
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
import java.util.HexFormat;
import java.util.Optional;
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

/**
 * People out of everything that is kept. The person is named in the body, not in the address:
 * addresses end in the logs of every proxy.
 */
@Path("/v1/erasures")
@Tag(name = "Privacy", description = "People out of everything that is kept")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ErasureResource {
  private final ErasureRepository erasures;
  private final ErasureWorkers workers;
  private final Idempotency idempotency;

  @Inject
  ErasureResource(ErasureRepository erasures, ErasureWorkers workers, Idempotency idempotency) {
    this.erasures = erasures;
    this.workers = workers;
    this.idempotency = idempotency;
  }

  @POST
  @RolesAllowed(Scopes.ADMIN)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "createErasure",
      summary = "Erase a person",
      description =
          "Queues a job that takes the person out of raw events, interactions, observations, cells, dead letters and"
              + " the errors of imports; the numbers stay consistent while events go on. What happened until the"
              + " request stays erased, whatever file brings it again; what happens later is new. The same request"
              + " while it waits or runs is that same erasure. The person is named here and nowhere else: the log has"
              + " a keyed hash.")
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = ErasureRequest.class)))
  @APIResponse(
      responseCode = "202",
      description = "Queued; Location is the job",
      content = @Content(schema = @Schema(implementation = ErasureView.class)))
  @APIResponse(responseCode = "400", description = "malformed-json, invalid-parameter")
  @APIResponse(responseCode = "415", description = "unsupported-media-type")
  @APIResponse(
      responseCode = "422",
      description = "rule-violated, idempotency-key-reused",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  public Response create(
      @RestHeader("Idempotency-Key") @Nullable String key, @Nullable ErasureRequest request) {
    ErasureRequest.Checked checked = Body.required(request).checked();
    byte[] person = erasures.hashOf(checked.kind(), checked.reference());
    String hashed = HexFormat.of().formatHex(person) + ' ' + checked.mode().text();
    Response answer = idempotency.once(key, "createErasure", hashed, () -> queued(checked, person));
    workers.wake();
    return answer;
  }

  private Response queued(ErasureRequest.Checked request, byte[] person) {
    Optional<ErasureView> waiting = erasures.waiting(person, request.mode());
    UUID id = waiting.map(ErasureView::id).orElseGet(() -> erasures.queue(request, person));
    return Response.accepted(get(id)).location(URI.create("/v1/erasures/" + id)).build();
  }

  @GET
  @RolesAllowed(Scopes.ADMIN)
  @Operation(
      operationId = "listErasures",
      summary = "List erasures, newest first",
      description = "Who was erased is not in it; `person` says which entries are of the same one.")
  @APIResponse(responseCode = "200", description = "One page")
  @APIResponse(responseCode = "400", description = "invalid-parameter, invalid-cursor")
  public Page<ErasureView> list(
      @RestQuery @Nullable Integer limit, @RestQuery @Nullable String cursor) {
    int size = Page.limit(limit);
    Cursor after = Cursor.decode(cursor, 1);
    return Page.of(
        erasures.list(size, after == null ? null : after.uuid(0)),
        size,
        view -> view,
        view -> Cursor.after(view.id()));
  }

  @GET
  @Path("{id}")
  @RolesAllowed(Scopes.ADMIN)
  @Operation(operationId = "getErasure", summary = "How far an erasure is")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = ErasureView.class)))
  @APIResponse(responseCode = "404", description = "not-found")
  public ErasureView get(@RestPath UUID id) {
    return erasures.find(id).orElseThrow(() -> ProblemException.notFound("erasure", id));
  }
}
