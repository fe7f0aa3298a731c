package dev.steadfast.metrics.distribution;

import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.contracts.metric.MetricDefinition.Kind;
import dev.steadfast.core.measure.Measured;
import dev.steadfast.metrics.definition.MetricCatalogue;
import dev.steadfast.metrics.query.GroupingReader;
import dev.steadfast.metrics.query.Interval;
import dev.steadfast.metrics.query.MetricQuery;
import dev.steadfast.metrics.query.PeriodReader;
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
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** How the values of a metric are spread. */
@Path("/v1/metrics/{key}/distribution")
@Tag(name = "Metrics")
@RunOnVirtualThread
public class DistributionResource {
  private static final int DEFAULT_BUCKETS = 12;
  private static final int MOST_BUCKETS = 199;

  private final MetricCatalogue catalogue;
  private final GroupingReader groupings;
  private final PeriodReader periods;
  private final Clock clock;

  @Inject
  DistributionResource(
      MetricCatalogue catalogue, GroupingReader groupings, PeriodReader periods, Clock clock) {
    this.catalogue = catalogue;
    this.groupings = groupings;
    this.periods = periods;
    this.clock = clock;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @RolesAllowed(Scopes.METRICS_READ)
  @Transactional
  @Operation(
      operationId = "getMetricDistribution",
      summary = "Count the values of a metric by buckets",
      description =
          "Of metrics whose observations have a size: durations, ages at the end of the period, and numbers. Edges as given, or round ones chosen"
              + " around the values. Values are kept to 1 %, so that an edge counts where they are told apart"
              + " exactly, at most 0.8 % below it; each edge says where that is.")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = DistributionView.class)))
  @APIResponse(responseCode = "400", description = "invalid-parameter")
  @APIResponse(responseCode = "404", description = "not-found")
  @APIResponse(
      responseCode = "409",
      description = "conflict: the version is still being counted for the first time")
  public DistributionView distribution(
      @RestPath String key,
      @Parameter(description = "of the definition; the newest that is ready by default") @RestQuery
          @Nullable Integer version,
      @Parameter(
              description = "inclusive: a date in the zone, or an RFC 3339 time",
              example = "2026-03-01")
          @RestQuery
          @Nullable String from,
      @Parameter(description = "exclusive", example = "2026-04-01") @RestQuery @Nullable String to,
      @Parameter(description = "an IANA name", example = "Europe/Berlin") @RestQuery
          @Nullable String zone,
      @Parameter(description = "dimension:value, repeatable", example = "team:billing") @RestQuery
          List<String> filter,
      @Parameter(
              description =
                  "2 to 200 that ascend, separated by commas: in the unit of the metric, with as many decimals as that"
                      + " has, also below zero; or ISO 8601 durations",
              example = "PT0S,PT1H,PT4H,PT24H")
          @RestQuery
          @Nullable String edges,
      @Parameter(
              description = "without edges: at most this many, 1 to 199; 12 by default",
              schema = @Schema(minimum = "1", maximum = "199", defaultValue = "12"))
          @RestQuery
          @Nullable Integer buckets)
      throws SQLException {
    MetricDefinition metric = catalogue.require(key, version);
    requireSizes(metric);
    int most = buckets(edges, buckets);
    long[] given = edges == null ? null : Edges.given(edges, metric, isOfTime(metric));
    MetricQuery query =
        MetricQuery.of(metric, periods.period(from, to, zone, Interval.WHOLE), null, null, filter);
    Measured found = groupings.read(query).finished().getFirst().measured()[0];
    return DistributionView.of(
        query,
        found,
        given == null ? Edges.chosen(DistributionView.histogram(found), metric, most) : given,
        clock.instant());
  }

  private static int buckets(@Nullable String edges, @Nullable Integer buckets) {
    if (edges != null && buckets != null) {
      throw ProblemException.invalidParameter("buckets", "Give edges or buckets, not both.");
    }
    int most = buckets == null ? DEFAULT_BUCKETS : buckets;
    if (most < 1 || most > MOST_BUCKETS) {
      throw ProblemException.invalidParameter("buckets", "buckets is 1 to 199.");
    }
    return most;
  }

  private void requireSizes(MetricDefinition metric) {
    if (!hasSizes(metric)) {
      throw ProblemException.invalidParameter(
          "key",
          metric.key()
              + " has no sizes to be spread; these have: "
              + catalogue.all().stream()
                  .filter(DistributionResource::hasSizes)
                  .map(MetricDefinition::key)
                  .collect(Collectors.joining(", ")));
    }
  }

  private static boolean hasSizes(MetricDefinition metric) {
    return isOfTime(metric) || metric.kind() == Kind.NUMBER;
  }

  static boolean isOfTime(MetricDefinition metric) {
    return metric.kind() == Kind.DURATION || metric.kind() == Kind.AGE;
  }
}
