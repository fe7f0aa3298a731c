package dev.steadfast.metrics.query;

import static dev.steadfast.metrics.reference.ReferenceKind.AGENT;
import static dev.steadfast.metrics.reference.ReferenceKind.TEAM;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.steadfast.contracts.metric.DerivedMetrics;
import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.metrics.definition.MetricCatalogue;
import dev.steadfast.metrics.export.TableFormat;
import dev.steadfast.metrics.export.TableWriter;
import dev.steadfast.metrics.reference.ReferenceRepository;
import dev.steadfast.platform.access.Scopes;
import dev.steadfast.platform.http.Cursor;
import dev.steadfast.platform.http.Page;
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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The exact values behind a number. */
@Path("/v1/metrics/{key}/observations")
@Tag(name = "Metrics")
@RunOnVirtualThread
public class ObservationResource {
  private static final String NDJSON = "application/x-ndjson";
  private static final int STREAM_CHUNK = 5_000;

  private final MetricCatalogue catalogue;
  private final ObservationRepository observations;
  private final ReferenceRepository references;
  private final OpenInteractions open;
  private final PeriodReader periods;
  private final ObjectMapper json;

  @Inject
  ObservationResource(
      MetricCatalogue catalogue,
      ObservationRepository observations,
      ReferenceRepository references,
      OpenInteractions open,
      PeriodReader periods,
      ObjectMapper json) {
    this.catalogue = catalogue;
    this.observations = observations;
    this.references = references;
    this.open = open;
    this.periods = periods;
    this.json = json;
  }

  @GET
  @Produces({
    MediaType.APPLICATION_JSON,
    NDJSON,
    TableFormat.CSV_TYPE,
    TableFormat.XLSX_TYPE,
    TableFormat.PARQUET_TYPE
  })
  @RolesAllowed(Scopes.METRICS_READ)
  @Operation(
      operationId = "listObservations",
      summary = "List the exact values behind a number",
      description =
          "Paged as JSON; as CSV, XLSX, Parquet or NDJSON the whole period is streamed, without a limit. In the"
              + " order of time. Of a level and of ages: the interactions that are in it at the end of the period, each"
              + " with since when (`at`) and the value 1, or its age; `from` does not matter then.")
  @APIResponse(
      responseCode = "200",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = ObservationPage.class)),
        @Content(mediaType = NDJSON, schema = @Schema(implementation = String.class)),
        @Content(mediaType = TableFormat.CSV_TYPE, schema = @Schema(implementation = String.class)),
        @Content(
            mediaType = TableFormat.XLSX_TYPE,
            schema = @Schema(type = SchemaType.STRING, format = "binary")),
        @Content(
            mediaType = TableFormat.PARQUET_TYPE,
            schema = @Schema(type = SchemaType.STRING, format = "binary"))
      })
  @APIResponse(responseCode = "400", description = "invalid-parameter, invalid-cursor")
  @APIResponse(responseCode = "404", description = "not-found")
  @APIResponse(
      responseCode = "409",
      description = "conflict: the version is still being counted for the first time")
  public Response observations(
      @RestPath String key,
      @Parameter(description = "of the definition; the newest that is ready by default") @RestQuery
          @Nullable Integer version,
      @RestQuery @Nullable String from,
      @RestQuery @Nullable String to,
      @RestQuery @Nullable String zone,
      @RestQuery List<String> filter,
      @RestQuery @Nullable Integer limit,
      @RestQuery @Nullable String cursor,
      @Context HttpHeaders headers) {
    MetricDefinition metric = catalogue.require(key, version);
    catalogue
        .partsOf(metric)
        .ifPresent(parts -> refuse(metric, List.of(parts.numerator(), parts.denominator())));
    if (metric.kind() == MetricDefinition.Kind.PEOPLE) {
      refuse(metric, DerivedMetrics.partsOf(metric));
    }
    Period period = periods.period(from, to, zone, Interval.WHOLE);
    MetricQuery query = MetricQuery.of(metric, period, null, null, filter);
    Optional<TableFormat> file = TableFormat.asked(headers);
    if (file.isPresent()) {
      return file.get()
          .answer(
              key + "-observations",
              ObservationTable.columns(query.counted()),
              table -> stream(query, table));
    }
    if (MetricResource.accepts(headers, NDJSON)) {
      StreamingOutput lines = out -> streamLines(query, out);
      return Response.ok(lines, NDJSON).build();
    }
    int size = Page.limit(limit);
    Page<ObservationView> page =
        Page.of(
            chunk(query, Cursor.decode(cursor, 3), size + 1),
            size,
            row -> row,
            ObservationView::cursor);
    return Response.ok(page, MediaType.APPLICATION_JSON_TYPE).build();
  }

  private static void refuse(MetricDefinition metric, List<MetricDefinition> parts) {
    throw ProblemException.invalidParameter(
        "key",
        "%s has no observations of its own: ask for those of %s."
            .formatted(
                metric.key(),
                parts.stream().map(MetricDefinition::key).collect(Collectors.joining(" and "))));
  }

  /** Names the page in the OpenAPI document. */
  private record ObservationPage(List<ObservationView> items, @Nullable String nextCursor) {}

  private List<ObservationView> chunk(MetricQuery query, @Nullable Cursor after, int limit) {
    return QuarkusTransaction.requiringNew()
        .call(
            () ->
                labelled(
                    OpenInteractions.areBehind(query)
                        ? open.page(query, after, limit)
                        : observations.page(query, after, limit)));
  }

  private List<ObservationView> labelled(List<ObservationView> rows) throws SQLException {
    var teams = references.named(TEAM, ids(rows, ObservationView::team));
    var agents = references.named(AGENT, ids(rows, ObservationView::agent));
    return rows.stream().map(row -> row.with(teams, agents)).toList();
  }

  private static Set<String> ids(
      List<ObservationView> rows, Function<ObservationView, @Nullable String> of) {
    Set<String> ids = new HashSet<>();
    for (ObservationView row : rows) {
      String id = of.apply(row);
      if (id != null) {
        ids.add(id);
      }
    }
    return ids;
  }

  private void stream(MetricQuery query, TableWriter table) throws IOException {
    for (Cursor at = null; ; ) {
      List<ObservationView> rows = chunk(query, at, STREAM_CHUNK);
      for (ObservationView row : rows) {
        table.row(ObservationTable.row(row));
      }
      if (rows.size() < STREAM_CHUNK) {
        return;
      }
      at = rows.getLast().cursor();
    }
  }

  private void streamLines(MetricQuery query, OutputStream out) throws IOException {
    for (Cursor at = null; ; ) {
      List<ObservationView> rows = chunk(query, at, STREAM_CHUNK);
      for (ObservationView row : rows) {
        out.write(json.writeValueAsBytes(row));
        out.write('\n');
      }
      if (rows.size() < STREAM_CHUNK) {
        return;
      }
      at = rows.getLast().cursor();
    }
  }
}
