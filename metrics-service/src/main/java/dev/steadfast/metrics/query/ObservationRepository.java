package dev.steadfast.metrics.query;

import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.core.measure.Cell;
import dev.steadfast.platform.access.Caller;
import dev.steadfast.platform.http.Cursor;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads exact values: the rows behind a number, and groupings that no cells are merged for. */
@ApplicationScoped
class ObservationRepository {
  private static final String PAGE =
      """
      SELECT o.interaction_id, i.system, i.subject, o.anchored_at, o.value, o.team, o.agent, o.channel,
             o.priority, o.ordinal
      FROM observation o JOIN interaction i USING (tenant_id, interaction_id)
      WHERE o.tenant_id = ? AND o.metric = ? AND o.version = ? AND o.anchored_at >= ?
        AND o.anchored_at < ?
      """;

  private final AgroalDataSource dataSource;
  private final Caller caller;

  @Inject
  ObservationRepository(AgroalDataSource dataSource, Caller caller) {
    this.dataSource = dataSource;
    this.caller = caller;
  }

  /**
   * Adds every observation of the period to the grouping; those of a level from the beginning of
   * time.
   */
  void addTo(MetricQuery query, Grouping grouping) throws SQLException {
    boolean isLevel = query.metric().kind() == MetricDefinition.Kind.LEVEL;
    try (Connection connection = dataSource.getConnection();
        Statement quoting = connection.createStatement()) {
      DimensionColumns dimensions = new DimensionColumns(query, quoting);
      addTo(query, grouping, connection, dimensions, isLevel);
    }
  }

  private void addTo(
      MetricQuery query,
      Grouping grouping,
      Connection connection,
      DimensionColumns dimensions,
      boolean isLevel)
      throws SQLException {
    String sql =
        "SELECT o.anchored_at, o.value"
            + dimensions.groups()
            + " FROM observation o"
            + dimensions.joins()
            + " WHERE o.tenant_id = ? AND o.metric = ? AND o.version = ? AND o.anchored_at >= ?"
            + " AND o.anchored_at < ?"
            + dimensions.conditions();
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setFetchSize(5_000);
      Instant from = isLevel ? Instant.EPOCH : query.period().from().toInstant();
      int next = bind(select, query.counted(), from, query.period().to().toInstant());
      dimensions.bind(select, next);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          Instant at = row.getObject(1, OffsetDateTime.class).toInstant();
          grouping.add(
              Grouping.valuesOf(query, row, 3),
              Period.indexOf(grouping.buckets(), at),
              cellOf(query.metric(), row.getLong(2)));
        }
      }
    }
  }

  private static Cell cellOf(MetricDefinition metric, long value) {
    Cell cell = new Cell();
    cell.observe(metric.kind(), value, 1);
    return cell;
  }

  private int bind(PreparedStatement select, MetricDefinition metric, Instant from, Instant to)
      throws SQLException {
    select.setObject(1, caller.tenant());
    select.setString(2, metric.key());
    select.setInt(3, metric.version());
    select.setObject(4, from.atOffset(ZoneOffset.UTC));
    select.setObject(5, to.atOffset(ZoneOffset.UTC));
    return 6;
  }

  /** Up to {@code limit} observations of the period after the cursor, in the order of time. */
  List<ObservationView> page(MetricQuery query, @Nullable Cursor after, int limit)
      throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement quoting = connection.createStatement()) {
      return page(query, after, limit, connection, new DimensionColumns(query, quoting));
    }
  }

  private List<ObservationView> page(
      MetricQuery query,
      @Nullable Cursor after,
      int limit,
      Connection connection,
      DimensionColumns dimensions)
      throws SQLException {
    String sql =
        PAGE
            + dimensions.conditions()
            + (after == null
                ? ""
                : " AND o.anchored_at >= ? AND (o.anchored_at, o.interaction_id, o.ordinal) > (?, ?, ?)")
            + " ORDER BY o.anchored_at, o.interaction_id, o.ordinal LIMIT ?";
    List<ObservationView> rows = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      int next =
          bind(
              select,
              query.counted(),
              query.period().from().toInstant(),
              query.period().to().toInstant());
      next = dimensions.bind(select, next);
      if (after != null) {
        OffsetDateTime at = time(after);
        select.setObject(next++, at);
        select.setObject(next++, at);
        select.setObject(next++, after.uuid(1));
        select.setInt(next++, after.number(2));
      }
      select.setInt(next, limit);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          rows.add(
              new ObservationView(
                  row.getObject(1, UUID.class),
                  row.getString(2),
                  row.getString(3),
                  row.getObject(4, OffsetDateTime.class),
                  query.counted().inUnit(row.getLong(5)),
                  row.getString(6),
                  row.getString(7),
                  row.getString(8),
                  row.getString(9),
                  row.getInt(10),
                  null,
                  null));
        }
      }
    }
    return rows;
  }

  /** The time in a cursor. */
  static OffsetDateTime time(Cursor cursor) {
    try {
      return OffsetDateTime.parse(cursor.values().getFirst());
    } catch (DateTimeException e) {
      throw Cursor.foreign();
    }
  }
}
