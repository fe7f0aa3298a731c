package dev.steadfast.metrics.sla;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.steadfast.platform.access.Scopes;
import dev.steadfast.platform.http.Body;
import dev.steadfast.platform.http.Cursor;
import dev.steadfast.platform.http.Idempotency;
import dev.steadfast.platform.http.MergePatch;
import dev.steadfast.platform.http.Page;
import dev.steadfast.platform.http.Version;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Service level policies over HTTP. */
@Path("/v1/sla-policies")
@Tag(name = "Service levels", description = "Policies with targets, and what interactions are due")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class SlaPolicyResource {
  private final SlaPolicyRepository policies;
  private final SlaPolicyService service;
  private final Idempotency idempotency;

  @Inject
  SlaPolicyResource(
      SlaPolicyRepository policies, SlaPolicyService service, Idempotency idempotency) {
    this.policies = policies;
    this.service = service;
    this.idempotency = idempotency;
  }

  @POST
  @RolesAllowed(Scopes.METRICS_WRITE)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "createSlaPolicy",
      summary = "Create a service level policy",
      description =
          "Its targets are applied to interactions that are opened, and to waits that begin, from validFrom on. Policy,"
              + " limit, priority and schedule of a target are frozen when it is applied. Everything is counted anew in"
              + " the background; `sla-attainment` shows what comes of it. At most 100 policies.")
  @APIResponse(
      responseCode = "201",
      description = "The policy, with Location and ETag",
      content = @Content(schema = @Schema(implementation = SlaPolicyView.class)))
  @APIResponse(responseCode = "409", description = "conflict: there are 100 policies already")
  public Response create(
      @Parameter(description = "Repeats of the same request answer the same for 24 hours.")
          @RestHeader("Idempotency-Key")
          @Nullable String key,
      @RequestBody(required = true) @Nullable SlaPolicyRequest request) {
    SlaPolicyRequest given = Body.required(request);
    return idempotency.once(
        key,
        "createSlaPolicy",
        given,
        () -> {
          SlaPolicyView view = SlaPolicyView.of(service.create(given));
          return Version.tagged(Response.status(Response.Status.CREATED), view, view.version())
              .header(HttpHeaders.LOCATION, "/v1/sla-policies/" + view.id())
              .build();
        });
  }

  @GET
  @Transactional
  @RolesAllowed(Scopes.METRICS_READ)
  @Operation(
      operationId = "listSlaPolicies",
      summary = "List service level policies in the order in which they apply")
  @APIResponse(responseCode = "200", description = "A page of policies, without their history")
  public Page<SlaPolicyView> list(
      @Parameter(schema = @Schema(minimum = "1", maximum = "500", defaultValue = "50")) @RestQuery
          @Nullable Integer limit,
      @Parameter(description = "The nextCursor of the page before.") @RestQuery
          @Nullable String cursor) {
    int size = Page.limit(limit);
    return Page.of(
        policies.list(Cursor.decode(cursor, 2), size),
        size,
        SlaPolicyView::of,
        policy -> Cursor.after(String.valueOf(policy.document().position()), policy.id()));
  }

  @GET
  @Path("{id}")
  @Transactional
  @RolesAllowed(Scopes.METRICS_READ)
  @Operation(operationId = "getSlaPolicy", summary = "Read a service level policy with its history")
  @APIResponse(
      responseCode = "200",
      description = "The policy, with ETag",
      content = @Content(schema = @Schema(implementation = SlaPolicyView.class)))
  public Response get(@RestPath UUID id) {
    return ok(policies.require(id));
  }

  @PATCH
  @Path("{id}")
  @RolesAllowed(Scopes.METRICS_WRITE)
  @Consumes({MergePatch.MEDIA_TYPE, MediaType.APPLICATION_JSON})
  @Operation(
      operationId = "patchSlaPolicy",
      summary = "Change a service level policy by JSON Merge Patch",
      description =
          "Makes the next version, from validFrom on: now by default. Targets that were applied before stay as they were;"
              + " a validFrom in the past corrects history, with the schedules as they are now. At most 100 versions.")
  @APIResponse(
      responseCode = "200",
      description = "The policy, with its new ETag",
      content = @Content(schema = @Schema(implementation = SlaPolicyView.class)))
  @APIResponse(responseCode = "409", description = "conflict: it has 100 versions already")
  public Response patch(
      @RestPath UUID id,
      @Parameter(description = "The ETag that you read.") @RestHeader("If-Match")
          @Nullable String ifMatch,
      @RequestBody(
              required = true,
              content = {
                @Content(
                    mediaType = MergePatch.MEDIA_TYPE,
                    schema =
                        @Schema(
                            type = SchemaType.OBJECT,
                            description =
                                "The fields of a SlaPolicyRequest to change: absent ones stay, null removes.",
                            examples =
                                "{\"targets\": [{\"kind\": \"resolution\", \"limit\": \"P2D\"}]}"))
              })
          @Nullable JsonNode patch)
      throws JsonProcessingException {
    return ok(service.patch(id, ifMatch, Body.required(patch)));
  }

  @DELETE
  @Path("{id}")
  @RolesAllowed(Scopes.METRICS_WRITE)
  @Operation(
      operationId = "deleteSlaPolicy",
      summary = "Delete a service level policy",
      description =
          "It applies to nothing from now on. Targets that it has set stay, and are met or fall due.")
  @APIResponse(responseCode = "204", description = "It is gone")
  public void delete(
      @RestPath UUID id,
      @Parameter(description = "Optional here.") @RestHeader("If-Match") @Nullable String ifMatch) {
    service.delete(id, ifMatch);
  }

  private Response ok(StoredPolicy policy) {
    SlaPolicyView view = SlaPolicyView.of(policy).with(policies.versions(policy.id()));
    return Version.tagged(Response.ok(), view, policy.version()).build();
  }
}
