package dev.steadfast.goals.benchmark;

import static dev.steadfast.platform.access.Scopes.GOALS_READ;
import static dev.steadfast.platform.access.Scopes.GOALS_WRITE;
import static dev.steadfast.platform.http.MergePatch.MEDIA_TYPE;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.steadfast.platform.http.Body;
import dev.steadfast.platform.http.Cursor;
import dev.steadfast.platform.http.Idempotency;
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

/** Figures of others over HTTP. */
@Path("/v1/benchmarks")
@Tag(name = "Benchmarks", description = "Figures of others, and how one's own stand beside them.")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class BenchmarkResource {
  private final BenchmarkReader reader;
  private final BenchmarkRepository benchmarks;
  private final BenchmarkService service;
  private final PublishedBenchmarks published;
  private final Idempotency idempotency;

  @Inject
  BenchmarkResource(
      BenchmarkReader reader,
      BenchmarkRepository benchmarks,
      BenchmarkService service,
      PublishedBenchmarks published,
      Idempotency idempotency) {
    this.reader = reader;
    this.benchmarks = benchmarks;
    this.service = service;
    this.published = published;
    this.idempotency = idempotency;
  }

  @GET
  @Transactional
  @RolesAllowed(GOALS_READ)
  @Operation(
      operationId = "listBenchmarks",
      summary = "Lists figures of others: own ones, newest first, then the published ones",
      description =
          "Each with its source, quality grade and whether it is comparable: only where definition, scale, unit and"
              + " aggregation match, otherwise it is context. No traceable public set is known for customer effort scores,"
              + " handle times and survey response rates.")
  @APIResponse(
      responseCode = "200",
      description = "A page of figures",
      content = @Content(schema = @Schema(implementation = BenchmarkView.PageView.class)))
  public BenchmarkView.PageView list(
      @Parameter(description = "That say something about the metric of this key.") @RestQuery
          @Nullable String metric,
      @Parameter(description = "Exactly this one.", example = "retail") @RestQuery
          @Nullable String industry,
      @Parameter(description = "Exactly this one.", example = "voice") @RestQuery
          @Nullable String channel,
      @Parameter(schema = @Schema(minimum = "1", maximum = "500", defaultValue = "50")) @RestQuery
          @Nullable Integer limit,
      @Parameter(description = "The nextCursor of the page before.") @RestQuery
          @Nullable String cursor) {
    BenchmarkFilter filter = BenchmarkFilter.of(metric, industry, channel);
    int size = Page.limit(limit);
    Page<BenchmarkView> page =
        Page.of(
            reader.list(filter, Cursor.decode(cursor, 2), size + 1),
            size,
            listed -> BenchmarkView.of(listed, filter.metric()),
            BenchmarkReader.Listed::cursor);
    return new BenchmarkView.PageView(
        page.items(), page.nextCursor(), published.withoutPublicSet());
  }

  @POST
  @RolesAllowed(GOALS_WRITE)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "createBenchmark",
      summary = "Adds a figure of others",
      description =
          "It is read by this tenant alone. With a spread, positions among those that it was taken of can be told.")
  @APIResponse(
      responseCode = "201",
      description = "The figure, with Location and ETag",
      content = @Content(schema = @Schema(implementation = BenchmarkView.class)))
  public Response create(
      @Parameter(description = "Repeats of the same request answer the same for 24 hours.")
          @RestHeader("Idempotency-Key")
          @Nullable String key,
      @RequestBody(required = true) @Nullable BenchmarkRequest request) {
    BenchmarkRequest given = Body.required(request);
    return idempotency.once(
        key,
        "createBenchmark",
        given,
        () -> {
          StoredBenchmark made = service.create(given);
          return withTag(Response.status(Response.Status.CREATED), made)
              .header(HttpHeaders.LOCATION, "/v1/benchmarks/" + made.id())
              .build();
        });
  }

  @GET
  @Path("{id}")
  @Transactional
  @RolesAllowed(GOALS_READ)
  @Operation(operationId = "getBenchmark", summary = "Shows an own figure")
  @APIResponse(
      responseCode = "200",
      description = "The figure, with ETag",
      content = @Content(schema = @Schema(implementation = BenchmarkView.class)))
  public Response get(@RestPath UUID id) {
    return withTag(Response.ok(), benchmarks.require(id)).build();
  }

  @PATCH
  @Path("{id}")
  @RolesAllowed(GOALS_WRITE)
  @Consumes({MEDIA_TYPE, MediaType.APPLICATION_JSON})
  @Operation(
      operationId = "patchBenchmark",
      summary = "Changes an own figure by JSON Merge Patch",
      description = "Lists are replaced as a whole; null removes.")
  @APIResponse(
      responseCode = "200",
      description = "The figure, with its new ETag",
      content = @Content(schema = @Schema(implementation = BenchmarkView.class)))
  public Response patch(
      @RestPath UUID id,
      @Parameter(description = "The ETag that you read.") @RestHeader("If-Match")
          @Nullable String ifMatch,
      @RequestBody(
              required = true,
              content = {
                @Content(
                    mediaType = MEDIA_TYPE,
                    schema = @Schema(implementation = BenchmarkRequest.class))
              })
          @Nullable JsonNode patch)
      throws JsonProcessingException {
    return withTag(Response.ok(), service.patch(id, ifMatch, Body.required(patch))).build();
  }

  @DELETE
  @Path("{id}")
  @RolesAllowed(GOALS_WRITE)
  @Operation(operationId = "deleteBenchmark", summary = "Deletes an own figure")
  @APIResponse(responseCode = "204", description = "It is gone")
  public void delete(
      @RestPath UUID id,
      @Parameter(description = "Optional here.") @RestHeader("If-Match") @Nullable String ifMatch) {
    service.delete(id, ifMatch);
  }

  private static Response.ResponseBuilder withTag(
      Response.ResponseBuilder response, StoredBenchmark stored) {
    return Version.tagged(response, BenchmarkView.of(stored), stored.version());
  }
}
