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
import java.time.ZoneId;
import java.util.List;

/**
 * Reads cells. A query costs as many rows as it has scopes and days, however many events there are.
 */
@ApplicationScoped
class CellRepository {
  private static final String FROM_CELLS =
      " FROM cell_day CROSS JOIN LATERAL (SELECT array_position(metrics, ?) AS at) place";

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
    String sql = "SELECT scope, day, " + PackedCells.ONE + FROM_CELLS + scopeCondition();
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(sql)) {
      LocalDate from = isLevel ? LocalDate.EPOCH : query.period().from().toLocalDate();
      bind(select, query, from, query.period().to().toLocalDate());
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
    String sql = "SELECT scope, day, quarters[at]" + FROM_CELLS + scopeCondition();
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(sql)) {
      LocalDate from = isLevel ? LocalDate.EPOCH : LocalDate.ofInstant(begin, cellZone);
      bind(select, query, from, LocalDate.ofInstant(end, cellZone).plusDays(1));
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

  private void bind(PreparedStatement select, MetricQuery query, LocalDate from, LocalDate to)
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
    select.setString(1, query.metric().name());
    select.setObject(2, caller.tenant());
    select.setString(3, prefix.toString());
    select.setString(4, prefix + "\uffff");
    select.setString(5, pattern.toString());
    select.setString(6, finer);
    select.setDate(7, Date.valueOf(from));
    select.setDate(8, Date.valueOf(to));
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
  }
}
