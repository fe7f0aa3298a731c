package dev.steadfast.metrics.query;

import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.metrics.definition.MetricCatalogue;
import dev.steadfast.metrics.export.TableFormat;
import dev.steadfast.platform.access.Scopes;
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
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.util.List;
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

/** Metrics out. */
@Path("/v1/metrics")
@Tag(
    name = "Metrics",
    description = "Definitions, series, summaries and the exact values behind them")
@RunOnVirtualThread
public class MetricResource {
  private final MetricCatalogue catalogue;
  private final GroupingReader groupings;
  private final PeriodReader periods;
  private final SilentSources silentSources;
  private final SeriesLabels labels;
  private final Clock clock;

  @Inject
  MetricResource(
      MetricCatalogue catalogue,
      GroupingReader groupings,
      PeriodReader periods,
      SilentSources silentSources,
      SeriesLabels labels,
      Clock clock) {
    this.catalogue = catalogue;
    this.groupings = groupings;
    this.periods = periods;
    this.silentSources = silentSources;
    this.labels = labels;
    this.clock = clock;
  }

  @GET
  @Path("{key}/series")
  @Produces({
    MediaType.APPLICATION_JSON,
    TableFormat.CSV_TYPE,
    TableFormat.XLSX_TYPE,
    TableFormat.PARQUET_TYPE
  })
  @RolesAllowed(Scopes.METRICS_READ)
  @Transactional
  @Operation(
      operationId = "getMetricSeries",
      summary = "Read a metric over time",
      description =
          "Each point carries n, a 95 % interval where one is defined, and whether it is partial or provisional."
              + " Points of a count in which a source fell silent have `noData`."
              + " Quantiles are within 1 % of the exact ones; `observations` has those. Distinct interactions and"
              + " customers are counted from all observations of the period, which takes longer than cells do.")
  @APIResponse(
      responseCode = "200",
      description = "A file says the same as the JSON, a row for each group and bucket",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = SeriesView.class)),
        @Content(mediaType = TableFormat.CSV_TYPE, schema = @Schema(implementation = String.class)),
        @Content(
            mediaType = TableFormat.XLSX_TYPE,
            schema = @Schema(type = SchemaType.STRING, format = "binary")),
        @Content(
            mediaType = TableFormat.PARQUET_TYPE,
            schema = @Schema(type = SchemaType.STRING, format = "binary"))
      })
  @APIResponse(responseCode = "400", description = "invalid-parameter")
  @APIResponse(responseCode = "404", description = "not-found")
  @APIResponse(
      responseCode = "409",
      description = "conflict: the version is still being counted for the first time")
  public Response series(
      @RestPath String key,
      @Parameter(description = "of the definition; the newest that is ready by default") @RestQuery
          @Nullable Integer version,
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
      @Parameter(
              description =
                  "one or more, separated by commas; what is counted and levels have `distinct-interactions` and"
                      + " `distinct-customers` too, and durations and numbers the share `within:` a threshold, such as"
                      + " `within:PT1H` or `within:3`, in percent",
              example = "median,p90")
          @RestQuery
          @Nullable String aggregation,
      @Parameter(
              description =
                  "one or two of team, agent, channel, priority, direction, brand, product, language, tag, attribute.NAME;"
                      + " observations without a value are a group with an empty one, so that the groups sum to the whole",
              example = "team")
          @RestQuery
          @Nullable String groupBy,
      @Parameter(description = "dimension:value, repeatable", example = "team:billing") @RestQuery
          List<String> filter,
      @Parameter(
              description =
                  "what was reported then, rounded down to the full hour: whole days of the reporting zone that were"
                      + " over by then",
              example = "2026-03-02T08:00:00Z")
          @RestQuery
          @Nullable String asOf,
      @Context HttpHeaders headers)
      throws SQLException {
    MetricDefinition metric = catalogue.require(key, version);
    Period period = periods.period(from, to, zone, Interval.named(interval));
    return answer(
        MetricQuery.ofSeries(metric, period, aggregation, groupBy, filter)
            .reportedAt(asOf, clock.instant()),
        headers);
  }

  @GET
  @Path("{key}/summary")
  @Produces({
    MediaType.APPLICATION_JSON,
    TableFormat.CSV_TYPE,
    TableFormat.XLSX_TYPE,
    TableFormat.PARQUET_TYPE
  })
  @RolesAllowed(Scopes.METRICS_READ)
  @Transactional
  @Operation(
      operationId = "getMetricSummary",
      summary = "Read a metric over a whole period",
      description = "The same as a series with one point.")
  @APIResponse(
      responseCode = "200",
      description = "A file says the same as the JSON, a row for each group and bucket",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = SeriesView.class)),
        @Content(mediaType = TableFormat.CSV_TYPE, schema = @Schema(implementation = String.class)),
        @Content(
            mediaType = TableFormat.XLSX_TYPE,
            schema = @Schema(type = SchemaType.STRING, format = "binary")),
        @Content(
            mediaType = TableFormat.PARQUET_TYPE,
            schema = @Schema(type = SchemaType.STRING, format = "binary"))
      })
  @APIResponse(responseCode = "400", description = "invalid-parameter")
  @APIResponse(responseCode = "404", description = "not-found")
  @APIResponse(
      responseCode = "409",
      description = "conflict: the version is still being counted for the first time")
  public Response summary(
      @RestPath String key,
      @Parameter(description = "of the definition; the newest that is ready by default") @RestQuery
          @Nullable Integer version,
      @RestQuery @Nullable String from,
      @RestQuery @Nullable String to,
      @RestQuery @Nullable String zone,
      @RestQuery @Nullable String aggregation,
      @RestQuery @Nullable String groupBy,
      @RestQuery List<String> filter,
      @Parameter(description = "what was reported then; see series") @RestQuery
          @Nullable String asOf,
      @Context HttpHeaders headers)
      throws SQLException {
    MetricDefinition metric = catalogue.require(key, version);
    Period period = periods.period(from, to, zone, Interval.WHOLE);
    return answer(
        MetricQuery.ofSeries(metric, period, aggregation, groupBy, filter)
            .reportedAt(asOf, clock.instant()),
        headers);
  }

  private Response answer(MetricQuery query, HttpHeaders headers) throws SQLException {
    SeriesView view =
        labels.label(
            SeriesView.of(
                query,
                groupings.readWithRestatements(query),
                silentSources.of(query),
                ZonedDateTime.now(clock)));
    return TableFormat.asked(headers)
        .map(
            format ->
                format.answer(
                    view.metric(),
                    SeriesTable.columns(view),
                    table -> SeriesTable.write(view, table)))
        .orElseGet(() -> Response.ok(view, MediaType.APPLICATION_JSON_TYPE).build());
  }

  static boolean accepts(HttpHeaders headers, String type) {
    return headers.getAcceptableMediaTypes().getFirst().toString().startsWith(type);
  }
}
