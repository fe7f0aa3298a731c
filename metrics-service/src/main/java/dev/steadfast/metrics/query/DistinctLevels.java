package dev.steadfast.metrics.query;

import dev.steadfast.contracts.metric.Aggregation;
import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.platform.access.Caller;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Counts the distinct interactions and customers that are in a level at the ends of buckets: read
 * from its changes, without those of interactions that were resolved for good before the period.
 */
@ApplicationScoped
class DistinctLevels {
  private final AgroalDataSource dataSource;
  private final Caller caller;

  @Inject
  DistinctLevels(AgroalDataSource dataSource, Caller caller) {
    this.dataSource = dataSource;
    this.caller = caller;
  }

  /** Who is in a group of a level. */
  private static final class Members {
    private final Map<UUID, Long> levels = new HashMap<>();
    private final Map<String, Integer> customers = new HashMap<>();
    private long interactions;

    void move(UUID interaction, @Nullable String customer, long change) {
      long before = levels.getOrDefault(interaction, 0L);
      long after = before + change;
      if (after == 0) {
        levels.remove(interaction);
      } else {
        levels.put(interaction, after);
      }
      int moved = (after > 0 ? 1 : 0) - (before > 0 ? 1 : 0);
      interactions += moved;
      if (customer != null && moved != 0) {
        customers.merge(customer, moved, (one, other) -> one + other == 0 ? null : one + other);
      }
    }

    long interactions() {
      return interactions;
    }

    long customers() {
      return customers.size();
    }
  }

  /** Says how many distinct ones are in each group at the end of each bucket. */
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
        """
        SELECT o.anchored_at, o.interaction_id, o.value, i.customer%s
        FROM observation o JOIN interaction i USING (tenant_id, interaction_id)%s
        WHERE o.tenant_id = ? AND o.metric = ? AND o.version = ? AND o.anchored_at < ?
          AND (i.resolved_at IS NULL OR i.resolved_at >= ?)%s
        ORDER BY o.anchored_at
        """
            .formatted(dimensions.groups(), dimensions.tags(), dimensions.conditions());
    List<Period.Bucket> buckets = grouping.buckets();
    Map<Map<String, String>, Members> groups = new HashMap<>();
    int bucket = 0;
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setFetchSize(5_000);
      int next = bind(select, query);
      dimensions.bind(select, next);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          Instant at = row.getObject(1, OffsetDateTime.class).toInstant();
          while (!at.isBefore(buckets.get(bucket).to().toInstant())) {
            count(grouping, groups, bucket++);
          }
          groups
              .computeIfAbsent(Grouping.valuesOf(query, row, 5), group -> new Members())
              .move(row.getObject(2, UUID.class), row.getString(4), row.getLong(3));
        }
      }
    }
    while (bucket < buckets.size()) {
      count(grouping, groups, bucket++);
    }
  }

  private static void count(
      Grouping grouping, Map<Map<String, String>, Members> groups, int bucket) {
    groups.forEach(
        (values, members) -> {
          grouping.distinct(
              values, bucket, Aggregation.DISTINCT_INTERACTIONS, members.interactions());
          grouping.distinct(values, bucket, Aggregation.DISTINCT_CUSTOMERS, members.customers());
        });
  }

  private int bind(PreparedStatement select, MetricQuery query) throws SQLException {
    MetricDefinition metric = query.counted();
    select.setObject(1, caller.tenant());
    select.setString(2, metric.key());
    select.setInt(3, metric.version());
    select.setObject(4, query.period().to().toInstant().atOffset(ZoneOffset.UTC));
    select.setObject(5, query.period().from().toInstant().atOffset(ZoneOffset.UTC));
    return 6;
  }
}
