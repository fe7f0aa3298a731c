package dev.steadfast.metrics.restatement;

import dev.steadfast.contracts.metric.Aggregation;
import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.core.measure.Cell;
import dev.steadfast.core.measure.Measured;
import dev.steadfast.core.measure.Scope;
import dev.steadfast.metrics.definition.MetricCatalogue;
import dev.steadfast.metrics.definition.MetricCatalogue.Counted;
import dev.steadfast.metrics.processing.RestatementCause;
import dev.steadfast.metrics.query.MetricQuery;
import dev.steadfast.metrics.restatement.RestatementRepository.Entry;
import dev.steadfast.metrics.restatement.RestatementView.ChangeView;
import dev.steadfast.metrics.restatement.RestatementView.ValueView;
import dev.steadfast.platform.access.Scopes;
import dev.steadfast.platform.database.PackedCells;
import dev.steadfast.platform.http.Cursor;
import dev.steadfast.platform.http.Page;
import dev.steadfast.platform.http.TimeParameter;
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
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The restatement log. */
@Path("/v1/restatements")
@Tag(name = "Metrics")
@RunOnVirtualThread
public class RestatementResource {
  private static final LocalDate FIRST_DAY = LocalDate.EPOCH;
  private static final LocalDate LAST_DAY = LocalDate.of(2200, 1, 1);

  private final MetricCatalogue catalogue;
  private final RestatementRepository log;

  @Inject
  RestatementResource(MetricCatalogue catalogue, RestatementRepository log) {
    this.catalogue = catalogue;
    this.log = log;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @RolesAllowed(Scopes.METRICS_READ)
  @Transactional
  @Operation(
      operationId = "listRestatements",
      summary = "List days that were counted otherwise after they were over, newest first",
      description =
          "Before, after, why and when: once an hour for each scope and day, with all that changed within the hour."
              + " The first report of a day long past, such as from an import, restates nothing and is not listed."
              + " `asOf` of a series answers what was reported at a time.")
  @APIResponse(responseCode = "200", description = "One page")
  @APIResponse(responseCode = "400", description = "invalid-parameter, invalid-cursor")
  @APIResponse(responseCode = "404", description = "not-found")
  public Page<RestatementView> list(
      @Parameter(description = "the key of a metric; without one, all", example = "csat") @RestQuery
          @Nullable String metric,
      @Parameter(description = "the first day", example = "2026-03-01") @RestQuery
          @Nullable String from,
      @Parameter(description = "the day after the last", example = "2026-04-01") @RestQuery
          @Nullable String to,
      @Parameter(description = "changed then or later", example = "2026-04-02T00:00:00Z") @RestQuery
          @Nullable String since,
      @Parameter(
              description =
                  "dimension:value, repeatable: the scope, one that cells are merged by; without any, the whole"
                      + " tenant",
              example = "team:billing")
          @RestQuery
          List<String> filter,
      @RestQuery @Nullable Integer limit,
      @RestQuery @Nullable String cursor)
      throws SQLException {
    String key =
        metric == null
            ? null
            : catalogue
                .find(metric)
                .orElseThrow(() -> ProblemException.notFound("metric", metric))
                .key();
    Map<String, String> values = MetricQuery.filterOf(filter);
    if (!Scope.isMerged(values.keySet())) {
      throw ProblemException.invalidParameter(
          "filter",
          "The log is of one of %s, of team and channel, or of the whole tenant."
              .formatted(String.join(", ", Scope.DIMENSIONS)));
    }
    Scope scope = new Scope(values);
    LocalDate first = from == null ? FIRST_DAY : time("from", from, LocalDate::parse);
    LocalDate end = to == null ? LAST_DAY : time("to", to, LocalDate::parse);
    OffsetDateTime changed =
        since == null
            ? Instant.EPOCH.atOffset(ZoneOffset.UTC)
            : time("since", since, TimeParameter::parse);
    int size = Page.limit(limit);
    List<Entry> entries =
        log.page(scope.text(), first, end, changed, Cursor.decode(cursor, 2), size + 1);
    Page<Entry> page =
        Page.of(entries, size, entry -> entry, entry -> Cursor.after(entry.hour(), entry.day()));
    List<Counted> metrics =
        catalogue.counted().stream()
            .filter(one -> key == null || one.metric().key().equals(key))
            .toList();
    return new Page<>(
        page.items().stream()
            .map(entry -> view(entry, scope, metrics))
            .filter(view -> !view.changes().isEmpty())
            .toList(),
        page.nextCursor());
  }

  private static <T> T time(String parameter, String text, Function<String, T> parser) {
    try {
      return parser.apply(text);
    } catch (DateTimeException e) {
      throw ProblemException.invalidParameter(
          parameter,
          parameter.equals("since")
              ? "since is a time such as 2026-03-01T09:00:00+01:00."
              : parameter + " is a date such as 2026-03-01.");
    }
  }

  private static RestatementView view(Entry entry, Scope scope, List<Counted> metrics) {
    List<ChangeView> changes = new ArrayList<>();
    for (int i = 0; i < entry.after().size(); i++) {
      if (!entry.after().isSame(i, entry.before())) {
        change(entry, i, metrics).ifPresent(changes::add);
      }
    }
    return new RestatementView(
        entry.changedAt(),
        entry.day(),
        scope.values(),
        RestatementCause.codes(entry.causes()),
        changes);
  }

  private static Optional<ChangeView> change(Entry entry, int at, List<Counted> metrics) {
    PackedCells before = entry.before();
    String name = entry.after().metric(at);
    int was = before.indexOf(name);
    return metrics.stream()
        .filter(one -> one.metric().name().equals(name))
        .filter(one -> entry.changedAt().toInstant().isAfter(one.since()))
        .map(Counted::metric)
        .findFirst()
        .map(
            metric ->
                new ChangeView(
                    metric.key(),
                    metric.version(),
                    metric.unit(),
                    was < 0 ? null : value(metric, before.cell(was)),
                    value(metric, entry.after().cell(at))));
  }

  private static ValueView value(MetricDefinition metric, Cell cell) {
    Map<String, Double> values = new LinkedHashMap<>();
    for (Aggregation aggregation : MetricQuery.aggregationsOf(metric, null)) {
      Measured.of(metric, cell)
          .value(aggregation)
          .ifPresent(value -> values.put(aggregation.code(), value));
    }
    return new ValueView(cell.count(), values);
  }
}
