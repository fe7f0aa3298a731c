package dev.steadfast.gateway.access;

import dev.steadfast.platform.access.Caller;
import dev.steadfast.platform.access.Scopes;
import dev.steadfast.platform.http.Cursor;
import dev.steadfast.platform.http.Page;
import dev.steadfast.platform.problem.Problem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The API keys of the caller's tenant. */
@Path("/v1/api-keys")
@RolesAllowed(Scopes.ADMIN)
@RunOnVirtualThread
@Tag(name = "Access", description = "Tenants and the API keys of their callers.")
@APIResponse(
    responseCode = "403",
    description = "The key lacks the scope admin.",
    content =
        @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
public class ApiKeyResource {
  private final ApiKeyService service;
  private final ApiKeyRepository keys;
  private final Caller caller;

  @Inject
  ApiKeyResource(ApiKeyService service, ApiKeyRepository keys, Caller caller) {
    this.service = service;
    this.keys = keys;
    this.caller = caller;
  }

  @POST
  @Operation(
      operationId = "createApiKey",
      summary = "Make a key",
      description =
          "The answer holds the key whole, once. No Idempotency-Key is taken here, since a stored"
              + " answer would be a stored secret: if the answer is lost, revoke the key.")
  @APIResponse(
      responseCode = "201",
      description = "The key.",
      content = @Content(schema = @Schema(implementation = IssuedKey.class)))
  @APIResponse(
      responseCode = "400",
      description = "malformed-json",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  @APIResponse(
      responseCode = "422",
      description = "rule-violated: an unknown scope, a past expiry, a missing name.",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  public Response create(@NotNull @Valid NewApiKey wanted) {
    IssuedKey issued = service.create(wanted);
    return Response.created(URI.create("/v1/api-keys/" + issued.view().id()))
        .header("Cache-Control", "no-store")
        .entity(issued)
        .build();
  }

  @GET
  @Transactional
  @Operation(operationId = "listApiKeys", summary = "List keys, newest first")
  @APIResponse(responseCode = "200", description = "A page of keys, revoked and expired included.")
  @APIResponse(
      responseCode = "400",
      description = "invalid-parameter, invalid-cursor",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  public Page<ApiKeyView> list(
      @RestQuery @Schema(minimum = "1", maximum = "500") @Nullable Integer limit,
      @RestQuery @Nullable String cursor) {
    int size = Page.limit(limit);
    return Page.of(
        keys.page(caller.tenant(), Cursor.decode(cursor, 2), size),
        size,
        ApiKeyView::of,
        key -> Cursor.after(key.createdAt(), key.id()));
  }

  @GET
  @Path("{id}")
  @Transactional
  @Operation(operationId = "getApiKey", summary = "Read a key")
  @APIResponse(responseCode = "200", description = "The key, without its secret.")
  @APIResponse(
      responseCode = "404",
      description = "not-found",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  public ApiKeyView get(@RestPath String id) {
    return ApiKeyView.of(keys.require(caller.tenant(), id));
  }

  @POST
  @Path("{id}:revoke")
  @Operation(
      operationId = "revokeApiKey",
      summary = "Revoke a key",
      description = "Counts at once here and within ten seconds at other replicas. Repeatable.")
  @APIResponse(responseCode = "200", description = "The key, revoked.")
  @APIResponse(
      responseCode = "404",
      description = "not-found",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  @APIResponse(
      responseCode = "409",
      description = "conflict: the last admin key.",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  public ApiKeyView revoke(@RestPath String id) {
    return ApiKeyView.of(service.revoke(id));
  }
}
