package dev.steadfast.metrics.query;

import dev.steadfast.contracts.metric.BuiltInMetrics;
import dev.steadfast.core.measure.Cell;
import dev.steadfast.metrics.timeline.Dimensions;
import dev.steadfast.metrics.timeline.Traits;
import dev.steadfast.platform.access.Caller;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How old the backlog is at the ends of buckets. Ages are not linear in time, so that no cells hold
 * them: they are read from the changes of the backlog, without those of interactions that were
 * resolved for good before the period.
 */
@ApplicationScoped
class BacklogAges {
  private final AgroalDataSource dataSource;
  private final Caller caller;
  private final Clock clock;

  @Inject
  BacklogAges(AgroalDataSource dataSource, Caller caller, Clock clock) {
    this.dataSource = dataSource;
    this.caller = caller;
    this.clock = clock;
  }

  /** An interaction in one of the groups that it is in whoever has it, such as under each tag. */
  private record Place(UUID interaction, Map<String, String> group) {}

  /** When an interaction came first, and with whom it is; with nobody while it is not open. */
  private record Open(long since, @Nullable Dimensions with) {}

  /** Adds the age of each interaction that is open at the end of each bucket. */
  void addTo(MetricQuery query, Grouping grouping) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement quoting = connection.createStatement()) {
      addTo(query, grouping, connection, new DimensionColumns(query, quoting));
    }
  }

  private void addTo(
      MetricQuery query, Grouping grouping, Connection connection, DimensionColumns dimensions)
      throws SQLException {
    long now = clock.millis();
    List<Period.Bucket> buckets = grouping.buckets();
    Map<Place, Open> open = new HashMap<>();
    int bucket = 0;
    int begun = (int) buckets.stream().filter(one -> begin(one) <= now).count();
    String sql =
        """
        SELECT o.interaction_id, o.anchored_at, o.value, o.team, o.agent, o.channel, o.priority%s
        FROM observation o JOIN interaction i USING (tenant_id, interaction_id)%s
        WHERE o.tenant_id = ? AND o.metric = ? AND o.version = ? AND o.anchored_at < ?
          AND (i.resolved_at IS NULL OR i.resolved_at >= ?)%s
        ORDER BY o.anchored_at, o.interaction_id, o.ordinal
        """
            .formatted(dimensions.groups(), dimensions.tags(), dimensions.traitConditions());
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setFetchSize(5_000);
      select.setObject(1, caller.tenant());
      select.setString(2, BuiltInMetrics.BACKLOG.key());
      select.setInt(3, BuiltInMetrics.BACKLOG.version());
      select.setObject(4, query.period().to().toInstant().atOffset(ZoneOffset.UTC));
      select.setObject(5, query.period().from().toInstant().atOffset(ZoneOffset.UTC));
      dimensions.bindTraits(select, 6);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          long at = row.getTimestamp(2).getTime();
          while (bucket < begun && at >= end(buckets.get(bucket), now)) {
            add(query, grouping, open, bucket, end(buckets.get(bucket), now));
            bucket++;
          }
          move(query, open, row, at);
        }
      }
    }
    for (; bucket < begun; bucket++) {
      add(query, grouping, open, bucket, end(buckets.get(bucket), now));
    }
  }

  private static long begin(Period.Bucket bucket) {
    return bucket.from().toInstant().toEpochMilli();
  }

  private static long end(Period.Bucket bucket, long now) {
    return Math.min(bucket.to().toInstant().toEpochMilli(), now);
  }

  private static void move(MetricQuery query, Map<Place, Open> open, ResultSet row, long at)
      throws SQLException {
    Map<String, String> traits = Grouping.valuesOf(query, row, 8);
    traits.keySet().removeIf(dimension -> !Traits.isDimension(dimension));
    Place place = new Place(row.getObject(1, UUID.class), traits);
    Open before = open.get(place);
    long since = before == null ? at : before.since();
    Dimensions with =
        row.getLong(3) > 0
            ? new Dimensions(row.getString(4), row.getString(5), row.getString(6), row.getString(7))
            : null;
    open.put(place, new Open(since, with));
  }

  private static void add(
      MetricQuery query, Grouping grouping, Map<Place, Open> open, int bucket, long at) {
    open.forEach(
        (place, one) -> {
          Dimensions with = one.with();
          if (with != null && isAskedFor(query, with)) {
            Map<String, String> group = new HashMap<>();
            query
                .groupBy()
                .forEach(dimension -> group.put(dimension, value(dimension, place, with)));
            Cell cell = new Cell();
            cell.value(at - one.since(), 1);
            grouping.add(group, bucket, cell);
          }
        });
  }

  private static String value(String dimension, Place place, Dimensions with) {
    String value =
        Traits.isDimension(dimension) ? place.group().get(dimension) : with.value(dimension);
    return value == null ? Grouping.WITHOUT : value;
  }

  /** What is asked of an interaction as a whole was asked of the database. */
  private static boolean isAskedFor(MetricQuery query, Dimensions with) {
    return query.filter().entrySet().stream()
        .filter(wanted -> !Traits.isDimension(wanted.getKey()))
        .allMatch(wanted -> wanted.getValue().equals(with.value(wanted.getKey())));
  }
}
