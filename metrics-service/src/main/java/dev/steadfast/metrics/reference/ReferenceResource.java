package dev.steadfast.metrics.reference;

import dev.steadfast.platform.access.Scopes;
import dev.steadfast.platform.http.Body;
import dev.steadfast.platform.http.Cursor;
import dev.steadfast.platform.http.Page;
import dev.steadfast.platform.http.Version;
import dev.steadfast.platform.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
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

/** Teams and agents by name. */
@Path("/v1/references")
@Tag(
    name = "References",
    description = "Teams and agents: what they are called, and whether they are gone")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ReferenceResource {
  private static final int MAX_TEXT = 200;

  private final ReferenceRepository references;

  @Inject
  ReferenceResource(ReferenceRepository references) {
    this.references = references;
  }

  @GET
  @RolesAllowed(Scopes.METRICS_READ)
  @Transactional
  @Operation(
      operationId = "listReferences",
      summary = "List the teams and agents that events have named",
      description = "What filters and groups can name, with labels to show.")
  @APIResponse(responseCode = "200", description = "A page, by kind and id")
  @APIResponse(responseCode = "400", description = "invalid-parameter, invalid-cursor")
  public Page<ReferenceView> list(
      @Parameter(description = "agent or team; both by default", example = "agent") @RestQuery
          @Nullable String kind,
      @Parameter(schema = @Schema(minimum = "1", maximum = "500", defaultValue = "50")) @RestQuery
          @Nullable Integer limit,
      @Parameter(description = "The nextCursor of the page before.") @RestQuery
          @Nullable String cursor)
      throws SQLException {
    int size = Page.limit(limit);
    return Page.of(
        references.list(kind == null ? null : kind(kind), Cursor.decode(cursor, 2), size),
        size,
        one -> one,
        one -> Cursor.after(one.kind().text(), one.id()));
  }

  @GET
  @Path("{kind}/{id: .+}")
  @RolesAllowed(Scopes.METRICS_READ)
  @Transactional
  @Operation(operationId = "getReference", summary = "Read what a team or an agent is called")
  @APIResponse(
      responseCode = "200",
      description = "The reference, with ETag",
      content = @Content(schema = @Schema(implementation = ReferenceView.class)))
  @APIResponse(responseCode = "400", description = "invalid-parameter")
  @APIResponse(responseCode = "404", description = "not-found")
  public Response get(
      @Parameter(description = "agent or team", example = "agent") @RestPath String kind,
      @Parameter(example = "a-17") @RestPath String id)
      throws SQLException {
    return ok(require(kind(kind), id));
  }

  @PUT
  @Path("{kind}/{id: .+}")
  @RolesAllowed(Scopes.METRICS_WRITE)
  @Consumes(MediaType.APPLICATION_JSON)
  @Transactional
  @Operation(
      operationId = "putReference",
      summary = "Say what a team or an agent is called, or that it is gone",
      description =
          "Your own label is shown instead of what events tell. One that is gone keeps its numbers, and groups of"
              + " numbers mark it.")
  @APIResponse(
      responseCode = "200",
      description = "The reference as it is now, with its new ETag",
      content = @Content(schema = @Schema(implementation = ReferenceView.class)))
  @APIResponse(responseCode = "400", description = "invalid-parameter")
  @APIResponse(responseCode = "404", description = "not-found")
  @APIResponse(responseCode = "412", description = "stale-version")
  @APIResponse(responseCode = "422", description = "rule-violated")
  @APIResponse(responseCode = "428", description = "version-required")
  public Response put(
      @Parameter(description = "agent or team", example = "agent") @RestPath String kind,
      @Parameter(example = "a-17") @RestPath String id,
      @Parameter(description = "The ETag that you read.") @RestHeader("If-Match")
          @Nullable String ifMatch,
      @RequestBody(required = true) @Nullable ReferenceRequest request)
      throws SQLException {
    ReferenceKind wanted = kind(kind);
    ReferenceRequest given = Body.required(request);
    if (given.label() != null && !isText(given.label())) {
      throw ProblemException.ruleViolated("/label", "has 1 to 200 printable characters");
    }
    ReferenceView before =
        references.findForChange(wanted, id).orElseThrow(() -> unknown(wanted, id));
    Version.require(ifMatch, before.version());
    references.put(wanted, id, given.label(), Boolean.TRUE.equals(given.deleted()));
    return ok(require(wanted, id));
  }

  private static boolean isText(String text) {
    return !text.isBlank()
        && text.length() <= MAX_TEXT
        && text.codePoints()
            .noneMatch(c -> Character.isISOControl(c) || (c >= 0xd800 && c <= 0xdfff));
  }

  private static ReferenceKind kind(String text) {
    return ReferenceKind.named(text)
        .orElseThrow(
            () -> ProblemException.invalidParameter("kind", "kind is one of agent, team."));
  }

  private ReferenceView require(ReferenceKind kind, String id) throws SQLException {
    return references.find(kind, id).orElseThrow(() -> unknown(kind, id));
  }

  private static ProblemException unknown(ReferenceKind kind, String id) {
    return ProblemException.notFound(kind.text(), id);
  }

  private static Response ok(ReferenceView view) {
    return Version.tagged(Response.ok(), view, view.version()).build();
  }
}
