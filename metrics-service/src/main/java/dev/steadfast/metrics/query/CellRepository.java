package dev.steadfast.metrics.query;

import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.core.measure.Scope;
import dev.steadfast.metrics.processing.Quarters;
import dev.steadfast.metrics.query.Period.Bucket;
import dev.steadfast.platform.access.Caller;
import dev.steadfast.platform.database.PackedCells;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads cells. A query costs as many rows as it has scopes and days, however many events there are.
 */
@ApplicationScoped
class CellRepository {
  private static final String PLACE =
      " CROSS JOIN LATERAL (SELECT array_position(metrics, ?) AS at) place";

  /** The rows as they were: before the first change that the log has since. */
  private static final String REPORTED_CELLS =
      """
       FROM (SELECT c.tenant_id, c.scope, c.day, coalesce(r.metrics, c.metrics) AS metrics,
          coalesce(r.totals, c.totals) AS totals, coalesce(r.histograms, c.histograms) AS histograms
        FROM cell_day c LEFT JOIN LATERAL (
          SELECT metrics, totals, histograms FROM restatement r
          WHERE r.tenant_id = c.tenant_id AND r.scope = c.scope AND r.day = c.day AND r.hour >= ?
          ORDER BY r.hour LIMIT 1) r ON true) reported""";

  /**
   * When the metric at {@code at} of a row of cells was last counted otherwise after its day was
   * over. Most rows are not in the log, or only with their first report, and cost nothing.
   */
  private static final String RESTATED_AT =
      """
      CASE WHEN logged_hour IS NOT NULL AND cell_day.revision > 1 THEN (
        SELECT max(r.changed_at) FROM restatement r CROSS JOIN LATERAL (SELECT array_position(r.metrics, ?) AS was) past
        WHERE r.tenant_id = cell_day.tenant_id AND r.scope = cell_day.scope AND r.day = cell_day.day AND r.revision > 0
          AND r.changed_at > ?
          AND (cell_day.totals[at:at] IS DISTINCT FROM r.totals[was:was]
            OR cell_day.histograms[at] IS DISTINCT FROM r.histograms[was])) END""";

  private final AgroalDataSource dataSource;
  private final Caller caller;

  @Inject
  CellRepository(AgroalDataSource dataSource, Caller caller) {
    this.dataSource = dataSource;
    this.caller = caller;
  }

  /**
   * Adds the day cells of the period to the grouping; those of a level from the beginning of time.
   *
   * @param since from when on it is noted when days were counted otherwise after they were over;
   *     {@link Instant#MAX} for never. Only of what is known now
   */
  void addDays(MetricQuery query, Grouping grouping, Instant since) throws SQLException {
    boolean withRestatements = !since.equals(Instant.MAX);
    List<Bucket> buckets = grouping.buckets();
    Instant asOf = query.asOf();
    ZoneId zone = query.period().zone();
    List<ScopeCondition> scopes = ScopeCondition.withWholes(query);
    String sql =
        union(
            "SELECT scope, day, "
                + PackedCells.ONE
                + (withRestatements ? ", " + RESTATED_AT : "")
                + (asOf == null ? " FROM cell_day" : REPORTED_CELLS)
                + PLACE,
            scopes);
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(sql)) {
      LocalDate from = isLevel(query) ? LocalDate.EPOCH : query.period().from().toLocalDate();
      LocalDate to = query.period().to().toLocalDate();
      if (asOf != null) {
        // A day that was not over then had no report yet.
        LocalDate open = LocalDate.ofInstant(asOf, zone);
        to = to.isAfter(open) ? open : to;
      }
      int next = 1;
      for (ScopeCondition one : scopes) {
        if (withRestatements) {
          select.setString(next++, query.counted().name());
          select.setObject(next++, since.atOffset(ZoneOffset.UTC));
        }
        if (asOf != null) {
          select.setObject(next++, asOf.atOffset(ZoneOffset.UTC));
        }
        next = bind(select, next, query, one, from, to);
      }
      Map<String, Scope> known = new HashMap<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          Scope scope = known.computeIfAbsent(row.getString(1), Scope::parse);
          LocalDate day = row.getObject(2, LocalDate.class);
          Instant begin = day.atStartOfDay(zone).toInstant();
          grouping.add(scope.values(), Period.indexOf(buckets, begin), PackedCells.readOne(row, 3));
          if (withRestatements) {
            note(row.getObject(8, OffsetDateTime.class), query, grouping, scope, day, zone);
          }
        }
      }
    }
  }

  /** The same from quarter hours, for other zones and for edges within a day. */
  void addQuarters(MetricQuery query, ZoneId cellZone, Grouping grouping) throws SQLException {
    List<Bucket> buckets = grouping.buckets();
    boolean isLevel = isLevel(query);
    Instant begin = query.period().from().toInstant();
    Instant end = query.period().to().toInstant();
    List<ScopeCondition> scopes = ScopeCondition.withWholes(query);
    String sql = union("SELECT scope, day, quarters[at] FROM cell_day" + PLACE, scopes);
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(sql)) {
      LocalDate from = isLevel ? LocalDate.EPOCH : LocalDate.ofInstant(begin, cellZone);
      LocalDate to = LocalDate.ofInstant(end, cellZone).plusDays(1);
      int next = 1;
      for (ScopeCondition one : scopes) {
        next = bind(select, next, query, one, from, to);
      }
      Map<String, Scope> known = new HashMap<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          Scope scope = known.computeIfAbsent(row.getString(1), Scope::parse);
          Instant day = row.getObject(2, LocalDate.class).atStartOfDay(cellZone).toInstant();
          Quarters.decode(row.getBytes(3))
              .forEach(
                  (quarter, cell) -> {
                    Instant at = day.plusMillis(quarter * Quarters.LENGTH_MS);
                    if (at.isBefore(end) && (isLevel || !at.isBefore(begin))) {
                      grouping.add(scope.values(), Period.indexOf(buckets, at), cell);
                    }
                  });
        }
      }
    }
  }

  /**
   * Notes when days of the period were counted otherwise after they were over.
   *
   * @param since when the metric began to be reported
   */
  void addRestatements(MetricQuery query, ZoneId cellZone, Instant since, Grouping grouping)
      throws SQLException {
    List<ScopeCondition> scopes = ScopeCondition.withWholes(query);
    String sql =
        "SELECT scope, day, restated_at FROM ("
            + union(
                "SELECT scope, day, " + RESTATED_AT + " AS restated_at FROM cell_day" + PLACE,
                scopes)
            + ") logged WHERE restated_at IS NOT NULL";
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(sql)) {
      Instant from = query.period().from().toInstant();
      Instant to = query.period().to().toInstant().minusMillis(1);
      LocalDate first = isLevel(query) ? LocalDate.EPOCH : LocalDate.ofInstant(from, cellZone);
      LocalDate end = LocalDate.ofInstant(to, cellZone).plusDays(1);
      int next = 1;
      for (ScopeCondition one : scopes) {
        select.setString(next++, query.counted().name());
        select.setObject(next++, since.atOffset(ZoneOffset.UTC));
        next = bind(select, next, query, one, first, end);
      }
      Map<String, Scope> known = new HashMap<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          LocalDate day = row.getObject(2, LocalDate.class);
          OffsetDateTime at = row.getObject(3, OffsetDateTime.class);
          Scope scope = known.computeIfAbsent(row.getString(1), Scope::parse);
          note(at, query, grouping, scope, day, cellZone);
        }
      }
    }
  }

  private static void note(
      @Nullable OffsetDateTime restatedAt,
      MetricQuery query,
      Grouping grouping,
      Scope scope,
      LocalDate day,
      ZoneId cellZone) {
    if (restatedAt == null) {
      return;
    }
    List<Bucket> buckets = grouping.buckets();
    Instant from = query.period().from().toInstant();
    Instant to = query.period().to().toInstant().minusMillis(1);
    Instant begin = day.atStartOfDay(cellZone).toInstant();
    Instant end = day.plusDays(1).atStartOfDay(cellZone).toInstant().minusMillis(1);
    // A level of later days rests on that day as well.
    grouping.restated(
        scope.values(),
        begin.isBefore(from) ? 0 : Period.indexOf(buckets, begin),
        isLevel(query) || end.isAfter(to) ? buckets.size() - 1 : Period.indexOf(buckets, end),
        restatedAt.toInstant());
  }

  private static boolean isLevel(MetricQuery query) {
    return query.metric().kind() == MetricDefinition.Kind.LEVEL;
  }

  /** One statement, so that the parts are of the same state as what they are parts of. */
  private static String union(String rows, List<ScopeCondition> scopes) {
    return scopes.stream().map(one -> rows + where(one)).collect(Collectors.joining(" UNION ALL "));
  }

  private static String where(ScopeCondition scopes) {
    return " WHERE tenant_id = ? AND "
        + scopes.text()
        + " AND day >= ? AND day < ? AND at IS NOT NULL";
  }

  private int bind(
      PreparedStatement select,
      int first,
      MetricQuery query,
      ScopeCondition scopes,
      LocalDate from,
      LocalDate to)
      throws SQLException {
    int next = first;
    select.setString(next++, query.counted().name());
    select.setObject(next++, caller.tenant());
    next = scopes.bind(select, next, caller.tenant());
    select.setDate(next++, Date.valueOf(from));
    select.setDate(next++, Date.valueOf(to));
    return next;
  }
}
