package dev.steadfast.metrics.export;

import dev.steadfast.contracts.problem.ProblemCode;
import dev.steadfast.platform.access.Scopes;
import dev.steadfast.platform.problem.Problem;
import dev.steadfast.platform.problem.ProblemException;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Every event that a tenant sent, to keep or to take elsewhere. */
@Path("/v1/events:export")
@Tag(name = "Events")
@RunOnVirtualThread
public class EventExportResource {
  private static final String NDJSON = "application/x-ndjson";
  private static final int BUFFER = 64 << 10;
  private static final String EXAMPLE =
      """
      {"specversion":"1.0","id":"evt-1","source":"/acme/zendesk","system":"acme-zendesk","type":"support.interaction.opened.v1","subject":"4711","time":"2026-03-02T09:30:00+01:00","data":{"channel":"email"}}
      """;

  private final RawEvents events;

  @Inject
  EventExportResource(RawEvents events) {
    this.events = events;
  }

  @GET
  @Produces(NDJSON)
  @RolesAllowed(Scopes.METRICS_READ)
  @Operation(
      operationId = "exportEvents",
      summary = "Export all events",
      description =
          "Every processed event once, as it was sent, one CloudEvent a line; gzip where `Accept-Encoding` asks for"
              + " it. Sent to `POST /v1/events` of another tenant with the same reporting zone, they give the same"
              + " numbers. The order is stable: by day of receipt (UTC), then by interaction. An export that broke"
              + " off goes on after the last whole line, whose source and id are given. Duplicates and dead letters"
              + " are not in it.")
  @APIResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = NDJSON,
              schema = @Schema(implementation = String.class),
              examples = @ExampleObject(name = "one event", value = EXAMPLE)))
  @APIResponse(
      responseCode = "400",
      description = "invalid-parameter; invalid-cursor: no such event was processed",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  @APIResponse(responseCode = "406", description = "not-acceptable")
  public Response export(
      @Parameter(
              description = "`source` of the last event that was received whole; goes with afterId",
              example = "/acme/zendesk")
          @RestQuery
          @Nullable String afterSource,
      @Parameter(description = "`id` of that event", example = "evt-1") @RestQuery
          @Nullable String afterId,
      @Context HttpHeaders headers) {
    Optional<EventPosition> after = position(afterSource, afterId);
    boolean packed = takesGzip(headers.getRequestHeader(HttpHeaders.ACCEPT_ENCODING));
    StreamingOutput lines = out -> write(after, packed, out);
    Response.ResponseBuilder answer =
        Response.ok(lines, NDJSON)
            .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
            .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"events.ndjson\"");
    return (packed ? answer.header(HttpHeaders.CONTENT_ENCODING, "gzip") : answer).build();
  }

  private Optional<EventPosition> position(@Nullable String source, @Nullable String id) {
    if (source == null && id == null) {
      return Optional.empty();
    }
    if (source == null || source.isEmpty()) {
      throw ProblemException.invalidParameter("afterSource", "afterSource goes with afterId.");
    }
    if (id == null || id.isEmpty()) {
      throw ProblemException.invalidParameter("afterId", "afterId goes with afterSource.");
    }
    return Optional.of(
        QuarkusTransaction.requiringNew()
            .call(() -> events.positionOf(source, id))
            .orElseThrow(
                () ->
                    new ProblemException(
                        ProblemCode.INVALID_CURSOR,
                        "No event "
                            + id
                            + " of source "
                            + source
                            + " was processed, or it is not kept any more.")));
  }

  private static boolean takesGzip(@Nullable List<String> accepted) {
    return accepted != null
        && accepted.stream()
            .flatMap(header -> List.of(header.split(",", -1)).stream())
            .map(coding -> coding.replace(" ", "").toLowerCase(Locale.ROOT))
            .anyMatch(
                coding ->
                    coding.equals("gzip")
                        || coding.startsWith("gzip;q=") && !coding.matches("gzip;q=0(\\.0*)?"));
  }

  private void write(Optional<EventPosition> after, boolean packed, OutputStream out)
      throws IOException {
    if (!packed) {
      write(after, out);
      return;
    }
    GZIPOutputStream gzip = new GZIPOutputStream(out, BUFFER);
    write(after, gzip);
    gzip.finish();
  }

  /** In short transactions, so that a slow reader holds none. */
  private void write(Optional<EventPosition> after, OutputStream to) throws IOException {
    OutputStream out = new BufferedOutputStream(to, BUFFER);
    Optional<RawEvents.Days> days = QuarkusTransaction.requiringNew().call(events::days);
    if (days.isPresent()) {
      LocalDate first = days.get().first();
      EventPosition start = after.orElseGet(() -> EventPosition.beginningOf(first));
      writeDay(start, out);
      LocalDate last = days.get().last();
      for (LocalDate day = start.receivedOn().plusDays(1);
          !day.isAfter(last);
          day = day.plusDays(1)) {
        writeDay(EventPosition.beginningOf(day), out);
      }
    }
    out.flush();
  }

  private void writeDay(EventPosition start, OutputStream out) throws IOException {
    for (EventPosition at = start; at != null; ) {
      EventPosition from = at;
      RawEvents.Chunk chunk = QuarkusTransaction.requiringNew().call(() -> events.after(from));
      for (String event : chunk.events()) {
        out.write(onOneLine(event).getBytes(StandardCharsets.UTF_8));
        out.write('\n');
      }
      at = chunk.end();
    }
  }

  /**
   * Between the tokens of JSON a line end is a blank like any other; within texts there is none.
   */
  private static String onOneLine(String json) {
    return json.replace('\n', ' ').replace('\r', ' ');
  }
}
