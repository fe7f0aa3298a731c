package dev.steadfast.metrics.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.steadfast.metrics.definition.MetricCatalogue;
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

/** Alert rules over HTTP. */
@Path("/v1/alert-rules")
@Tag(name = "Alerts")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class AlertRuleResource {
  private final MetricCatalogue catalogue;
  private final AlertRepository rules;
  private final AlertService service;
  private final Idempotency idempotency;

  @Inject
  AlertRuleResource(
      MetricCatalogue catalogue,
      AlertRepository rules,
      AlertService service,
      Idempotency idempotency) {
    this.catalogue = catalogue;
    this.rules = rules;
    this.service = service;
    this.idempotency = idempotency;
  }

  @POST
  @RolesAllowed(Scopes.METRICS_WRITE)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "createAlertRule",
      summary = "Create a rule that watches a metric",
      description =
          "It is looked at every minute. It fires once the condition has held at every look for the hold-down, clears at"
              + " another level, and has no data where there is nothing to judge by. What changes is told on the"
              + " topic alert-events. At most 200 rules.")
  @APIResponse(
      responseCode = "201",
      description = "The rule, with Location and ETag",
      content = @Content(schema = @Schema(implementation = AlertRuleView.class)))
  @APIResponse(responseCode = "409", description = "conflict: there are 200 rules already")
  public Response create(
      @Parameter(description = "Repeats of the same request answer the same for 24 hours.")
          @RestHeader("Idempotency-Key")
          @Nullable String key,
      @RequestBody(required = true) @Nullable AlertRuleRequest request) {
    AlertRuleRequest given = Body.required(request);
    return idempotency.once(
        key,
        "createAlertRule",
        given,
        () -> {
          AlertRuleView view = AlertRuleView.of(service.create(given), catalogue);
          return Version.tagged(Response.status(Response.Status.CREATED), view, view.version())
              .header(HttpHeaders.LOCATION, "/v1/alert-rules/" + view.id())
              .build();
        });
  }

  @GET
  @Transactional
  @RolesAllowed(Scopes.METRICS_READ)
  @Operation(operationId = "listAlertRules", summary = "List alert rules, newest first")
  @APIResponse(responseCode = "200", description = "A page of alert rules")
  public Page<AlertRuleView> list(
      @Parameter(schema = @Schema(minimum = "1", maximum = "500", defaultValue = "50")) @RestQuery
          @Nullable Integer limit,
      @Parameter(description = "The nextCursor of the page before.") @RestQuery
          @Nullable String cursor) {
    int size = Page.limit(limit);
    return Page.of(
        rules.list(Cursor.decode(cursor, 1), size),
        size,
        rule -> AlertRuleView.of(rule, catalogue),
        rule -> Cursor.after(rule.id()));
  }

  @GET
  @Path("{id}")
  @Transactional
  @RolesAllowed(Scopes.METRICS_READ)
  @Operation(operationId = "getAlertRule", summary = "Read an alert rule and how it stands")
  @APIResponse(
      responseCode = "200",
      description = "The rule, with ETag; the state has no part in that",
      content = @Content(schema = @Schema(implementation = AlertRuleView.class)))
  public Response get(@RestPath UUID id) {
    return ok(rules.require(id));
  }

  @PATCH
  @Path("{id}")
  @RolesAllowed(Scopes.METRICS_WRITE)
  @Consumes({MergePatch.MEDIA_TYPE, MediaType.APPLICATION_JSON})
  @Operation(
      operationId = "patchAlertRule",
      summary = "Change an alert rule by JSON Merge Patch",
      description =
          "A rule that fires goes on firing until the next look says otherwise; a hold-down begins anew. One that is"
              + " switched off is over at once.")
  @APIResponse(
      responseCode = "200",
      description = "The rule, with its new ETag",
      content = @Content(schema = @Schema(implementation = AlertRuleView.class)))
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
                                "The fields of an AlertRuleRequest to change: absent ones stay, null removes.",
                            examples = "{\"holdDown\": \"PT30M\"}"))
              })
          @Nullable JsonNode patch)
      throws JsonProcessingException {
    return ok(service.patch(id, ifMatch, Body.required(patch)));
  }

  @DELETE
  @Path("{id}")
  @RolesAllowed(Scopes.METRICS_WRITE)
  @Operation(
      operationId = "deleteAlertRule",
      summary = "Delete an alert rule",
      description = "If it was told to fire, it is told to be over. Its history stays.")
  @APIResponse(responseCode = "204", description = "It is gone")
  public void delete(
      @RestPath UUID id,
      @Parameter(description = "Optional here.") @RestHeader("If-Match") @Nullable String ifMatch) {
    service.delete(id, ifMatch);
  }

  private Response ok(StoredRule rule) {
    return Version.tagged(Response.ok(), AlertRuleView.of(rule, catalogue), rule.version()).build();
  }
}
