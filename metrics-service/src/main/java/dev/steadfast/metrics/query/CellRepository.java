package dev.steadfast.metrics.query;

import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.core.measure.Cell;
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
import java.util.List;

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

  private final AgroalDataSource dataSource;
  private final Caller caller;

  @Inject
  CellRepository(AgroalDataSource dataSource, Caller caller) {
    this.dataSource = dataSource;
    this.caller = caller;
  }

  /**
   * Adds the day cells of the period to the grouping; those of a level from the beginning of time.
   */
  void addDays(MetricQuery query, Grouping grouping) throws SQLException {
    List<Bucket> buckets = grouping.buckets();
    boolean isLevel = query.metric().kind() == MetricDefinition.Kind.LEVEL;
    Instant asOf = query.asOf();
    String sql =
        "SELECT scope, day, "
            + PackedCells.ONE
            + (asOf == null ? " FROM cell_day" : REPORTED_CELLS)
            + PLACE
            + scopeCondition();
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(sql)) {
      LocalDate from = isLevel ? LocalDate.EPOCH : query.period().from().toLocalDate();
      LocalDate to = query.period().to().toLocalDate();
      int next = 1;
      if (asOf != null) {
        select.setObject(next++, asOf.atOffset(ZoneOffset.UTC));
        // A day that was not over then had no report yet.
        LocalDate open = LocalDate.ofInstant(asOf, query.period().zone());
        to = to.isAfter(open) ? open : to;
      }
      bind(select, next, query, from, to);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          Cell cell = PackedCells.readOne(row, 3);
          LocalDate day = row.getObject(2, LocalDate.class);
          Instant begin = day.atStartOfDay(query.period().zone()).toInstant();
          grouping.add(scopeOf(row), Period.indexOf(buckets, begin), cell);
        }
      }
    }
  }

  /** The same from quarter hours, for other zones and for edges within a day. */
  void addQuarters(MetricQuery query, ZoneId cellZone, Grouping grouping) throws SQLException {
    List<Bucket> buckets = grouping.buckets();
    boolean isLevel = query.metric().kind() == MetricDefinition.Kind.LEVEL;
    Instant begin = query.period().from().toInstant();
    Instant end = query.period().to().toInstant();
    String sql = "SELECT scope, day, quarters[at] FROM cell_day" + PLACE + scopeCondition();
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(sql)) {
      LocalDate from = isLevel ? LocalDate.EPOCH : LocalDate.ofInstant(begin, cellZone);
      bind(select, 1, query, from, LocalDate.ofInstant(end, cellZone).plusDays(1));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          Scope scope = scopeOf(row);
          Instant day = row.getObject(2, LocalDate.class).atStartOfDay(cellZone).toInstant();
          Quarters.decode(row.getBytes(3))
              .forEach(
                  (quarter, cell) -> {
                    Instant at = day.plusMillis(quarter * Quarters.LENGTH_MS);
                    if (at.isBefore(end) && (isLevel || !at.isBefore(begin))) {
                      grouping.add(scope, Period.indexOf(buckets, at), cell);
                    }
                  });
        }
      }
    }
  }

  /** Notes when days of the period were counted otherwise after they were over. */
  void addRestatements(MetricQuery query, ZoneId cellZone, Grouping grouping) throws SQLException {
    List<Bucket> buckets = grouping.buckets();
    boolean isLevel = query.metric().kind() == MetricDefinition.Kind.LEVEL;
    String sql =
        "SELECT scope, day, max(r.changed_at) FROM (SELECT *, array_position(metrics, ?) AS at FROM cell_day) c"
            + " JOIN restatement r USING (tenant_id, scope, day)"
            + " CROSS JOIN LATERAL (SELECT array_position(r.metrics, ?) AS was) place"
            + scopeCondition()
            + " AND r.revision > 0 AND (c.totals[at:at] IS DISTINCT FROM r.totals[was:was]"
            + " OR c.histograms[at] IS DISTINCT FROM r.histograms[was]) GROUP BY scope, day";
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(sql)) {
      Instant from = query.period().from().toInstant();
      Instant to = query.period().to().toInstant().minusMillis(1);
      select.setString(1, query.counted().name());
      bind(
          select,
          2,
          query,
          isLevel ? LocalDate.EPOCH : LocalDate.ofInstant(from, cellZone),
          LocalDate.ofInstant(to, cellZone).plusDays(1));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          LocalDate day = row.getObject(2, LocalDate.class);
          Instant begin = day.atStartOfDay(cellZone).toInstant();
          Instant end = day.plusDays(1).atStartOfDay(cellZone).toInstant().minusMillis(1);
          // A level of later days rests on that day as well.
          grouping.restated(
              scopeOf(row),
              begin.isBefore(from) ? 0 : Period.indexOf(buckets, begin),
              isLevel || end.isAfter(to) ? buckets.size() - 1 : Period.indexOf(buckets, end),
              row.getObject(3, OffsetDateTime.class).toInstant());
        }
      }
    }
  }

  private static Scope scopeOf(ResultSet row) throws SQLException {
    return Scope.parse(row.getString(1));
  }

  /**
   * A range of the primary key, since all scopes of one combination share a prefix; and a pattern
   * for the rest.
   */
  private static String scopeCondition() {
    return " WHERE tenant_id = ? AND scope >= ? AND scope < ? AND scope LIKE ? AND scope NOT LIKE ?"
        + " AND day >= ? AND day < ? AND at IS NOT NULL";
  }

  private void bind(
      PreparedStatement select, int first, MetricQuery query, LocalDate from, LocalDate to)
      throws SQLException {
    StringBuilder prefix = new StringBuilder();
    StringBuilder pattern = new StringBuilder();
    boolean isPrefix = true;
    for (String dimension : query.dimensions()) {
      String separator = pattern.isEmpty() ? "" : ";";
      String value = query.filter().get(dimension);
      pattern.append(separator).append(dimension).append('=');
      pattern.append(value == null ? "%" : escaped(Scope.encode(value)));
      if (isPrefix) {
        prefix.append(separator).append(dimension).append('=');
        prefix.append(value == null ? "" : Scope.encode(value));
        isPrefix = value != null;
      }
    }
    if (query.dimensions().isEmpty()) {
      prefix.append("all");
      pattern.append("all");
    }
    // One more ';' than the combination has would be a finer scope.
    String finer = "%;".repeat(Math.max(1, query.dimensions().size())) + "%";
    int next = first;
    select.setString(next++, query.counted().name());
    select.setObject(next++, caller.tenant());
    select.setString(next++, prefix.toString());
    select.setString(next++, prefix + "\uffff");
    select.setString(next++, pattern.toString());
    select.setString(next++, finer);
    select.setDate(next++, Date.valueOf(from));
    select.setDate(next, Date.valueOf(to));
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
  }
}
