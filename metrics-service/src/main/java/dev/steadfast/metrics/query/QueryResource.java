package dev.steadfast.metrics.query;

import dev.steadfast.metrics.definition.MetricCatalogue;
import dev.steadfast.metrics.query.QueryAnswer.Result;
import dev.steadfast.metrics.query.QueryRequest.Query;
import dev.steadfast.platform.access.Scopes;
import dev.steadfast.platform.http.Body;
import dev.steadfast.platform.http.Trace;
import dev.steadfast.platform.problem.FieldError;
import dev.steadfast.platform.problem.Problem;
import dev.steadfast.platform.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Several metrics in one call. */
@Path("/v1/metrics:query")
@Tag(name = "Metrics")
@RunOnVirtualThread
public class QueryResource {
  /** Of all answers together. */
  private static final long MAX_POINTS = 100_000;

  private final MetricCatalogue catalogue;
  private final GroupingReader groupings;
  private final PeriodReader periods;
  private final Snapshot snapshot;
  private final SilentSources silentSources;
  private final SeriesLabels labels;
  private final Clock clock;

  @Inject
  QueryResource(
      MetricCatalogue catalogue,
      GroupingReader groupings,
      PeriodReader periods,
      Snapshot snapshot,
      SilentSources silentSources,
      SeriesLabels labels,
      Clock clock) {
    this.catalogue = catalogue;
    this.groupings = groupings;
    this.periods = periods;
    this.snapshot = snapshot;
    this.silentSources = silentSources;
    this.labels = labels;
    this.clock = clock;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @RolesAllowed(Scopes.METRICS_READ)
  @Transactional
  @Operation(
      operationId = "queryMetrics",
      summary = "Read several metrics at once",
      description =
          "Up to 20 queries, all from one state of the data, answered in their order. A query that cannot be"
              + " answered has its problem in the place of its series; the others are answered all the same. All"
              + " answers together have at most 100,000 points.")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = QueryAnswer.class)))
  @APIResponse(responseCode = "400", description = "malformed-json")
  @APIResponse(responseCode = "415", description = "unsupported-media-type")
  @APIResponse(responseCode = "422", description = "rule-violated")
  public QueryAnswer query(@RequestBody(required = true) @Nullable QueryRequest request)
      throws SQLException {
    List<Query> queries = Body.required(request).required();
    snapshot.begin();
    ZonedDateTime now = ZonedDateTime.now(clock);
    List<Result> results = new ArrayList<>(queries.size());
    long room = MAX_POINTS;
    for (int i = 0; i < queries.size(); i++) {
      try {
        MetricQuery query = asked(queries.get(i), now.toInstant());
        Grouping found = groupings.readWithRestatements(query);
        long points = (long) found.finished().size() * found.buckets().size();
        if (points > room) {
          throw tooMany();
        }
        room -= points;
        results.add(
            Result.of(labels.label(SeriesView.of(query, found, silentSources.of(query), now))));
      } catch (ProblemException e) {
        results.add(Result.of(problem(i, e)));
      }
    }
    return new QueryAnswer(results);
  }

  private MetricQuery asked(Query query, Instant now) {
    if (query.metric() == null) {
      throw ProblemException.ruleViolated("metric", "metric is required.");
    }
    Period period =
        periods.period(query.from(), query.to(), query.zone(), interval(query.interval()));
    return MetricQuery.ofSeries(
            catalogue.require(query.metric(), query.version()),
            period,
            query.aggregation(),
            query.groupBy(),
            query.filters())
        .reportedAt(query.asOf(), now);
  }

  private static Interval interval(@Nullable String text) {
    return "whole".equals(text) ? Interval.WHOLE : Interval.named(text);
  }

  private static ProblemException tooMany() {
    return ProblemException.invalidParameter(
        "interval",
        "All answers together have more than 100,000 points; ask for longer intervals or fewer groups.");
  }

  private static Problem problem(int index, ProblemException exception) {
    String place = "/queries/" + index;
    List<FieldError> errors =
        exception.errors().isEmpty()
            ? List.of(new FieldError(place, String.valueOf(exception.getMessage())))
            : exception.errors().stream()
                .map(error -> new FieldError(place + "/" + error.pointer(), error.detail()))
                .toList();
    return Problem.of(exception.code(), exception.getMessage(), errors, Trace.currentId());
  }
}
