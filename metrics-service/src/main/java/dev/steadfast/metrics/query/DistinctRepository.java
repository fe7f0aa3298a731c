package dev.steadfast.metrics.query;

import dev.steadfast.contracts.metric.Aggregation;
import dev.steadfast.contracts.metric.BuiltInMetrics;
import dev.steadfast.contracts.metric.KnowledgeMetrics;
import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.core.measure.Cell;
import dev.steadfast.platform.access.Caller;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/**
 * Counts distinct interactions and people, which no cells can be added up to. Costs every
 * observation of the period, with its interaction.
 */
@ApplicationScoped
class DistinctRepository {
  private final AgroalDataSource dataSource;
  private final Caller caller;

  @Inject
  DistinctRepository(AgroalDataSource dataSource, Caller caller) {
    this.dataSource = dataSource;
    this.caller = caller;
  }

  /** Says how many distinct ones each bucket of each group has. */
  void addTo(MetricQuery query, Grouping grouping) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement quoting = connection.createStatement()) {
      addTo(query, grouping, connection, new DimensionColumns(query, quoting));
    }
  }

  private void addTo(
      MetricQuery query, Grouping grouping, Connection connection, DimensionColumns dimensions)
      throws SQLException {
    String sql =
        "SELECT width_bucket(o.anchored_at, ?::timestamptz[]) - 1 AS bucket,"
            + " count(DISTINCT o.interaction_id), count(DISTINCT i.customer)"
            + dimensions.groups()
            + " FROM observation o JOIN interaction i USING (tenant_id, interaction_id)"
            + dimensions.tags()
            + " WHERE o.tenant_id = ? AND o.metric = ? AND o.version = ? AND o.anchored_at >= ?"
            + " AND o.anchored_at < ?"
            + dimensions.conditions()
            + " GROUP BY bucket"
            + dimensions.groups();
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      int next = bind(select, query, query.counted());
      dimensions.bind(select, next);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          Map<String, String> values = Grouping.valuesOf(query, row, 4);
          int bucket = row.getInt(1);
          grouping.distinct(values, bucket, Aggregation.DISTINCT_INTERACTIONS, row.getLong(2));
          grouping.distinct(values, bucket, Aggregation.DISTINCT_CUSTOMERS, row.getLong(3));
        }
      }
    }
  }

  /** Adds a cell to each bucket: visitors as the sum, requesters as the count. */
  void addPeople(MetricQuery query, Grouping grouping) throws SQLException {
    // A visitor who is not told is somebody of their own.
    long[] visitors =
        people(
            query,
            KnowledgeMetrics.VISITS,
            "count(DISTINCT coalesce(i.customer, o.interaction_id::text))");
    long[] requesters =
        people(
            query,
            BuiltInMetrics.VOLUME,
            "count(DISTINCT i.customer) FILTER (WHERE NOT i.proactive)");
    for (int i = 0; i < visitors.length; i++) {
      grouping.add(Map.of(), i, new Cell(requesters[i], visitors[i], 0, 0, null));
    }
  }

  private long[] people(MetricQuery query, MetricDefinition metric, String counted)
      throws SQLException {
    long[] people = new long[query.period().buckets().size()];
    String sql =
        "SELECT width_bucket(o.anchored_at, ?::timestamptz[]) - 1 AS bucket, "
            + counted
            + " FROM observation o JOIN interaction i USING (tenant_id, interaction_id)"
            + " WHERE o.tenant_id = ? AND o.metric = ? AND o.version = ? AND o.anchored_at >= ?"
            + " AND o.anchored_at < ? GROUP BY bucket";
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(sql)) {
      bind(select, query, metric);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          people[row.getInt(1)] = row.getLong(2);
        }
      }
    }
    return people;
  }

  private int bind(PreparedStatement select, MetricQuery query, MetricDefinition metric)
      throws SQLException {
    List<String> begins =
        query.period().buckets().stream()
            .map(bucket -> bucket.from().toInstant().toString())
            .toList();
    select.setString(1, "{" + String.join(",", begins) + "}");
    select.setObject(2, caller.tenant());
    select.setString(3, metric.key());
    select.setInt(4, metric.version());
    select.setObject(5, query.period().from().toInstant().atOffset(ZoneOffset.UTC));
    select.setObject(6, query.period().to().toInstant().atOffset(ZoneOffset.UTC));
    return 7;
  }
}
