package dev.steadfast.metrics.imports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steadfast.contracts.problem.ProblemCode;
import dev.steadfast.platform.access.Scopes;
import dev.steadfast.platform.http.Cursor;
import dev.steadfast.platform.http.Page;
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
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;
import org.jspecify.annotations.Nullable;

/** Where histories are uploaded, and how far they are. */
@Path("/v1/imports")
@Tag(
    name = "Imports",
    description = "Histories in, as CSV files with a mapping or as exported events")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ImportResource {
  private static final int FIRST_ERRORS = 10;
  private static final String CSV = "text/csv";

  private final ImportRepository imports;
  private final ImportUpload upload;
  private final ImportWorkers workers;
  private final ErrorDownload download;
  private final ImportSettings settings;

  @Inject
  ImportResource(
      ImportRepository imports,
      ImportUpload upload,
      ImportWorkers workers,
      ErrorDownload download,
      ImportSettings settings) {
    this.imports = imports;
    this.upload = upload;
    this.workers = workers;
    this.download = download;
    this.settings = settings;
  }

  @POST
  @RolesAllowed(Scopes.EVENTS_WRITE)
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @Operation(
      operationId = "createImport",
      summary = "Import a CSV file, or an export of events",
      description =
          "The whole file is read once before the answer: columns, delimiter, encoding, compression and quoting"
              + " fit, or nothing is stored. Then a job makes events of it. With `format` ndjson the file has one"
              + " CloudEvent a line, as `GET /v1/events:export` writes them, and needs no mapping: what one tenant"
              + " exported, imported into another, gives the same numbers. The same file with the same mapping is"
              + " one import, however often it is sent; a failed one starts again.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.MULTIPART_FORM_DATA,
              schema = @Schema(implementation = ImportForm.Documented.class)))
  @APIResponse(
      responseCode = "202",
      description = "Queued; Location is the import",
      content = @Content(schema = @Schema(implementation = ImportView.class)))
  @APIResponse(
      responseCode = "200",
      description = "The same file was sent before; Location is that import",
      content = @Content(schema = @Schema(implementation = ImportView.class)))
  @APIResponse(
      responseCode = "400",
      description = "malformed-request, malformed-json, malformed-compression, invalid-parameter",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  @APIResponse(responseCode = "413", description = "body-too-large, also of what gzip expands to")
  @APIResponse(responseCode = "415", description = "unsupported-media-type")
  @APIResponse(
      responseCode = "422",
      description = "rule-violated: the mapping; import-mismatch: the file does not fit it",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  @APIResponse(responseCode = "503", description = "unavailable: send it again")
  public Response create(
      MultipartFormDataInput input,
      @Parameter(description = "Names the helpdesk, in place of the mapping's own system")
          @RestQuery
          @Nullable String system)
      throws IOException {
    ImportForm form = ImportForm.of(input, settings.limits());
    ImportUpload.Queued queued =
        upload.queue(
            switch (form.format()) {
              case CSV -> table(form, system);
              case NDJSON -> events(form, system);
            });
    if (queued.queued()) {
      workers.wake();
    }
    return Response.status(queued.queued() ? 202 : 200)
        .location(URI.create("/v1/imports/" + queued.id()))
        .entity(get(queued.id()))
        .build();
  }

  private ImportUpload.Request table(ImportForm form, @Nullable String system) throws IOException {
    if (system != null && form.mapping() instanceof ObjectNode document) {
      document.put("system", system);
    }
    Mapping mapping = MappingReader.read(form.mapping());
    return new ImportUpload.Request(
        form.file(),
        form.fileName(),
        Inspection.of(form.file(), mapping, settings.limits()),
        form.format(),
        mapping.system(),
        mapping.source(),
        form.mapping());
  }

  private ImportUpload.Request events(ImportForm form, @Nullable String system) throws IOException {
    if (system != null) {
      throw ProblemException.invalidParameter("system", "Events of ndjson name their own system.");
    }
    return new ImportUpload.Request(
        form.file(),
        form.fileName(),
        Inspection.ofLines(form.file(), settings.limits()),
        form.format(),
        "",
        "",
        form.mapping());
  }

  @GET
  @RolesAllowed({Scopes.EVENTS_WRITE, Scopes.METRICS_READ})
  @Operation(operationId = "listImports", summary = "List imports, newest first")
  @APIResponse(responseCode = "200", description = "A page of imports, without their errors")
  @APIResponse(responseCode = "400", description = "invalid-parameter, invalid-cursor")
  public Page<ImportView> list(
      @Parameter(description = "queued, running, done or failed") @RestQuery @Nullable String state,
      @RestQuery @Nullable Integer limit,
      @RestQuery @Nullable String cursor) {
    int size = Page.limit(limit);
    ImportState wanted =
        state == null
            ? null
            : ImportState.named(state)
                .orElseThrow(
                    () ->
                        ProblemException.invalidParameter(
                            "state", "state is queued, running, done or failed."));
    return Page.of(
        imports.list(wanted, size, after(cursor)),
        size,
        one -> ImportView.of(one, List.of()),
        one -> Cursor.after(one.id()));
  }

  @GET
  @Path("{id}")
  @RolesAllowed({Scopes.EVENTS_WRITE, Scopes.METRICS_READ})
  @Operation(operationId = "getImport", summary = "How far an import is")
  @APIResponse(
      responseCode = "200",
      description = "The import with its first errors",
      content = @Content(schema = @Schema(implementation = ImportView.class)))
  @APIResponse(responseCode = "404", description = "not-found")
  public ImportView get(@RestPath UUID id) {
    return ImportView.of(require(id), imports.errors(id, -1, FIRST_ERRORS - 1));
  }

  @GET
  @Path("{id}/errors")
  @RolesAllowed({Scopes.EVENTS_WRITE, Scopes.METRICS_READ})
  @Operation(
      operationId = "listImportErrors",
      summary = "What was wrong with the file",
      description =
          "In the order of the file. The first 10,000 are listed; the import has the exact total.")
  @APIResponse(
      responseCode = "200",
      description = "A page of errors; as text/csv, all listed ones",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = ErrorPage.class)),
        @Content(mediaType = CSV, schema = @Schema(implementation = String.class))
      })
  @APIResponse(responseCode = "400", description = "invalid-parameter, invalid-cursor")
  @APIResponse(responseCode = "404", description = "not-found")
  @Produces({MediaType.APPLICATION_JSON, CSV})
  public Response errors(
      @RestPath UUID id,
      @RestQuery @Nullable Integer limit,
      @RestQuery @Nullable String cursor,
      @Context HttpHeaders headers) {
    require(id);
    if (headers.getAcceptableMediaTypes().getFirst().toString().startsWith(CSV)) {
      return Response.ok(download.of(id), CSV + ";charset=UTF-8")
          .header(
              HttpHeaders.CONTENT_DISPOSITION,
              "attachment; filename=\"import-" + id + "-errors.csv\"")
          .build();
    }
    int size = Page.limit(limit);
    return Response.ok(
            Page.of(
                imports.errors(id, position(cursor), size),
                size,
                error -> error,
                ImportError::cursor),
            MediaType.APPLICATION_JSON_TYPE)
        .build();
  }

  /** How a page of errors is documented. */
  @Schema(name = "PageImportError")
  record ErrorPage(List<ImportError> items, @Nullable String nextCursor) {}

  private Import require(UUID id) {
    return imports.find(id).orElseThrow(() -> ProblemException.notFound("import", id));
  }

  private static @Nullable UUID after(@Nullable String cursor) {
    Cursor after = Cursor.decode(cursor, 1);
    try {
      return after == null ? null : UUID.fromString(after.values().getFirst());
    } catch (IllegalArgumentException e) {
      throw foreignCursor();
    }
  }

  private static int position(@Nullable String cursor) {
    Cursor after = Cursor.decode(cursor, 1);
    try {
      return after == null ? -1 : Integer.parseInt(after.values().getFirst());
    } catch (NumberFormatException e) {
      throw foreignCursor();
    }
  }

  private static ProblemException foreignCursor() {
    return new ProblemException(
        ProblemCode.INVALID_CURSOR, "Use the nextCursor of the page before, unchanged.");
  }
}
