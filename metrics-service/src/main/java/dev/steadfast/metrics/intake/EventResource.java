package dev.steadfast.metrics.intake;

import com.fasterxml.jackson.core.JacksonException;
import dev.steadfast.contracts.problem.ProblemCode;
import dev.steadfast.metrics.arrival.Rejections;
import dev.steadfast.metrics.arrival.Rejections.Refused;
import dev.steadfast.metrics.arrival.Source;
import dev.steadfast.metrics.event.EventBatch;
import dev.steadfast.metrics.settings.TenantSettings;
import dev.steadfast.platform.access.Caller;
import dev.steadfast.platform.access.Scopes;
import dev.steadfast.platform.problem.FieldError;
import dev.steadfast.platform.problem.Problem;
import dev.steadfast.platform.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Where helpdesks send their events, and ask what became of them. */
@Path("/v1/events")
@Tag(name = "Events", description = "Support events in, as CloudEvents 1.0")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class EventResource {
  private static final Logger LOG = Logger.getLogger(EventResource.class);
  private static final int MAX_EVENTS = 10_000;
  private static final String EXAMPLE =
      """
      [{"specversion": "1.0", "id": "evt-1", "source": "/acme/zendesk", "system": "acme-zendesk",
        "type": "support.interaction.opened.v1", "subject": "4711", "time": "2026-03-02T09:30:00+01:00",
        "data": {"channel": "email", "priority": "normal", "team": {"id": "billing", "label": "Billing"}}}]""";

  private final Intake intake;
  private final EventFates fates;
  private final TenantZones zones;
  private final TenantSettings settings;
  private final Rejections rejections;
  private final Caller caller;

  @Inject
  EventResource(
      Intake intake,
      EventFates fates,
      TenantZones zones,
      TenantSettings settings,
      Rejections rejections,
      Caller caller) {
    this.intake = intake;
    this.settings = settings;
    this.fates = fates;
    this.zones = zones;
    this.rejections = rejections;
    this.caller = caller;
  }

  @POST
  @RolesAllowed(Scopes.EVENTS_WRITE)
  @Consumes(MediaType.WILDCARD)
  @Operation(
      operationId = "sendEvents",
      summary = "Send support events",
      description =
          "CloudEvents 1.0 in binary, structured or batched mode, or one event a line"
              + " (application/x-ndjson); gzip is taken. Up to 10,000 events or 5 MiB. Accepted events are"
              + " durable when the answer comes. An event sent twice counts once.")
  @RequestBody(
      required = true,
      content = {
        @Content(
            mediaType = "application/cloudevents-batch+json",
            schema = @Schema(implementation = Object[].class),
            examples = @ExampleObject(name = "batch", value = EXAMPLE)),
        @Content(
            mediaType = "application/cloudevents+json",
            schema = @Schema(implementation = Object.class)),
        @Content(
            mediaType = "application/x-ndjson",
            schema = @Schema(implementation = String.class)),
        @Content(
            mediaType = "application/json",
            schema = @Schema(implementation = Object.class, description = "binary mode"))
      })
  @APIResponse(
      responseCode = "202",
      description = "Durable; the events in `rejected` were not taken",
      content = @Content(schema = @Schema(implementation = Receipt.class)))
  @APIResponse(responseCode = "400", description = "malformed-json, malformed-compression")
  @APIResponse(responseCode = "413", description = "body-too-large")
  @APIResponse(responseCode = "415", description = "unsupported-media-type")
  @APIResponse(responseCode = "422", description = "no-valid-event")
  @APIResponse(responseCode = "503", description = "unavailable: send it again")
  public Response send(@Context HttpHeaders headers, InputStream body) throws IOException {
    String type = mediaType(headers.getHeaderString(HttpHeaders.CONTENT_TYPE));
    byte[] bytes = BodyReader.read(body, headers.getHeaderString(HttpHeaders.CONTENT_ENCODING));
    zones.remember();
    Receipt receipt =
        switch (type) {
          case "application/cloudevents-batch+json" -> batch(bytes, EventBatch.read(bytes));
          case "application/cloudevents+json" ->
              batch(bytes, List.of(EventBatch.readOne(bytes, 0, bytes.length)));
          case "application/x-ndjson" -> lines(bytes);
          default -> binary(type, headers, bytes);
        };
    if (receipt.accepted() == 0 && !receipt.rejected().isEmpty()) {
      throw noneIsGood(receipt);
    }
    return Response.accepted(receipt).build();
  }

  private static String mediaType(@Nullable String header) {
    String type = header == null ? "" : header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    if (type.equals("application/ndjson") || type.equals("application/jsonl")) {
      return "application/x-ndjson";
    }
    return type;
  }

  private Receipt binary(String type, HttpHeaders headers, byte[] bytes) throws IOException {
    boolean isBinary = headers.getHeaderString("ce-specversion") != null;
    if (!type.equals(MediaType.APPLICATION_JSON) || !isBinary) {
      throw new ProblemException(
          ProblemCode.UNSUPPORTED_MEDIA_TYPE,
          "Send application/cloudevents-batch+json, application/cloudevents+json or"
              + " application/x-ndjson; or application/json with ce-* headers.");
    }
    byte[] batch = BinaryEvent.asBatch(headers.getRequestHeaders(), bytes);
    return batch(batch, EventBatch.read(batch));
  }

  private Receipt lines(byte[] bytes) throws IOException {
    List<EventBatch.Element> elements = new ArrayList<>();
    int line = 1;
    int from = 0;
    for (int i = 0; i <= bytes.length; i++) {
      if (i == bytes.length || bytes[i] == '\n') {
        if (!isBlank(bytes, from, i)) {
          elements.add(line(bytes, from, i, line));
        }
        from = i + 1;
        line++;
      }
    }
    return batch(bytes, elements);
  }

  private static EventBatch.Element line(byte[] bytes, int from, int to, int line)
      throws IOException {
    try {
      return EventBatch.readOne(bytes, from, to);
    } catch (JacksonException e) {
      throw new ProblemException(
          ProblemCode.MALFORMED_JSON, "Line " + line + ": " + e.getOriginalMessage());
    }
  }

  private static boolean isBlank(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\r') {
        return false;
      }
    }
    return true;
  }

  private Receipt batch(byte[] bytes, List<EventBatch.Element> elements) {
    if (elements.size() > MAX_EVENTS) {
      throw new ProblemException(
          ProblemCode.BODY_TOO_LARGE,
          "The batch has " + elements.size() + " events; the limit is " + MAX_EVENTS + ".");
    }
    Receipt receipt = intake.accept(caller.tenant(), bytes, elements, settings.keepsTexts());
    count(receipt, elements);
    return receipt;
  }

  /** The events that were taken are durable by now: they are not refused for a count. */
  private void count(Receipt receipt, List<EventBatch.Element> elements) {
    if (receipt.rejected().isEmpty()) {
      return;
    }
    try {
      rejections.count(
          receipt.rejected().stream()
              .map(
                  one ->
                      new Refused(
                          Source.toldBy(elements.get(one.position()).json()),
                          one.errors().getFirst().pointer()))
              .toList());
    } catch (RuntimeException e) {
      LOG.warnf("refused events were not counted: %s", e.getMessage());
    }
  }

  private static ProblemException noneIsGood(Receipt receipt) {
    List<FieldError> errors = new ArrayList<>();
    for (Rejection rejection : receipt.rejected()) {
      for (FieldError error : rejection.errors()) {
        if (errors.size() < 100) {
          errors.add(new FieldError("/" + rejection.position() + error.pointer(), error.detail()));
        }
      }
    }
    int count = receipt.rejected().size();
    return new ProblemException(
        ProblemCode.NO_VALID_EVENT,
        count == 1 ? "The event is not valid." : "None of the " + count + " events is valid.",
        errors);
  }

  @GET
  @RolesAllowed({Scopes.EVENTS_WRITE, Scopes.METRICS_READ})
  @Operation(
      operationId = "getEventFate",
      summary = "What became of an event",
      description =
          "`accepted` while it waits to be processed, then `processed` or `dead-lettered` with the reason,"
              + " or `erased` if its interaction was removed with the person who opened it;"
              + " `duplicates` says how often it was sent again.")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = EventFate.class)))
  @APIResponse(responseCode = "400", description = "invalid-parameter")
  @APIResponse(
      responseCode = "404",
      description = "not-found: never accepted",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  public EventFate fate(@RestQuery @Nullable String source, @RestQuery @Nullable String id) {
    if (source == null || source.isEmpty()) {
      throw ProblemException.invalidParameter("source", "source is required.");
    }
    if (id == null || id.isEmpty()) {
      throw ProblemException.invalidParameter("id", "id is required.");
    }
    return fates.of(source, id);
  }
}
