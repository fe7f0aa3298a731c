package dev.steadfast.metrics.query;

import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.metrics.arrival.Gap;
import dev.steadfast.metrics.definition.MetricCatalogue;
import dev.steadfast.platform.access.Scopes;
import dev.steadfast.platform.problem.ProblemException;
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
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
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

/** When a metric changed. */
@Path("/v1/metrics/{key}/changes")
@Tag(name = "Metrics")
@RunOnVirtualThread
public class ChangesResource {
  private static final int DEFAULT_DAYS = 365;

  /** Of all groups together: a thousand days take some 0.1 s. */
  private static final int MAX_DAYS = 40_000;

  private static final int MAX_PERIOD_DAYS = 1_100;
  private static final double DEFAULT_FALSE_ALARM_RATE = 0.001;

  private final MetricCatalogue catalogue;
  private final GroupingReader groupings;
  private final PeriodReader periods;
  private final SilentSources silentSources;
  private final Clock clock;

  @Inject
  ChangesResource(
      MetricCatalogue catalogue,
      GroupingReader groupings,
      PeriodReader periods,
      SilentSources silentSources,
      Clock clock) {
    this.catalogue = catalogue;
    this.groupings = groupings;
    this.periods = periods;
    this.silentSources = silentSources;
    this.clock = clock;
  }

  @GET
  @Produces({MediaType.APPLICATION_JSON, ChangesChart.MEDIA_TYPE})
  @RolesAllowed(Scopes.METRICS_READ)
  @Transactional
  @Operation(
      operationId = "getMetricChanges",
      summary = "Find when a metric changed its level, and days unlike their week",
      description =
          "From whole days; the day that still runs is left out. A change of level is found from 21 days with a"
              + " value on, with a false alarm in less than 5 % of years without one for a single look. Whoever"
              + " looks every day should act on a probability of 0.95 and more. With Accept: image/svg+xml a"
              + " chart of one series.")
  @APIResponse(
      responseCode = "200",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = ChangesView.class)),
        @Content(
            mediaType = ChangesChart.MEDIA_TYPE,
            schema = @Schema(implementation = String.class))
      })
  @APIResponse(responseCode = "400", description = "invalid-parameter")
  @APIResponse(responseCode = "404", description = "not-found")
  @APIResponse(
      responseCode = "409",
      description = "conflict: the version is still being counted for the first time")
  public Response changes(
      @RestPath String key,
      @Parameter(description = "of the definition; the newest that is ready by default") @RestQuery
          @Nullable Integer version,
      @Parameter(description = "a date, inclusive; a year ago by default", example = "2026-01-01")
          @RestQuery
          @Nullable String from,
      @Parameter(description = "a date, exclusive; today by default", example = "2026-07-01")
          @RestQuery
          @Nullable String to,
      @RestQuery @Nullable String zone,
      @Parameter(description = "one; the metric's own by default", example = "p90") @RestQuery
          @Nullable String aggregation,
      @RestQuery @Nullable String groupBy,
      @RestQuery List<String> filter,
      @Parameter(
              description =
                  "the share of ordinary days that may be called anomalies, above 0 to 0.5; 0.001 by default")
          @RestQuery
          @Nullable Double falseAlarmRate,
      @Context HttpHeaders headers)
      throws SQLException {
    double rate = falseAlarmRate == null ? DEFAULT_FALSE_ALARM_RATE : falseAlarmRate;
    if (!(rate > 0 && rate <= 0.5)) {
      throw ProblemException.invalidParameter(
          "falseAlarmRate", "falseAlarmRate is above 0 and at most 0.5.");
    }
    MetricDefinition metric = catalogue.require(key, version);
    Period period = period(from, to, zone);
    MetricQuery query =
        MetricQuery.of(
            metric,
            period,
            aggregation == null ? metric.defaultAggregation().code() : aggregation,
            groupBy,
            filter);
    if (query.aggregations().size() > 1) {
      throw ProblemException.invalidParameter("aggregation", "Ask for one aggregation.");
    }
    int days = wholeDays(period);
    Grouping grouping = groupings.read(query);
    boolean isChart = MetricResource.accepts(headers, ChangesChart.MEDIA_TYPE);
    List<Grouping.Group> groups = grouping.finished();
    if ((long) groups.size() * days > MAX_DAYS || (isChart && groups.size() != 1)) {
      throw ProblemException.invalidParameter(
          "groupBy",
          isChart
              ? "A chart shows one series: filter instead of grouping."
              : groups.size() + " groups of " + days + " days are too many at once; ask for less.");
    }
    List<Gap> gaps = silentSources.of(query);
    ChangesView view = ChangesView.of(query, gaps, groups, days, rate);
    return isChart
        ? Response.ok(
                ChangesChart.of(view, ChangesView.daily(query, gaps, groups.getFirst(), days)),
                ChangesChart.MEDIA_TYPE)
            .build()
        : Response.ok(view, MediaType.APPLICATION_JSON_TYPE).build();
  }

  private Period period(@Nullable String from, @Nullable String to, @Nullable String zone) {
    LocalDate today = periods.today(zone);
    String end = to == null ? today.toString() : to;
    String begin = from == null ? today.minusDays(DEFAULT_DAYS).toString() : from;
    Period period = periods.period(begin, end, zone, Interval.DAY);
    if (!period.isWholeDays()) {
      throw ProblemException.invalidParameter(
          "from", "Changes are found in whole days: give dates.");
    }
    if (period.buckets().size() > MAX_PERIOD_DAYS) {
      throw ProblemException.invalidParameter(
          "from", "Ask for at most " + MAX_PERIOD_DAYS + " days.");
    }
    return period;
  }

  /** Those of the period that are over, at least one. */
  private int wholeDays(Period period) {
    LocalDate first = period.from().toLocalDate();
    LocalDate today = LocalDate.now(clock.withZone(period.zone()));
    LocalDate end = period.to().toLocalDate();
    long days = ChronoUnit.DAYS.between(first, end.isAfter(today) ? today : end);
    if (days < 1) {
      throw ProblemException.invalidParameter("from", "No day of the period is over.");
    }
    return (int) days;
  }
}
