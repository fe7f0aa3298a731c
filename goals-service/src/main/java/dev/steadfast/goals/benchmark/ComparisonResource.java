package dev.steadfast.goals.benchmark;

import static dev.steadfast.platform.access.Scopes.GOALS_READ;

import dev.steadfast.goals.GoalsApi;
import dev.steadfast.goals.measure.StoredDays;
import dev.steadfast.goals.progress.DateRange;
import dev.steadfast.goals.progress.Measurement;
import dev.steadfast.platform.http.Cursor;
import dev.steadfast.platform.http.Page;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Values beside the figures of others over HTTP. */
@Path("/v1/benchmarks:compare")
@Tag(name = "Benchmarks")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@APIResponse(responseCode = "401", ref = GoalsApi.UNAUTHENTICATED)
@APIResponse(responseCode = "403", ref = GoalsApi.FORBIDDEN)
@APIResponse(responseCode = "503", ref = GoalsApi.UNAVAILABLE)
public class ComparisonResource {
  private final BenchmarkReader reader;
  private final PublishedBenchmarks published;
  private final StoredDays days;
  private final Clock clock;

  @Inject
  ComparisonResource(
      BenchmarkReader reader, PublishedBenchmarks published, StoredDays days, Clock clock) {
    this.reader = reader;
    this.published = published;
    this.days = days;
    this.clock = clock;
  }

  @GET
  @Transactional
  @RolesAllowed(GOALS_READ)
  @Operation(
      operationId = "compareWithBenchmarks",
      summary = "Puts the value of a metric beside the figures of others",
      description =
          "With its 95 % interval over whole days; judged only against comparable figures, and placed among those that a"
              + " figure was taken of where its spread is known. The others are context. No traceable public set is known for"
              + " customer effort scores, handle times and survey response rates.")
  @APIResponse(
      responseCode = "200",
      description = "A page of figures, with the value",
      content = @Content(schema = @Schema(implementation = ComparisonView.class)))
  @APIResponse(responseCode = "400", ref = GoalsApi.BAD_REQUEST)
  public ComparisonView compare(
      @Parameter(description = "The key of the metric.", required = true, example = "csat")
          @RestQuery
          @Nullable String metric,
      @Parameter(description = "The metric's default unless given.", example = "share") @RestQuery
          @Nullable String aggregation,
      @Parameter(description = "Whose value: all, team=Billing, team=Billing;channel=email.")
          @RestQuery
          @Nullable String scope,
      @Parameter(
              description = "The first day, in the tenant's reporting zone; 90 days unless given.",
              example = "2026-01-01")
          @RestQuery
          @Nullable String from,
      @Parameter(
              description = "The day after the last; the present day unless given.",
              example = "2026-04-01")
          @RestQuery
          @Nullable String to,
      @Parameter(description = "Of figures: exactly this one.") @RestQuery
          @Nullable String industry,
      @Parameter(description = "Of figures: exactly this one.") @RestQuery @Nullable String channel,
      @Parameter(schema = @Schema(minimum = "1", maximum = "500", defaultValue = "50")) @RestQuery
          @Nullable Integer limit,
      @Parameter(description = "The nextCursor of the page before.") @RestQuery
          @Nullable String cursor) {
    ComparisonQuestion question = ComparisonQuestion.of(metric, aggregation, scope);
    int size = Page.limit(limit);
    Cursor after = Cursor.decode(cursor, 2);
    DateRange range =
        ComparisonQuestion.days(
            from, to, days.newestWholeDay(question.metric(), question.scope(), clock.instant()));
    Optional<Measurement> measured = measured(question, range);
    BenchmarkFilter filter = new BenchmarkFilter(question.metric(), industry, channel);
    Page<ComparisonView.RowView> page =
        Page.of(
            reader.list(filter, after, size + 1),
            size,
            listed -> ComparisonView.RowView.of(question, listed, measured),
            BenchmarkReader.Listed::cursor);
    return ComparisonView.of(
        question,
        range,
        measured,
        page.items(),
        page.nextCursor(),
        published.of(question.metric(), question.aggregation()).note());
  }

  private Optional<Measurement> measured(ComparisonQuestion question, DateRange range) {
    return Measurement.of(
        question.aggregation(),
        range,
        days.cells(question.metric(), List.of(question.scope()), range)
            .getOrDefault(question.scope(), List.of()));
  }
}
