package dev.steadfast.metrics.schedule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.steadfast.core.schedule.BusinessTime;
import dev.steadfast.core.schedule.Schedule;
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

/** Schedules over HTTP. */
@Path("/v1/schedules")
@Tag(name = "Schedules", description = "Business hours with their history, and what counts by them")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class ScheduleResource {
  /** Without a colon, so that {@code id:measure} is not taken for an id. */
  static final String ID = "{id:[^/:]+}";

  private final ScheduleRepository schedules;
  private final ScheduleService service;
  private final ScheduleReader reader;
  private final Idempotency idempotency;

  @Inject
  ScheduleResource(
      ScheduleRepository schedules,
      ScheduleService service,
      ScheduleReader reader,
      Idempotency idempotency) {
    this.schedules = schedules;
    this.service = service;
    this.reader = reader;
    this.idempotency = idempotency;
  }

  @POST
  @RolesAllowed(Scopes.METRICS_WRITE)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "createSchedule",
      summary = "Create a schedule",
      description =
          "Hours are half-open local times, any number a day, across midnight if they end before they start. An edge"
              + " that a clock change skips is the end of the gap, one that comes twice is the first.")
  @APIResponse(
      responseCode = "201",
      description = "The schedule, with Location and ETag",
      content = @Content(schema = @Schema(implementation = ScheduleView.class)))
  public Response create(
      @Parameter(description = "Repeats of the same request answer the same for 24 hours.")
          @RestHeader("Idempotency-Key")
          @Nullable String key,
      @RequestBody(required = true) @Nullable ScheduleRequest request) {
    ScheduleRequest given = Body.required(request);
    return idempotency.once(
        key,
        "createSchedule",
        given,
        () -> {
          ScheduleView view = ScheduleView.of(service.create(given));
          return withTag(Response.status(Response.Status.CREATED), view)
              .header(HttpHeaders.LOCATION, "/v1/schedules/" + view.id())
              .build();
        });
  }

  @GET
  @Transactional
  @RolesAllowed(Scopes.METRICS_READ)
  @Operation(operationId = "listSchedules", summary = "List schedules, newest first")
  @APIResponse(responseCode = "200", description = "A page of schedules")
  public Page<ScheduleView> list(
      @Parameter(schema = @Schema(minimum = "1", maximum = "500", defaultValue = "50")) @RestQuery
          @Nullable Integer limit,
      @Parameter(description = "The nextCursor of the page before.") @RestQuery
          @Nullable String cursor) {
    int size = Page.limit(limit);
    return Page.of(
        schedules.list(Cursor.decode(cursor, 1), size),
        size,
        ScheduleView::of,
        schedule -> Cursor.after(schedule.id()));
  }

  @GET
  @Path(ID)
  @Transactional
  @RolesAllowed(Scopes.METRICS_READ)
  @Operation(operationId = "getSchedule", summary = "Read a schedule with its whole history")
  @APIResponse(
      responseCode = "200",
      description = "The schedule, with ETag",
      content = @Content(schema = @Schema(implementation = ScheduleView.class)))
  public Response get(@RestPath UUID id) {
    return ok(schedules.require(id));
  }

  @PATCH
  @Path(ID)
  @RolesAllowed(Scopes.METRICS_WRITE)
  @Consumes({MergePatch.MEDIA_TYPE, MediaType.APPLICATION_JSON})
  @Operation(
      operationId = "patchSchedule",
      summary = "Correct a schedule by JSON Merge Patch",
      description =
          "Of anything, also of the past: lists are replaced as a whole. What is measured otherwise by it will be"
              + " measured again. For other hours from a date on, add a version.")
  @APIResponse(
      responseCode = "200",
      description = "The schedule, with its new ETag",
      content = @Content(schema = @Schema(implementation = ScheduleView.class)))
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
                            type =
                                org.eclipse.microprofile.openapi.annotations.enums.SchemaType
                                    .OBJECT,
                            description =
                                "The fields of a ScheduleRequest to change: absent ones stay, null removes.",
                            examples = "{\"name\": \"Support Berlin and Paris\"}"))
              })
          @Nullable JsonNode patch)
      throws JsonProcessingException {
    return ok(service.patch(id, ifMatch, Body.required(patch)));
  }

  @DELETE
  @Path(ID)
  @RolesAllowed(Scopes.METRICS_WRITE)
  @Operation(
      operationId = "deleteSchedule",
      summary = "Delete a schedule",
      description = "One that is in use is not deleted.")
  @APIResponse(responseCode = "204", description = "It is gone")
  @APIResponse(responseCode = "409", description = "conflict: it is in use")
  public void delete(
      @RestPath UUID id,
      @Parameter(description = "Optional here.") @RestHeader("If-Match") @Nullable String ifMatch) {
    service.delete(id, ifMatch);
  }

  @POST
  @Path(ID + ":add-version")
  @RolesAllowed(Scopes.METRICS_WRITE)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "addScheduleVersion",
      summary = "Give a schedule other hours from a date on",
      description = "What was before stays as it was. The date is after that of the last version.")
  @APIResponse(
      responseCode = "200",
      description = "The schedule, with its new ETag",
      content = @Content(schema = @Schema(implementation = ScheduleView.class)))
  public Response addVersion(
      @RestPath UUID id,
      @Parameter(description = "Optional here.") @RestHeader("If-Match") @Nullable String ifMatch,
      @RestHeader("Idempotency-Key") @Nullable String key,
      @RequestBody(required = true) ScheduleRequest.@Nullable VersionPart version) {
    ScheduleRequest.VersionPart given = Body.required(version);
    return idempotency.once(
        key, "addScheduleVersion " + id, given, () -> ok(service.addVersion(id, ifMatch, given)));
  }

  @POST
  @Path(ID + ":measure")
  @Transactional
  @RolesAllowed(Scopes.METRICS_READ)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "measureBusinessTime",
      summary = "Measure a span by a schedule",
      description = "The counted milliseconds, and each interval or holiday behind them.")
  @APIResponse(
      responseCode = "200",
      description = "What counts and why",
      content = @Content(schema = @Schema(implementation = MeasureView.class)))
  @APIResponse(responseCode = "422", description = "rule-violated")
  public MeasureView measure(
      @RestPath UUID id, @RequestBody(required = true) @Nullable MeasureRequest request) {
    MeasureRequest given = Body.required(request);
    StoredSchedule stored = schedules.require(id);
    MeasureRequest.Checked asked = given.check();
    Schedule schedule = reader.of(stored);
    return MeasureView.of(
        stored,
        schedule,
        asked,
        BusinessTime.between(schedule, asked.from(), asked.to(), asked.rule()));
  }

  private static Response ok(StoredSchedule schedule) {
    return withTag(Response.ok(), ScheduleView.of(schedule)).build();
  }

  static Response.ResponseBuilder withTag(Response.ResponseBuilder response, ScheduleView view) {
    return Version.tagged(response, view, view.version());
  }
}
