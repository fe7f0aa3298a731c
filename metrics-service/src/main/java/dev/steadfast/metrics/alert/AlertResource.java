package dev.steadfast.metrics.alert;

import dev.steadfast.metrics.definition.MetricCatalogue;
import dev.steadfast.platform.access.Scopes;
import dev.steadfast.platform.http.Cursor;
import dev.steadfast.platform.http.Page;
import dev.steadfast.platform.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What fires now, and what did. */
@Path("/v1/alerts")
@Tag(name = "Alerts", description = "Rules that watch metrics, and what became of them")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class AlertResource {
  private final MetricCatalogue catalogue;
  private final AlertRepository rules;
  private final AlertHistory history;

  @Inject
  AlertResource(MetricCatalogue catalogue, AlertRepository rules, AlertHistory history) {
    this.catalogue = catalogue;
    this.rules = rules;
    this.history = history;
  }

  @GET
  @Transactional
  @RolesAllowed(Scopes.METRICS_READ)
  @Operation(
      operationId = "listAlerts",
      summary = "List what fires now",
      description =
          "Or the rules of another status, newest rule first. Rules that are switched off have none.")
  @APIResponse(responseCode = "200", description = "A page of alerts")
  @APIResponse(responseCode = "400", description = "invalid-parameter, invalid-cursor")
  public Page<AlertView> list(
      @Parameter(
              schema =
                  @Schema(
                      enumeration = {"firing", "pending", "no-data", "ok", "all"},
                      defaultValue = "firing"))
          @RestQuery
          @Nullable String status,
      @Parameter(schema = @Schema(minimum = "1", maximum = "500", defaultValue = "50")) @RestQuery
          @Nullable Integer limit,
      @Parameter(description = "The nextCursor of the page before.") @RestQuery
          @Nullable String cursor) {
    String asked = status == null ? "firing" : status;
    if (!AlertRepository.STATUSES.containsKey(asked)) {
      throw ProblemException.invalidParameter(
          "status", "status is one of firing, pending, no-data, ok, all.");
    }
    int size = Page.limit(limit);
    return Page.of(
        rules.standing(asked, Cursor.decode(cursor, 1), size),
        size,
        alert -> AlertView.of(alert, catalogue),
        rule -> Cursor.after(rule.id()));
  }

  @GET
  @Path("changes")
  @Transactional
  @RolesAllowed(Scopes.METRICS_READ)
  @Operation(
      operationId = "listAlertChanges",
      summary = "List when rules fired, cleared or lost their data, newest first",
      description = "With what happened in quiet hours, and of deleted rules too.")
  @APIResponse(responseCode = "200", description = "A page of changes")
  @APIResponse(responseCode = "400", description = "invalid-parameter, invalid-cursor")
  public Page<AlertChange> changes(
      @Parameter(description = "Only of the rule with this id.") @RestQuery @Nullable String rule,
      @Parameter(schema = @Schema(minimum = "1", maximum = "500", defaultValue = "50")) @RestQuery
          @Nullable Integer limit,
      @Parameter(description = "The nextCursor of the page before.") @RestQuery
          @Nullable String cursor) {
    int size = Page.limit(limit);
    return Page.of(
        history.list(id(rule), Cursor.decode(cursor, 1), size),
        size,
        change -> change,
        change -> Cursor.after(change.id()));
  }

  private static @Nullable UUID id(@Nullable String text) {
    try {
      return text == null ? null : UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw ProblemException.invalidParameter("rule", "rule is the id of an alert rule.");
    }
  }
}
