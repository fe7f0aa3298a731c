package dev.steadfast.metrics.driver;

import dev.steadfast.contracts.metric.Aggregation;
import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.contracts.metric.MetricDefinition.Kind;
import dev.steadfast.core.driver.Decomposition;
import dev.steadfast.core.measure.Scope;
import dev.steadfast.metrics.definition.MetricCatalogue;
import dev.steadfast.metrics.definition.MetricCatalogue.Parts;
import dev.steadfast.metrics.driver.SplitQueries.Found;
import dev.steadfast.metrics.query.GroupingReader;
import dev.steadfast.metrics.query.Interval;
import dev.steadfast.metrics.query.MetricQuery;
import dev.steadfast.metrics.query.Period;
import dev.steadfast.metrics.query.PeriodReader;
import dev.steadfast.metrics.query.SilentSources;
import dev.steadfast.metrics.query.Snapshot;
import dev.steadfast.metrics.reference.ReferenceKind;
import dev.steadfast.metrics.reference.ReferenceRepository;
import dev.steadfast.metrics.reference.ReferenceView;
import dev.steadfast.metrics.timeline.Traits;
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
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What moved a metric. */
@Path("/v1/metrics/{key}/drivers")
@Tag(name = "Metrics")
@RunOnVirtualThread
public class DriversResource {
  /** Those of which the parts sum to the whole. */
  private static final Set<Aggregation> SPLIT =
      EnumSet.of(Aggregation.SHARE, Aggregation.MEAN, Aggregation.COUNT, Aggregation.LEVEL);

  private final MetricCatalogue catalogue;
  private final GroupingReader groupings;
  private final PeriodReader periods;
  private final Snapshot snapshot;
  private final SilentSources silentSources;
  private final ReferenceRepository references;

  @Inject
  DriversResource(
      MetricCatalogue catalogue,
      GroupingReader groupings,
      PeriodReader periods,
      Snapshot snapshot,
      SilentSources silentSources,
      ReferenceRepository references) {
    this.catalogue = catalogue;
    this.groupings = groupings;
    this.periods = periods;
    this.snapshot = snapshot;
    this.silentSources = silentSources;
    this.references = references;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @RolesAllowed(Scopes.METRICS_READ)
  @Transactional
  @Operation(
      operationId = "getMetricDrivers",
      summary = "Split the change of a metric between two periods",
      description =
          "By any dimension, exactly (Kitagawa 1955, both periods weighted alike): each value"
              + " contributes by the mix, since its share of all observations is another, and by its rate, since"
              + " its own value is another. The contributions sum to the change; observations without a value of"
              + " the dimension have an entry of their own. Of an interaction with several tags each has an equal part. A part of a change is not its cause. A period of a count in"
              + " which a source fell silent has `noData`, and no parts if it has nothing. Medians and"
              + " other quantiles have no such parts.")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = DriversView.class)))
  @APIResponse(responseCode = "400", description = "invalid-parameter")
  @APIResponse(responseCode = "404", description = "not-found")
  @APIResponse(
      responseCode = "409",
      description = "conflict: the version is still being counted for the first time")
  public DriversView drivers(
      @RestPath String key,
      @Parameter(description = "of the definition; the newest that is ready by default") @RestQuery
          @Nullable Integer version,
      @Parameter(
              description = "inclusive: a date in the zone, or an RFC 3339 time",
              example = "2026-03-01")
          @RestQuery
          @Nullable String from,
      @Parameter(description = "exclusive", example = "2026-04-01") @RestQuery @Nullable String to,
      @Parameter(
              description = "the period before, of the same length, by default",
              example = "2026-02-01")
          @RestQuery
          @Nullable String againstFrom,
      @Parameter(description = "exclusive", example = "2026-03-01") @RestQuery
          @Nullable String againstTo,
      @Parameter(description = "an IANA name", example = "Europe/Berlin") @RestQuery
          @Nullable String zone,
      @Parameter(
              description =
                  "team, agent, channel, priority, direction, brand, product, language, tag, or attribute.NAME",
              example = "team")
          @RestQuery
          @Nullable String by,
      @Parameter(
              description = "share, mean, count or level; the metric's own or the mean by default",
              example = "mean")
          @RestQuery
          @Nullable String aggregation,
      @Parameter(description = "dimension:value, repeatable", example = "channel:email") @RestQuery
          List<String> filter)
      throws SQLException {
    snapshot.begin();
    MetricDefinition metric = catalogue.require(key, version);
    catalogue.partsOf(metric).ifPresent(parts -> refuseRatio(metric, parts));
    String dimension = dimension(by, filter);
    Period period = periods.period(from, to, zone, Interval.WHOLE);
    Period before = periods.against(period, againstFrom, againstTo, zone);
    String asked = aggregation == null ? defaultOf(metric) : aggregation;
    MetricQuery measured = MetricQuery.of(metric, period, asked, dimension, filter);
    requireSplit(measured);
    MetricQuery against = MetricQuery.of(metric, before, asked, dimension, filter);
    SplitQueries split =
        new SplitQueries(measured, found(measured, filter), against, found(against, filter));
    return DriversView.of(split, named(dimension, split));
  }

  private Map<String, ReferenceView> named(String dimension, SplitQueries split)
      throws SQLException {
    Optional<ReferenceKind> kind = ReferenceKind.named(dimension);
    if (kind.isEmpty()) {
      return Map.of();
    }
    List<String> values =
        split.split().stream()
            .flatMap(all -> all.parts().stream())
            .map(Decomposition.Part::value)
            .toList();
    return references.named(kind.get(), values);
  }

  /** Who has a part of what is divided need have none of what it is divided by. */
  private static void refuseRatio(MetricDefinition metric, Parts parts) {
    if (metric.kind() == Kind.QUOTIENT) {
      throw ProblemException.invalidParameter(
          "key",
          "The parts of a change of %s do not sum to it: split those of %s and %s."
              .formatted(metric.key(), parts.numerator().key(), parts.denominator().key()));
    }
  }

  private Found found(MetricQuery query, List<String> filter) throws SQLException {
    return Found.of(
        groupings.read(whole(query, filter)),
        groupings.read(query.byWholeSetsOfTags()),
        silentSources.of(query));
  }

  private static MetricQuery whole(MetricQuery query, List<String> filter) {
    return MetricQuery.of(
        query.metric(), query.period(), query.aggregations().getFirst().code(), null, filter);
  }

  private static String defaultOf(MetricDefinition metric) {
    return SPLIT.contains(metric.defaultAggregation())
        ? metric.defaultAggregation().code()
        : Aggregation.MEAN.code();
  }

  private static String dimension(@Nullable String by, List<String> filter) {
    if (by == null || !(Scope.DIMENSIONS.contains(by) || Traits.isDimension(by))) {
      throw ProblemException.invalidParameter(
          "by",
          "by is one of %s, %s or %s followed by the name of an attribute."
              .formatted(
                  String.join(", ", Scope.DIMENSIONS),
                  String.join(", ", Traits.DIMENSIONS),
                  Traits.ATTRIBUTE));
    }
    if (filter.stream().anyMatch(one -> one.startsWith(by + ":"))) {
      throw ProblemException.invalidParameter("by", "The filter already names one " + by + ".");
    }
    return by;
  }

  private static void requireSplit(MetricQuery query) {
    if (query.aggregations().size() > 1 || !SPLIT.containsAll(query.aggregations())) {
      throw ProblemException.invalidParameter(
          "aggregation",
          "Ask for one that has parts: share, mean, count or level, as the metric has it."
              + " Quantiles and extremes do not split.");
    }
  }
}
