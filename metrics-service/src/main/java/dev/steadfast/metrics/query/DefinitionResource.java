package dev.steadfast.metrics.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.metrics.definition.DefinitionRequest;
import dev.steadfast.metrics.definition.DefinitionService;
import dev.steadfast.metrics.definition.MetricCatalogue;
import dev.steadfast.metrics.definition.StoredMetric;
import dev.steadfast.metrics.definition.StoredVersion;
import dev.steadfast.platform.access.Scopes;
import dev.steadfast.platform.http.Body;
import dev.steadfast.platform.http.Idempotency;
import dev.steadfast.platform.http.MergePatch;
import dev.steadfast.platform.http.Page;
import dev.steadfast.platform.http.Version;
import dev.steadfast.platform.problem.ProblemException;
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
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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

/** Definitions over HTTP. */
@Path("/v1/metrics")
@Tag(name = "Metrics")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class DefinitionResource {
  private final MetricCatalogue catalogue;
  private final DefinitionService service;
  private final Idempotency idempotency;

  @Inject
  DefinitionResource(
      MetricCatalogue catalogue, DefinitionService service, Idempotency idempotency) {
    this.catalogue = catalogue;
    this.service = service;
    this.idempotency = idempotency;
  }

  @GET
  @Transactional
  @RolesAllowed(Scopes.METRICS_READ)
  @Operation(
      operationId = "listMetrics",
      summary = "List the metric definitions",
      description =
          "The built-in ones, then those of the tenant by their keys; each in the version that queries are answered by.")
  @APIResponse(
      responseCode = "200",
      description = "All of them; the list is short and has one page")
  public Page<DefinitionView> list() {
    double progress = catalogue.progress();
    List<DefinitionView> all =
        Stream.concat(
                MetricCatalogue.builtIn().stream().map(DefinitionView::of),
                catalogue.ownOnes().stream()
                    .map(own -> DefinitionView.of(own, own.current(), progress)))
            .toList();
    return new Page<>(all, null);
  }

  @POST
  @RolesAllowed(Scopes.METRICS_WRITE)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "createMetric",
      summary = "Define a metric of your own",
      description =
          "A copy of a built-in metric with another population, clock, limit or wording; what events tell; a share of two"
              + " counts, or another ratio of two amounts. It is counted over all history; until that is done its state is computing, and queries of it answer"
              + " conflict. At most 50 metrics.")
  @APIResponse(
      responseCode = "201",
      description = "The definition, with Location and ETag",
      content = @Content(schema = @Schema(implementation = DefinitionView.class)))
  @APIResponse(
      responseCode = "409",
      description = "conflict: there is one of that key, or there are 50 already")
  public Response create(
      @Parameter(description = "Repeats of the same request answer the same for 24 hours.")
          @RestHeader("Idempotency-Key")
          @Nullable String key,
      @RequestBody(required = true) @Nullable DefinitionRequest request) {
    DefinitionRequest given = Body.required(request);
    return idempotency.once(
        key,
        "createMetric",
        given,
        () -> {
          StoredMetric metric = service.create(given);
          return tagged(Response.status(Response.Status.CREATED), metric, metric.newest())
              .header(HttpHeaders.LOCATION, "/v1/metrics/" + metric.key())
              .build();
        });
  }

  @GET
  @Path("{key}")
  @Transactional
  @RolesAllowed(Scopes.METRICS_READ)
  @Operation(
      operationId = "getMetric",
      summary = "Read a metric definition",
      description =
          "Its rules, clock, exclusions, the parts of a share and the date that both go by, and a sentence of what it"
              + " counts. Of one of your own: its versions, whether they are ready, and an ETag, which is that of"
              + " the newest version.")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = DefinitionView.class)))
  public Response get(
      @RestPath String key,
      @Parameter(description = "the one that queries are answered by is the default") @RestQuery
          @Nullable Integer version) {
    Optional<StoredMetric> own = catalogue.ownOne(key);
    if (own.isEmpty()) {
      MetricDefinition builtIn = catalogue.require(key, version);
      return Response.ok(DefinitionView.of(builtIn)).build();
    }
    StoredVersion shown =
        version == null
            ? own.get().current()
            : own.get().versions().stream()
                .filter(one -> one.metric().version() == version)
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("metric", key + "@" + version));
    return tagged(Response.ok(), own.get(), shown).build();
  }

  @PATCH
  @Path("{key}")
  @RolesAllowed(Scopes.METRICS_WRITE)
  @Consumes({MergePatch.MEDIA_TYPE, MediaType.APPLICATION_JSON})
  @Operation(
      operationId = "patchMetric",
      summary = "Make the next version of a metric of your own by JSON Merge Patch",
      description =
          "It is counted over all history beside the version before, which answers queries until it is ready and"
              + " `version` asks for after that. Three versions are kept: the oldest goes. A built-in definition"
              + " cannot be edited, only copied.")
  @APIResponse(
      responseCode = "200",
      description = "The new version, with its ETag",
      content = @Content(schema = @Schema(implementation = DefinitionView.class)))
  @APIResponse(
      responseCode = "409",
      description =
          "conflict: the metric is built-in, or a share or ratio is of the version that would have to go")
  public Response patch(
      @RestPath String key,
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
                                "The fields of a MetricDefinitionRequest to change: absent ones stay, null removes.",
                            examples = "{\"population\": {\"team\": [\"billing\", \"tech\"]}}"))
              })
          @Nullable JsonNode patch)
      throws JsonProcessingException {
    StoredMetric metric = service.patch(key, ifMatch, Body.required(patch));
    return tagged(Response.ok(), metric, metric.newest()).build();
  }

  @DELETE
  @Path("{key}")
  @RolesAllowed(Scopes.METRICS_WRITE)
  @Operation(
      operationId = "deleteMetric",
      summary = "Delete a metric of your own",
      description =
          "All its versions; what was counted by them goes as everything is counted anew. If the key is used again, its"
              + " versions go on from the last one.")
  @APIResponse(responseCode = "204", description = "It is gone")
  @APIResponse(
      responseCode = "409",
      description =
          "conflict: the metric is built-in, or a share, a ratio or an alert rule needs it")
  public void delete(
      @RestPath String key,
      @Parameter(description = "Optional here.") @RestHeader("If-Match") @Nullable String ifMatch) {
    service.delete(key, ifMatch);
  }

  private Response.ResponseBuilder tagged(
      Response.ResponseBuilder response, StoredMetric metric, StoredVersion shown) {
    return Version.tagged(
        response,
        DefinitionView.of(metric, shown, catalogue.progress()),
        metric.newest().metric().version());
  }
}
