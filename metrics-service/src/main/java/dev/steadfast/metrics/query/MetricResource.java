package dev.steadfast.metrics.query;

import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.writer.CsvWriter;
import dev.steadfast.contracts.metric.BuiltInMetrics;
import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.metrics.intake.TenantZones;
import dev.steadfast.platform.access.Scopes;
import dev.steadfast.platform.http.Cursor;
import dev.steadfast.platform.http.Page;
import dev.steadfast.platform.problem.ProblemException;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
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
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Metrics out. */
@Path("/v1/metrics")
@Tag(
    name = "Metrics",
    description = "Definitions, series, summaries and the exact values behind them")
@RunOnVirtualThread
public class MetricResource {
  private static final String NDJSON = "application/x-ndjson";
  private static final int STREAM_CHUNK = 5_000;

  private final CellRepository cells;
  private final ObservationRepository observations;
  private final TenantZones zones;
  private final ObjectMapper json;
  private final Clock clock;

  @Inject
  MetricResource(
      CellRepository cells,
      ObservationRepository observations,
      TenantZones zones,
      ObjectMapper json,
      Clock clock) {
    this.cells = cells;
    this.observations = observations;
    this.zones = zones;
    this.json = json;
    this.clock = clock;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @RolesAllowed(Scopes.METRICS_READ)
  @Operation(operationId = "listMetrics", summary = "List the metric definitions")
  @APIResponse(
      responseCode = "200",
      description = "All of them; the list is short and has one page")
  public Page<MetricDefinition> list() {
    return new Page<>(BuiltInMetrics.all(), null);
  }

  @GET
  @Path("{key}")
  @Produces(MediaType.APPLICATION_JSON)
  @RolesAllowed(Scopes.METRICS_READ)
  @Operation(operationId = "getMetric", summary = "Read a metric definition")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = MetricDefinition.class)))
  @APIResponse(responseCode = "404", description = "not-found")
  public MetricDefinition get(@RestPath String key) {
    return MetricQuery.definition(key);
  }

  @GET
  @Path("{key}/series")
  @Produces({MediaType.APPLICATION_JSON, CsvTable.MEDIA_TYPE})
  @RolesAllowed(Scopes.METRICS_READ)
  @Transactional
  @Operation(
      operationId = "getMetricSeries",
      summary = "Read a metric over time",
      description =
          "Each point carries n, a 95 % interval where one is defined, and whether it is partial or provisional."
              + " Quantiles are within 1 % of the exact ones; `observations` has those.")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = SeriesView.class)))
  @APIResponse(responseCode = "400", description = "invalid-parameter")
  @APIResponse(responseCode = "404", description = "not-found")
  public Response series(
      @RestPath String key,
      @Parameter(
              description = "inclusive: a date in the zone, or an RFC 3339 time",
              example = "2026-03-01")
          @RestQuery
          @Nullable String from,
      @Parameter(description = "exclusive", example = "2026-04-01") @RestQuery @Nullable String to,
      @Parameter(description = "hour, day, week or month; day by default") @RestQuery
          @Nullable String interval,
      @Parameter(
              description = "an IANA name; the tenant's reporting zone by default",
              example = "Europe/Berlin")
          @RestQuery
          @Nullable String zone,
      @Parameter(description = "one or more, separated by commas", example = "median,p90")
          @RestQuery
          @Nullable String aggregation,
      @Parameter(description = "one or two of team, agent, channel, priority", example = "team")
          @RestQuery
          @Nullable String groupBy,
      @Parameter(description = "dimension:value, repeatable", example = "team:billing") @RestQuery
          List<String> filter,
      @Context HttpHeaders headers)
      throws SQLException {
    MetricDefinition metric = MetricQuery.definition(key);
    Period period = period(from, to, zone, intervalOf(interval));
    return answer(MetricQuery.of(metric, period, aggregation, groupBy, filter), headers);
  }

  @GET
  @Path("{key}/summary")
  @Produces({MediaType.APPLICATION_JSON, CsvTable.MEDIA_TYPE})
  @RolesAllowed(Scopes.METRICS_READ)
  @Transactional
  @Operation(
      operationId = "getMetricSummary",
      summary = "Read a metric over a whole period",
      description = "The same as a series with one point.")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = SeriesView.class)))
  @APIResponse(responseCode = "400", description = "invalid-parameter")
  @APIResponse(responseCode = "404", description = "not-found")
  public Response summary(
      @RestPath String key,
      @RestQuery @Nullable String from,
      @RestQuery @Nullable String to,
      @RestQuery @Nullable String zone,
      @RestQuery @Nullable String aggregation,
      @RestQuery @Nullable String groupBy,
      @RestQuery List<String> filter,
      @Context HttpHeaders headers)
      throws SQLException {
    MetricDefinition metric = MetricQuery.definition(key);
    Period period = period(from, to, zone, Interval.WHOLE);
    return answer(MetricQuery.of(metric, period, aggregation, groupBy, filter), headers);
  }

  private Response answer(MetricQuery query, HttpHeaders headers) throws SQLException {
    Grouping grouping = new Grouping(query);
    if (!query.isMerged()) {
      observations.addTo(query, grouping);
    } else if (query.period().zone().equals(zones.ofCaller()) && query.period().isWholeDays()) {
      cells.addDays(query, grouping);
    } else {
      cells.addQuarters(query, grouping);
    }
    SeriesView view = SeriesView.of(query, grouping, ZonedDateTime.now(clock));
    return accepts(headers, CsvTable.MEDIA_TYPE)
        ? Response.ok(CsvTable.of(view), CsvTable.MEDIA_TYPE).build()
        : Response.ok(view, MediaType.APPLICATION_JSON_TYPE).build();
  }

  @GET
  @Path("{key}/observations")
  @Produces({MediaType.APPLICATION_JSON, NDJSON, CsvTable.MEDIA_TYPE})
  @RolesAllowed(Scopes.METRICS_READ)
  @Operation(
      operationId = "listObservations",
      summary = "List the exact values behind a number",
      description =
          "Paged as JSON; as CSV or NDJSON the whole period is streamed, without a limit. In the order of time.")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = ObservationPage.class)))
  @APIResponse(responseCode = "400", description = "invalid-parameter, invalid-cursor")
  @APIResponse(responseCode = "404", description = "not-found")
  public Response observations(
      @RestPath String key,
      @RestQuery @Nullable String from,
      @RestQuery @Nullable String to,
      @RestQuery @Nullable String zone,
      @RestQuery List<String> filter,
      @RestQuery @Nullable Integer limit,
      @RestQuery @Nullable String cursor,
      @Context HttpHeaders headers) {
    MetricDefinition metric = MetricQuery.definition(key);
    Period period = period(from, to, zone, Interval.WHOLE);
    MetricQuery query = MetricQuery.of(metric, period, null, null, filter);
    if (accepts(headers, CsvTable.MEDIA_TYPE)) {
      StreamingOutput table = out -> streamCsv(query, out);
      return Response.ok(table, CsvTable.MEDIA_TYPE).build();
    }
    if (accepts(headers, NDJSON)) {
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

  /** Names the page in the OpenAPI document. */
  private record ObservationPage(List<ObservationView> items, @Nullable String nextCursor) {}

  private List<ObservationView> chunk(MetricQuery query, @Nullable Cursor after, int limit) {
    return QuarkusTransaction.requiringNew().call(() -> observations.page(query, after, limit));
  }

  private void streamCsv(MetricQuery query, OutputStream out) throws IOException {
    Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    try (CsvWriter csv = CsvTable.writer(text)) {
      csv.writeRecord(CsvTable.observationHeader());
      for (Cursor at = null; ; ) {
        List<ObservationView> rows = chunk(query, at, STREAM_CHUNK);
        rows.forEach(row -> csv.writeRecord(CsvTable.row(row)));
        if (rows.size() < STREAM_CHUNK) {
          return;
        }
        at = rows.getLast().cursor();
      }
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

  private static boolean accepts(HttpHeaders headers, String type) {
    return headers.getAcceptableMediaTypes().getFirst().toString().startsWith(type);
  }

  private static Interval intervalOf(@Nullable String text) {
    if (text == null) {
      return Interval.DAY;
    }
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "hour" -> Interval.HOUR;
      case "day" -> Interval.DAY;
      case "week" -> Interval.WEEK;
      case "month" -> Interval.MONTH;
      default ->
          throw ProblemException.invalidParameter(
              "interval", "interval is one of hour, day, week, month.");
    };
  }

  private Period period(
      @Nullable String from, @Nullable String to, @Nullable String zone, Interval interval) {
    ZoneId named = zone == null ? zones.ofCaller() : zoneOf(zone);
    ZonedDateTime today = ZonedDateTime.now(clock.withZone(named));
    // Without edges: the last 30 days, today included.
    String end = to == null ? today.toLocalDate().plusDays(1).toString() : to;
    String begin = from == null ? today.toLocalDate().minusDays(29).toString() : from;
    return Period.of(begin, end, named, interval);
  }

  private static ZoneId zoneOf(String name) {
    try {
      if (ZoneId.getAvailableZoneIds().contains(name)) {
        return ZoneId.of(name);
      }
    } catch (DateTimeException e) {
      // answered below like any other name that is none
    }
    throw ProblemException.invalidParameter(
        "zone", "zone is an IANA name such as Europe/Berlin, not an offset.");
  }
}
