package dev.steadfast.metrics.compare;

import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.metrics.definition.MetricCatalogue;
import dev.steadfast.metrics.query.GroupingReader;
import dev.steadfast.metrics.query.Interval;
import dev.steadfast.metrics.query.MetricQuery;
import dev.steadfast.metrics.query.Period;
import dev.steadfast.metrics.query.PeriodReader;
import dev.steadfast.metrics.query.SilentSources;
import dev.steadfast.metrics.query.Snapshot;
import dev.steadfast.platform.access.Scopes;
import dev.steadfast.platform.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Two periods or scopes of a metric side by side. */
@Path("/v1/metrics/{key}/compare")
@Tag(name = "Metrics")
@RunOnVirtualThread
public class ComparisonResource {
  private static final String EVERYTHING = "all";

  private final MetricCatalogue catalogue;
  private final GroupingReader groupings;
  private final PeriodReader periods;
  private final Snapshot snapshot;
  private final SilentSources silentSources;
  private final Clock clock;

  @Inject
  ComparisonResource(
      MetricCatalogue catalogue,
      GroupingReader groupings,
      PeriodReader periods,
      Snapshot snapshot,
      SilentSources silentSources,
      Clock clock) {
    this.catalogue = catalogue;
    this.groupings = groupings;
    this.periods = periods;
    this.snapshot = snapshot;
    this.silentSources = silentSources;
    this.clock = clock;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @RolesAllowed(Scopes.METRICS_READ)
  @Transactional
  @Operation(
      operationId = "compareMetric",
      summary = "Compare a metric between two periods or two scopes",
      description =
          "The difference with its 95 % interval: Newcombe's for shares, Welch's for means, from the order"
              + " statistics for quantiles, as of Poisson counts for counts. The verdict is cannot-tell below the"
              + " minimum sample of the metric, where no interval is defined, and where a source fell silent in a period"
              + " of a count, which then has `noData`. Without against… the period is"
              + " compared with the one of the same length before it; with againstFilter alone, two scopes in the"
              + " same period.")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = ComparisonView.class)))
  @APIResponse(responseCode = "400", description = "invalid-parameter")
  @APIResponse(responseCode = "404", description = "not-found")
  @APIResponse(
      responseCode = "409",
      description = "conflict: the version is still being counted for the first time")
  public ComparisonView compare(
      @RestPath String key,
      @Parameter(description = "of the definition; the newest that is ready by default") @RestQuery
          @Nullable Integer version,
      @Parameter(
              description = "inclusive: a date in the zone, or an RFC 3339 time",
              example = "2026-03-01")
          @RestQuery
          @Nullable String from,
      @Parameter(description = "exclusive", example = "2026-04-01") @RestQuery @Nullable String to,
      @Parameter(description = "inclusive", example = "2026-02-01") @RestQuery
          @Nullable String againstFrom,
      @Parameter(description = "exclusive", example = "2026-03-01") @RestQuery
          @Nullable String againstTo,
      @Parameter(description = "an IANA name", example = "Europe/Berlin") @RestQuery
          @Nullable String zone,
      @Parameter(
              description = "one, or a share such as `within:PT1H`; the metric's own by default",
              example = "p90")
          @RestQuery
          @Nullable String aggregation,
      @Parameter(description = "dimension:value, repeatable", example = "team:billing") @RestQuery
          List<String> filter,
      @Parameter(
              description = "dimension:value, repeatable, or all; that of filter by default",
              example = "team:tech")
          @RestQuery
          List<String> againstFilter)
      throws SQLException {
    snapshot.begin();
    MetricDefinition metric = catalogue.require(key, version);
    Period period = periods.period(from, to, zone, Interval.WHOLE);
    boolean isSamePeriod = !againstFilter.isEmpty() && againstFrom == null && againstTo == null;
    Period other = isSamePeriod ? period : periods.against(period, againstFrom, againstTo, zone);
    String asked = aggregation == null ? metric.defaultAggregation().code() : aggregation;
    MetricQuery measured = MetricQuery.ofOne(metric, period, asked, filter);
    MetricQuery against =
        againstFilter.isEmpty()
            ? MetricQuery.ofOne(metric, other, asked, filter)
            : against(metric, other, asked, againstFilter);
    ZonedDateTime now = ZonedDateTime.now(clock);
    ComparedQueries found =
        ComparedQueries.of(
            measured,
            groupings.read(measured),
            against,
            groupings.read(against),
            silentSources,
            now);
    return ComparisonView.of(found, found.compare(now));
  }

  private static MetricQuery against(
      MetricDefinition metric, Period period, String aggregation, List<String> filter) {
    try {
      return MetricQuery.ofOne(
          metric, period, aggregation, filter.equals(List.of(EVERYTHING)) ? List.of() : filter);
    } catch (ProblemException e) {
      throw ProblemException.invalidParameter("againstFilter", String.valueOf(e.getMessage()));
    }
  }
}
