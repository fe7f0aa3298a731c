package dev.steadfast.gateway.tenant;

import dev.steadfast.contracts.problem.ProblemCode;
import dev.steadfast.gateway.access.Roles;
import dev.steadfast.platform.access.Caller;
import dev.steadfast.platform.http.Cursor;
import dev.steadfast.platform.http.Page;
import dev.steadfast.platform.problem.Problem;
import dev.steadfast.platform.problem.ProblemException;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Tenants: one's own for everyone, all of them for the operator. */
@Path("/v1")
@RunOnVirtualThread
@Tag(name = "Access")
public class TenantResource {
  private final TenantService service;
  private final TenantRepository tenants;
  private final Caller caller;

  @Inject
  TenantResource(TenantService service, TenantRepository tenants, Caller caller) {
    this.service = service;
    this.tenants = tenants;
    this.caller = caller;
  }

  @GET
  @Path("tenant")
  @Authenticated
  @Transactional
  @Operation(operationId = "getOwnTenant", summary = "Read the tenant that the key belongs to")
  @APIResponse(responseCode = "200", description = "The tenant.")
  public TenantView own() {
    return TenantView.of(tenants.require(caller.tenant()));
  }

  @POST
  @Path("tenants")
  @RolesAllowed(Roles.OPERATOR)
  @Operation(
      operationId = "createTenant",
      summary = "Make a tenant",
      description =
          "Only with an admin key of the operator's tenant. The answer holds the first admin key"
              + " of the new tenant, once; no Idempotency-Key is taken, since a stored answer would"
              + " be a stored secret.")
  @APIResponse(
      responseCode = "201",
      description = "The tenant and its first admin key.",
      content = @Content(schema = @Schema(implementation = FoundedTenant.class)))
  @APIResponse(
      responseCode = "400",
      description = "malformed-json",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  @APIResponse(
      responseCode = "403",
      description = "forbidden: not the operator.",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  @APIResponse(
      responseCode = "422",
      description = "rule-violated: a missing name, a zone that is none.",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  public Response create(@NotNull @Valid NewTenant wanted) {
    FoundedTenant founded = service.found(wanted);
    return Response.created(URI.create("/v1/tenants/" + founded.view().id()))
        .header("Cache-Control", "no-store")
        .entity(founded)
        .build();
  }

  @GET
  @Path("tenants")
  @RolesAllowed(Roles.OPERATOR)
  @Transactional
  @Operation(operationId = "listTenants", summary = "List all tenants, for the operator")
  @APIResponse(responseCode = "200", description = "A page of tenants, oldest first.")
  @APIResponse(
      responseCode = "400",
      description = "invalid-parameter, invalid-cursor",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  @APIResponse(
      responseCode = "403",
      description = "forbidden: not the operator.",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  public Page<TenantView> list(
      @RestQuery @Schema(minimum = "1", maximum = "500") @Nullable Integer limit,
      @RestQuery @Nullable String cursor) {
    int size = Page.limit(limit);
    return Page.of(
        tenants.page(after(cursor), size),
        size,
        TenantView::of,
        tenant -> Cursor.after(tenant.id()));
  }

  private static @Nullable UUID after(@Nullable String cursor) {
    Cursor position = Cursor.decode(cursor, 1);
    try {
      return position == null ? null : UUID.fromString(position.values().getFirst());
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          ProblemCode.INVALID_CURSOR, "Use the nextCursor of the page before, unchanged.");
    }
  }

  @GET
  @Path("tenants/{id}")
  @Authenticated
  @Transactional
  @Operation(
      operationId = "getTenant",
      summary = "Read a tenant",
      description = "One's own; the operator may read any.")
  @APIResponse(responseCode = "200", description = "The tenant.")
  @APIResponse(
      responseCode = "404",
      description = "not-found, also for a tenant that is not one's own.",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  public TenantView get(@RestPath UUID id, @Context SecurityContext security) {
    return TenantView.of(
        security.isUserInRole(Roles.OPERATOR) ? service.requireAny(id) : tenants.require(id));
  }
}
